internal import GeoIndex

/// The attributes of a layer's features as rows of the encoder, looked up by number rather than by text.
struct AttributeRows {
    private let columns: MapColumns
    private let map: BaseMap
    private let isNamed: Bool
    private let hasReference: Bool
    private var keys: [UInt8: UInt32] = [:]
    private var tags: [UInt32] = []

    /// What a number of the encoder's values stands for.
    private enum Space {
        static let classes: UInt64 = 1 << 56
        static let greek: UInt64 = 2 << 56
        static let english: UInt64 = 3 << 56
        static let reference: UInt64 = 4 << 56
        static let number: UInt64 = 5 << 56
        static let truth: UInt64 = 6 << 56
    }

    init(_ columns: MapColumns, _ map: BaseMap) {
        self.columns = columns
        self.map = map
        let names = columns.layer.columns
        isNamed = names["name:el"] != nil
        hasReference = names["ref"] != nil
    }

    /// The attributes of the feature in `row`: key, value, key, value, …
    mutating func rows(_ row: Int, _ encoder: inout TileLayerEncoder) -> [UInt32] {
        tags.removeAll(keepingCapacity: true)
        let (columns, map) = (columns, map)
        let kind = columns.kinds[row]
        let name = Int(columns.names[row])
        guard columns.layer != .addresses else {
            add(5, "number", Space.reference | UInt64(name), &encoder) { .text(map.references?[name] ?? "") }
            return tags
        }
        let classIndex = Int(kind >> 8 & 255)
        add(0, "class", Space.classes | UInt64(classIndex), &encoder) { .text(columns.layer.classes[classIndex]) }
        let flags = RoadFlags(rawValue: UInt8(kind >> 16 & 255))
        if !flags.isEmpty {
            for (place, column) in RoadFlags.columns.enumerated() where flags.contains(column.flag) {
                add(UInt8(10 + place), column.name, Space.truth, &encoder) { .flag(true) }
            }
        }
        if isNamed, name != 0 {
            addText(1, "name:el", Space.greek, map.greek, name, &encoder)
            addText(2, "name:en", Space.english, map.english, name, &encoder)
            if hasReference { addText(3, "ref", Space.reference, map.references, name, &encoder) }
        }
        if columns.layer == .places {
            let rank = UInt64(columns.ranks[row])
            add(6, "rank", Space.number | rank, &encoder) { .unsigned(rank) }
            let population = columns.populations[row]
            if population >= 0 {
                add(7, "population", Space.number | UInt64(population), &encoder) { .unsigned(UInt64(population)) }
            }
        }
        return tags
    }

    private mutating func addText(
        _ key: UInt8, _ name: String, _ space: UInt64, _ texts: TextColumn?, _ row: Int,
        _ encoder: inout TileLayerEncoder
    ) {
        guard let texts, texts.withUTF8(at: row, { !$0.isEmpty }) else { return }
        add(key, name, space | UInt64(row), &encoder) { .text(texts[row]) }
    }

    private mutating func add(
        _ key: UInt8, _ name: String, _ number: UInt64, _ encoder: inout TileLayerEncoder, _ value: () -> TileValue
    ) {
        if let known = keys[key] {
            tags.append(known)
        } else {
            let row = encoder.keyRow(name)
            keys[key] = row
            tags.append(row)
        }
        tags.append(encoder.valueRow(number, value))
    }
}
