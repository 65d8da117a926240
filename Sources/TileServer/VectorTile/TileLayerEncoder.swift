/// Writes one layer of a Mapbox Vector Tile 2.1; attribute names and values are stored once and shared by features.
package struct TileLayerEncoder {
    /// Units along a tile's edge.
    package static let extent: Int32 = 4096

    private let name: String
    private var features = ProtobufWriter()
    private var keys: [String] = []
    private var keyRows: [String: UInt32] = [:]
    private var values: [[UInt8]] = []
    private var valueRows: [TileValue: UInt32] = [:]
    private var numberedRows: [UInt64: UInt32] = [:]
    private var commands: [UInt32] = []
    private var tags: [UInt32] = []

    /// Whether no feature was added.
    package private(set) var isEmpty = true

    /// A layer called `name`.
    package init(name: String) {
        self.name = name
    }

    /// Adds a point feature; `id` is stable between tiles and builds.
    package mutating func addPoint(_ point: TilePoint, id: UInt64, attributes: [(String, TileValue)]) {
        commands.removeAll(keepingCapacity: true)
        var cursor = TilePoint(x: 0, y: 0)
        command(1, count: 1)
        move(to: point, &cursor)
        add(id: id, type: 1, attributes: attributes)
    }

    /// Adds a polygon feature: closed rings without their repeated last point, exteriors of positive area in tile units
    /// (y down), each followed by its holes; nothing is added when there is no ring.
    package mutating func addPolygon(_ rings: [[TilePoint]], id: UInt64, attributes: [(String, TileValue)]) {
        commands.removeAll(keepingCapacity: true)
        var cursor = TilePoint(x: 0, y: 0)
        for ring in rings where ring.count >= 3 {
            command(1, count: 1)
            move(to: ring[0], &cursor)
            command(2, count: UInt32(ring.count - 1))
            for point in ring.dropFirst() { move(to: point, &cursor) }
            command(7, count: 1)
        }
        guard !commands.isEmpty else { return }
        add(id: id, type: 3, attributes: attributes)
    }

    /// Adds a feature of lines of two points and more; nothing is added when there is no line.
    package mutating func addLines(_ lines: [[TilePoint]], id: UInt64?, attributes: [(String, TileValue)]) {
        commands.removeAll(keepingCapacity: true)
        var cursor = TilePoint(x: 0, y: 0)
        for line in lines where line.count >= 2 {
            command(1, count: 1)
            move(to: line[0], &cursor)
            command(2, count: UInt32(line.count - 1))
            for point in line.dropFirst() { move(to: point, &cursor) }
        }
        guard !commands.isEmpty else { return }
        add(id: id, type: 2, attributes: attributes)
    }

    /// Adds a feature whose geometry `shape` holds, with rows of ``keyRow(_:)`` and ``valueRow(_:_:)`` as attributes.
    mutating func add(_ shape: TileShape, id: UInt64, rows: [UInt32]) {
        commands.removeAll(keepingCapacity: true)
        var cursor = TilePoint(x: 0, y: 0)
        if shape.kind == .point {
            command(1, count: UInt32(shape.points.count))
            for point in shape.points { move(to: point, &cursor) }
        } else {
            for part in 0..<shape.partCount {
                let points = shape.part(part)
                command(1, count: 1)
                move(to: points[points.startIndex], &cursor)
                command(2, count: UInt32(points.count - 1))
                for point in points.dropFirst() { move(to: point, &cursor) }
                if shape.kind == .area { command(7, count: 1) }
            }
        }
        guard !shape.points.isEmpty else { return }
        tags.removeAll(keepingCapacity: true)
        tags.append(contentsOf: rows)
        write(id: id, type: shape.kind.rawValue)
    }

    /// The row of an attribute's name.
    mutating func keyRow(_ key: String) -> UInt32 { row(ofKey: key) }

    /// The row of an attribute's value; `number` stands for the value in this layer, which is made when first used.
    @inline(__always)
    mutating func valueRow(_ number: UInt64, _ make: () -> TileValue) -> UInt32 {
        if let row = numberedRows[number] { return row }
        let row = row(ofValue: make())
        numberedRows[number] = row
        return row
    }

    /// The layer as field 3 of a tile; tiles are layers one after the other. Nothing when it has no feature.
    package func encoded() -> [UInt8] {
        guard !isEmpty else { return [] }
        var layer = ProtobufWriter()
        layer.reserve(features.bytes.count + 4096)
        layer.field(15, varint: 2)
        layer.field(1, bytes: name.utf8)
        layer.append(features)
        for key in keys { layer.field(3, bytes: key.utf8) }
        for value in values { layer.field(4, bytes: value) }
        layer.field(5, varint: UInt64(Self.extent))
        var tile = ProtobufWriter()
        tile.reserve(layer.bytes.count + 8)
        tile.field(3, bytes: layer.bytes)
        return tile.bytes
    }

    private mutating func add(id: UInt64?, type: UInt64, attributes: [(String, TileValue)]) {
        tags.removeAll(keepingCapacity: true)
        for (key, value) in attributes {
            tags.append(row(ofKey: key))
            tags.append(row(ofValue: value))
        }
        write(id: id, type: type)
    }

    private mutating func write(id: UInt64?, type: UInt64) {
        var feature = ProtobufWriter()
        feature.reserve(commands.count * 2 + tags.count * 2 + 24)
        if let id { feature.field(1, varint: id) }
        feature.field(2, packed: tags)
        feature.field(3, varint: type)
        feature.field(4, packed: commands)
        features.field(2, bytes: feature.bytes)
        isEmpty = false
    }

    @inline(__always)
    private mutating func command(_ id: UInt32, count: UInt32) {
        commands.append(id | count << 3)
    }

    @inline(__always)
    private mutating func move(to point: TilePoint, _ cursor: inout TilePoint) {
        commands.append(Self.zigzag(point.x &- cursor.x))
        commands.append(Self.zigzag(point.y &- cursor.y))
        cursor = point
    }

    @inline(__always)
    private static func zigzag(_ value: Int32) -> UInt32 {
        UInt32(bitPattern: value << 1 ^ value >> 31)
    }

    private mutating func row(ofKey key: String) -> UInt32 {
        if let row = keyRows[key] { return row }
        let row = UInt32(keys.count)
        keys.append(key)
        keyRows[key] = row
        return row
    }

    private mutating func row(ofValue value: TileValue) -> UInt32 {
        if let row = valueRows[value] { return row }
        let row = UInt32(values.count)
        values.append(value.encoded())
        valueRows[value] = row
        return row
    }
}
