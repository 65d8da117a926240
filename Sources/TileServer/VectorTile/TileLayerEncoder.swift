internal import GeoIndex

/// Encodes a layer of a Mapbox Vector Tile 2.1. Attribute names and values are stored once and shared by features.
package struct TileLayerEncoder: ~Copyable {
    /// The units along the side of a tile.
    package static let extent: Int32 = 4096

    private let name: String
    private var features = ProtobufWriter(capacity: 1 << 14)
    private var keys: [String] = []
    private var keyRows: [String: UInt32] = [:]
    /// All values as fields of the layer, concatenated.
    private var values = ProtobufWriter(capacity: 1 << 11)
    /// The range of each value's message in ``values``.
    private var valueRanges: [Range<Int>] = []
    private var rowsByContent = RowTable()
    private var rowsByNumber = RowTable(bits: 10)
    private var value = ProtobufWriter()
    private var geometry = ProtobufWriter(capacity: 1 << 11)
    private var tags = ProtobufWriter()

    /// Whether the layer has no features.
    package private(set) var isEmpty = true

    /// Creates a layer called `name`.
    package init(name: String) {
        self.name = name
    }

    /// Adds a point feature; `id` is stable between tiles and builds.
    package mutating func addPoint(_ point: TilePoint, id: UInt64, attributes: [(String, TileValue)]) {
        var cursor = TilePoint(x: 0, y: 0)
        geometry.removeAll()
        command(1, count: 1)
        move(to: point, &cursor)
        add(id: id, type: .point, attributes: attributes)
    }

    /// Adds a polygon feature, unless it has no ring. Rings are open; exteriors have positive area in tile units (y
    /// south), and each is followed by its holes.
    package mutating func addPolygon(_ rings: [[TilePoint]], id: UInt64, attributes: [(String, TileValue)]) {
        var cursor = TilePoint(x: 0, y: 0)
        geometry.removeAll()
        for ring in rings where ring.count >= 3 {
            ring.withUnsafeBufferPointer { path($0, &cursor) }
            command(7, count: 1)
        }
        guard geometry.count > 0 else { return }
        add(id: id, type: .area, attributes: attributes)
    }

    /// Adds a line feature, unless it has no line of at least two points.
    package mutating func addLines(_ lines: [[TilePoint]], id: UInt64?, attributes: [(String, TileValue)]) {
        var cursor = TilePoint(x: 0, y: 0)
        geometry.removeAll()
        for line in lines where line.count >= 2 {
            line.withUnsafeBufferPointer { path($0, &cursor) }
        }
        guard geometry.count > 0 else { return }
        add(id: id, type: .line, attributes: attributes)
    }

    /// Adds a feature with the geometry of `shape` and the attributes set since ``removeTags()``.
    mutating func add(_ shape: TileShape, id: UInt64) {
        guard !shape.points.isEmpty else { return }
        var cursor = TilePoint(x: 0, y: 0)
        geometry.removeAll()
        if shape.kind == .point {
            command(1, count: shape.points.count)
            for point in shape.points { move(to: point, &cursor) }
        } else {
            shape.points.withUnsafeBufferPointer { points in
                var start = 0
                for end in shape.ends {
                    path(UnsafeBufferPointer(rebasing: points[start..<end]), &cursor)
                    if shape.kind == .area { command(7, count: 1) }
                    start = end
                }
            }
        }
        write(id: id, type: shape.kind)
    }

    /// Discards the attributes of the previous feature.
    @inline(__always)
    mutating func removeTags() { tags.removeAll() }

    /// Adds an attribute to the next feature, by the rows of its name and value.
    @inline(__always)
    mutating func tag(_ key: UInt32, _ value: UInt32) {
        tags.varint(UInt64(key))
        tags.varint(UInt64(value))
    }

    /// The row of an attribute name, added when new.
    mutating func keyRow(_ key: String) -> UInt32 {
        if let row = keyRows[key] { return row }
        let row = UInt32(keys.count)
        keys.append(key)
        keyRows[key] = row
        return row
    }

    /// The row of an attribute value; `number` identifies it in this layer, and `make` is called when it is new.
    @inline(__always)
    mutating func valueRow(_ number: UInt64, _ make: () -> TileValue) -> UInt32 {
        if let row = rowsByNumber.row(number) { return row }
        let row = row(ofValue: make())
        rowsByNumber.set(number, row)
        return row
    }

    /// The row of a text, nil when the text is empty; `number` identifies it in this layer.
    @inline(__always)
    mutating func valueRow(_ number: UInt64, text: TextColumn?, at place: Int) -> UInt32? {
        if let row = rowsByNumber.row(number) { return row == Self.noText ? nil : row }
        return newRow(number, text, place)
    }

    /// The row number that marks an empty text.
    private static let noText = UInt32.max - 1

    @inline(never)
    private mutating func newRow(_ number: UInt64, _ text: TextColumn?, _ place: Int) -> UInt32? {
        value.removeAll()
        text?.withUTF8(at: place) { if !$0.isEmpty { value.field(1, bytes: $0) } }
        let row = value.count > 0 ? rowOfValue() : Self.noText
        rowsByNumber.set(number, row)
        return row == Self.noText ? nil : row
    }

    /// The layer as field 3 of a tile, empty when it has no features. A tile is the concatenation of its layers.
    package func encoded() -> [UInt8] {
        guard !isEmpty else { return [] }
        var head = ProtobufWriter()
        head.field(15, varint: 2)
        head.field(1, bytes: name.utf8)
        var tail = ProtobufWriter()
        for key in keys { tail.field(3, bytes: key.utf8) }
        tail.append(values)
        tail.field(5, varint: UInt64(Self.extent))
        let length = head.count + features.count + tail.count
        var tile = ProtobufWriter(capacity: length + 16)
        tile.head(3, length: length)
        tile.append(head)
        tile.append(features)
        tile.append(tail)
        return tile.bytes
    }

    private mutating func add(id: UInt64?, type: TileShape.Kind, attributes: [(String, TileValue)]) {
        removeTags()
        for (key, value) in attributes { tag(keyRow(key), row(ofValue: value)) }
        write(id: id, type: type)
    }

    private mutating func write(id: UInt64?, type: TileShape.Kind) {
        let size =
            (id.map { 1 + ProtobufWriter.size(of: $0) } ?? 0)
            + 1 + ProtobufWriter.size(of: UInt64(tags.count)) + tags.count
            + 2 + 1 + ProtobufWriter.size(of: UInt64(geometry.count)) + geometry.count
        features.reserve(size + 16)
        features.head(2, length: size)
        if let id { features.field(1, varint: id) }
        features.field(2, tags)
        features.field(3, varint: type.rawValue)
        features.field(4, geometry)
        isEmpty = false
    }

    /// Encodes a line or ring: a MoveTo the first point, LineTo the others.
    @inline(__always)
    private mutating func path(_ points: UnsafeBufferPointer<TilePoint>, _ cursor: inout TilePoint) {
        command(1, count: 1)
        move(to: points[0], &cursor)
        command(2, count: points.count - 1)
        for index in 1..<points.count { move(to: points[index], &cursor) }
    }

    @inline(__always)
    private mutating func command(_ id: UInt64, count: Int) {
        geometry.varint(id | UInt64(count) << 3)
    }

    @inline(__always)
    private mutating func move(to point: TilePoint, _ cursor: inout TilePoint) {
        geometry.zigzag(point.x &- cursor.x, point.y &- cursor.y)
        cursor = point
    }

    private mutating func row(ofValue new: TileValue) -> UInt32 {
        value.removeAll()
        new.write(into: &value)
        return rowOfValue()
    }

    /// The row of the message in `value`; equal values share a row.
    private mutating func rowOfValue() -> UInt32 {
        let hash = XXH64.hash(UnsafeRawBufferPointer(value.buffer))
        if let row = rowsByContent.row(hash),
            values.buffer[valueRanges[Int(row)]].elementsEqual(value.buffer)
        {
            return row
        }
        let row = UInt32(valueRanges.count)
        values.field(4, value)
        valueRanges.append(values.count - value.count..<values.count)
        rowsByContent.set(hash, row)
        return row
    }
}
