internal import Foundation

/// A value of `sources.json` that knows its JSON path, so that every error names it.
struct CatalogNode {
    /// A JSON value.
    enum Value: Decodable {
        case null, bool(Bool), number(Double), string(String), array([Value]), object([String: Value])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let value = try? container.decode(Bool.self) {
                self = .bool(value)
            } else if let value = try? container.decode(Double.self) {
                self = .number(value)
            } else if let value = try? container.decode(String.self) {
                self = .string(value)
            } else if let value = try? container.decode([Value].self) {
                self = .array(value)
            } else {
                self = .object(try container.decode([String: Value].self))
            }
        }

        /// The value as JSON with sorted keys: the same text for the same value.
        var canonical: String {
            switch self {
            case .null: return "null"
            case .bool(let value): return "\(value)"
            case .number(let value): return "\(value)"
            case .string(let value): return JSONText.array([value])
            case .array(let values): return "[\(values.map(\.canonical).joined(separator: ","))]"
            case .object(let members):
                let parts = members.sorted { $0.key < $1.key }.map {
                    "\(JSONText.array([$0.key])):\($0.value.canonical)"
                }
                return "{\(parts.joined(separator: ","))}"
            }
        }

        var kind: String {
            switch self {
            case .null: "null"
            case .bool(let value): "\(value)"
            case .number(let value): "the number \(value)"
            case .string(let value): "\"\(value)\""
            case .array: "an array"
            case .object: "an object"
            }
        }
    }

    let value: Value
    let file: String
    let path: String

    init(data: Data, file: String) throws(StoreError) {
        do {
            value = try JSONDecoder().decode(Value.self, from: data)
        } catch DecodingError.dataCorrupted(let context) {
            let detail = context.underlyingError.map { ": \($0)" } ?? ""
            throw StoreError(.catalogMalformed, at: file, "not JSON: \(context.debugDescription)\(detail)")
        } catch {
            throw StoreError(.catalogMalformed, at: file, "not JSON: \(error)")
        }
        self.file = file
        path = "$"
    }

    private init(_ value: Value, file: String, path: String) {
        self.value = value
        self.file = file
        self.path = path
    }

    func fail(_ reason: String) -> StoreError {
        StoreError(.catalogMalformed, at: "\(file) \(path)", reason)
    }

    private func expected(_ what: String) -> StoreError {
        fail("expected \(what), found \(value.kind)")
    }

    /// The members of an object, all keys of which are in `keys` when it is given.
    func members(_ keys: Set<String>? = nil) throws(StoreError) -> [String: CatalogNode] {
        guard case .object(let object) = value else { throw expected("an object") }
        var members: [String: CatalogNode] = [:]
        for (key, value) in object {
            if let keys, !keys.contains(key) {
                throw fail("has no key \"\(key)\"; it may have \(keys.sorted().joined(separator: ", "))")
            }
            members[key] = CatalogNode(value, file: file, path: "\(path).\(key)")
        }
        return members
    }

    var isNull: Bool {
        if case .null = value { true } else { false }
    }

    func elements() throws(StoreError) -> [CatalogNode] {
        guard case .array(let array) = value else { throw expected("an array") }
        return array.enumerated().map { CatalogNode($0.element, file: file, path: "\(path)[\($0.offset)]") }
    }

    func string() throws(StoreError) -> String {
        guard case .string(let text) = value else { throw expected("a text") }
        return text
    }

    func bool() throws(StoreError) -> Bool {
        guard case .bool(let flag) = value else { throw expected("true or false") }
        return flag
    }

    func number() throws(StoreError) -> Double {
        guard case .number(let number) = value else { throw expected("a number") }
        return number
    }

    func integer(in range: ClosedRange<Int>) throws(StoreError) -> Int {
        let number = try number()
        guard let integer = Int(exactly: number), range.contains(integer) else {
            throw expected("a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return integer
    }

    func strings() throws(StoreError) -> [String] {
        var texts: [String] = []
        for element in try elements() { texts.append(try element.string()) }
        return texts
    }

    func texts() throws(StoreError) -> [String: String] {
        var texts: [String: String] = [:]
        for (key, node) in try members() { texts[key] = try node.string() }
        return texts
    }
}

extension [String: CatalogNode] {
    /// The member `key` of the object at `node`, which must be there.
    func required(_ key: String, of node: CatalogNode) throws(StoreError) -> CatalogNode {
        guard let member = self[key], !member.isNull else { throw node.fail("lacks the key \"\(key)\"") }
        return member
    }

    /// The member `key`, nothing when it is absent or null.
    func optional(_ key: String) -> CatalogNode? {
        self[key].flatMap { $0.isNull ? nil : $0 }
    }
}
