/// A small decoder of Mapbox Vector Tiles, written from the specification and independent of the encoder.
struct TileDecoder {
    struct Feature {
        var id: UInt64 = 0
        var type = 0
        var attributes: [String: String] = [:]
        /// The rings, lines or points; each MoveTo begins one.
        var parts: [[(x: Int, y: Int)]] = []
    }

    struct Layer {
        var name = ""
        var version = 0
        var extent = 0
        var features: [Feature] = []
    }

    enum Fault: Error { case truncated, wireType(Int), command(Int), tag }

    /// A field's number with its varint or bytes.
    private enum Field {
        case number(Int, UInt64)
        case bytes(Int, ArraySlice<UInt8>)
    }

    static func layers(_ bytes: [UInt8]) throws -> [Layer] {
        try fields(bytes[...]).map { field in
            guard case .bytes(3, let layer) = field else { throw Fault.tag }
            return try decode(layer)
        }
    }

    private static func decode(_ bytes: ArraySlice<UInt8>) throws -> Layer {
        var layer = Layer()
        var keys: [String] = []
        var values: [String] = []
        var raw: [ArraySlice<UInt8>] = []
        for field in try fields(bytes) {
            switch field {
            case .bytes(1, let name): layer.name = String(decoding: name, as: UTF8.self)
            case .bytes(2, let feature): raw.append(feature)
            case .bytes(3, let key): keys.append(String(decoding: key, as: UTF8.self))
            case .bytes(4, let value): values.append(try text(value))
            case .number(5, let extent): layer.extent = Int(extent)
            case .number(15, let version): layer.version = Int(version)
            default: throw Fault.tag
            }
        }
        layer.features = try raw.map { try feature($0, keys, values) }
        return layer
    }

    private static func feature(_ bytes: ArraySlice<UInt8>, _ keys: [String], _ values: [String]) throws -> Feature {
        var feature = Feature()
        for field in try fields(bytes) {
            switch field {
            case .number(1, let id): feature.id = id
            case .bytes(2, let tags):
                let numbers = try varints(tags).map(Int.init)
                for pair in stride(from: 0, to: numbers.count, by: 2) {
                    guard pair + 1 < numbers.count, numbers[pair] < keys.count, numbers[pair + 1] < values.count else {
                        throw Fault.tag
                    }
                    feature.attributes[keys[numbers[pair]]] = values[numbers[pair + 1]]
                }
            case .number(3, let type): feature.type = Int(type)
            case .bytes(4, let commands): feature.parts = try geometry(varints(commands))
            default: throw Fault.tag
            }
        }
        return feature
    }

    private static func geometry(_ integers: [UInt64]) throws -> [[(x: Int, y: Int)]] {
        var parts: [[(x: Int, y: Int)]] = []
        var (x, y) = (0, 0)
        var index = 0
        while index < integers.count {
            let (command, count) = (Int(integers[index] & 7), Int(integers[index] >> 3))
            index += 1
            if command == 7 { continue }
            guard command == 1 || command == 2 else { throw Fault.command(command) }
            for _ in 0..<count {
                guard index + 1 < integers.count else { throw Fault.truncated }
                x += Int(integers[index] >> 1) ^ -Int(integers[index] & 1)
                y += Int(integers[index + 1] >> 1) ^ -Int(integers[index + 1] & 1)
                index += 2
                if command == 1 { parts.append([]) }
                parts[parts.count - 1].append((x, y))
            }
        }
        return parts
    }

    private static func text(_ bytes: ArraySlice<UInt8>) throws -> String {
        guard let field = try fields(bytes).first else { throw Fault.tag }
        switch field {
        case .bytes(1, let text): return String(decoding: text, as: UTF8.self)
        case .bytes(3, let double):
            return "\(Double(bitPattern: double.reversed().reduce(0) { $0 << 8 | UInt64($1) }))"
        case .number(let number, let value): return number == 7 ? "\(value == 1)" : "\(value)"
        default: throw Fault.tag
        }
    }

    private static func fields(_ bytes: ArraySlice<UInt8>) throws -> [Field] {
        var fields: [Field] = []
        var rest = bytes
        while !rest.isEmpty {
            let tag = try varint(&rest)
            let number = Int(tag >> 3)
            switch tag & 7 {
            case 0: fields.append(.number(number, try varint(&rest)))
            case 1:
                guard rest.count >= 8 else { throw Fault.truncated }
                fields.append(.bytes(number, rest.prefix(8)))
                rest = rest.dropFirst(8)
            case 2:
                let length = Int(try varint(&rest))
                guard rest.count >= length else { throw Fault.truncated }
                fields.append(.bytes(number, rest.prefix(length)))
                rest = rest.dropFirst(length)
            default: throw Fault.wireType(Int(tag & 7))
            }
        }
        return fields
    }

    private static func varints(_ bytes: ArraySlice<UInt8>) throws -> [UInt64] {
        var rest = bytes
        var values: [UInt64] = []
        while !rest.isEmpty { values.append(try varint(&rest)) }
        return values
    }

    private static func varint(_ rest: inout ArraySlice<UInt8>) throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while let byte = rest.popFirst() {
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        throw Fault.truncated
    }
}
