internal import GeoIndex

/// The rows of a layer's attributes in the encoder, looked up by number instead of by text.
struct AttributeRows {
    private let isNamed: Bool
    private let hasReference: Bool
    /// The row of each attribute name by ``Key``; `UInt32.max` until first used.
    private var keys = [UInt32](repeating: .max, count: 16)

    private enum Key {
        static let (kind, greek, english, reference, number, rank, population) = (0, 1, 2, 3, 5, 6, 7)
        static let flags = 10
    }

    /// Prefixes that keep the numbers of different kinds of values apart.
    private enum Space {
        static let classes: UInt64 = 1 << 56
        static let greek: UInt64 = 2 << 56
        static let english: UInt64 = 3 << 56
        static let reference: UInt64 = 4 << 56
        static let number: UInt64 = 5 << 56
        static let truth: UInt64 = 6 << 56
    }

    init(_ layer: MapLayer) {
        let names = layer.columns
        isNamed = names["name:el"] != nil
        hasReference = names["ref"] != nil
    }

    /// Adds the attributes of the feature in `row` to the encoder's next feature.
    mutating func tag(_ row: Int, _ columns: MapColumns, _ map: BaseMap, _ encoder: inout TileLayerEncoder) {
        encoder.removeTags()
        let name = Int(columns.names[row])
        guard columns.layer != .addresses else {
            text(Key.number, "number", Space.reference, map.references, name, &encoder)
            return
        }
        let kind = columns.kinds[row]
        let classIndex = Int(kind >> 8 & 255)
        let value = encoder.valueRow(Space.classes | UInt64(classIndex)) { .text(columns.layer.classes[classIndex]) }
        encoder.tag(key(Key.kind, "class", &encoder), value)
        let flags = RoadFlags(rawValue: UInt8(kind >> 16 & 255))
        if !flags.isEmpty {
            for (place, column) in RoadFlags.columns.enumerated() where flags.contains(column.flag) {
                let value = encoder.valueRow(Space.truth) { .flag(true) }
                encoder.tag(key(Key.flags + place, column.name, &encoder), value)
            }
        }
        if isNamed, name != 0 {
            text(Key.greek, "name:el", Space.greek, map.greek, name, &encoder)
            text(Key.english, "name:en", Space.english, map.english, name, &encoder)
            if hasReference { text(Key.reference, "ref", Space.reference, map.references, name, &encoder) }
        }
        if columns.layer == .places {
            number(Key.rank, "rank", UInt64(columns.ranks[row]), &encoder)
            let population = columns.populations[row]
            if population >= 0 { number(Key.population, "population", UInt64(population), &encoder) }
        }
    }

    @inline(__always)
    private mutating func text(
        _ key: Int, _ name: String, _ space: UInt64, _ texts: TextColumn?, _ row: Int,
        _ encoder: inout TileLayerEncoder
    ) {
        guard let value = encoder.valueRow(space | UInt64(row), text: texts, at: row) else { return }
        encoder.tag(self.key(key, name, &encoder), value)
    }

    private mutating func number(_ key: Int, _ name: String, _ number: UInt64, _ encoder: inout TileLayerEncoder) {
        let value = encoder.valueRow(Space.number | number) { .unsigned(number) }
        encoder.tag(self.key(key, name, &encoder), value)
    }

    @inline(__always)
    private mutating func key(_ key: Int, _ name: String, _ encoder: inout TileLayerEncoder) -> UInt32 {
        if keys[key] == .max { keys[key] = encoder.keyRow(name) }
        return keys[key]
    }
}
