/// The geometry of one feature in tile units, in arrays that are reused for the next feature.
struct TileShape {
    /// The geometry type, with the numbers of Mapbox Vector Tile 2.1, section 4.3.4.
    enum Kind: UInt64 { case point = 1, line = 2, area = 3 }

    /// The geometry type.
    var kind: Kind
    /// The points of all parts, concatenated.
    private(set) var points: [TilePoint] = []
    /// The end of each part in ``points``.
    private(set) var ends: [Int] = []
    private var start = 0

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// The number of lines, rings or points.
    var partCount: Int { ends.count }

    /// The points of a part.
    func part(_ index: Int) -> ArraySlice<TilePoint> { points[(index > 0 ? ends[index - 1] : 0)..<ends[index]] }

    mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        start = 0
    }

    /// Adds a point to the current part, unless it repeats the last one.
    @inline(__always)
    mutating func append(_ point: TilePoint) {
        if points.count > start, points[points.count - 1] == point { return }
        points.append(point)
    }

    /// Ends the current part; a part with too few points for its type is dropped.
    mutating func endPart() {
        let least = kind == .point ? 1 : kind == .line ? 2 : 3
        if points.count - start >= least {
            ends.append(points.count)
            start = points.count
        } else {
            points.removeLast(points.count - start)
        }
    }
}
