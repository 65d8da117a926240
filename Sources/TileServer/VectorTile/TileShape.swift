/// The geometry of one feature in a tile's units, in arrays that are used again from feature to feature.
struct TileShape {
    /// What the points make, as Mapbox Vector Tile 2.1 section 4.3.4 numbers it.
    enum Kind: UInt64 { case point = 1, line = 2, area = 3 }

    /// What the points make.
    var kind: Kind
    /// The points of all parts, one after the other.
    private(set) var points: [TilePoint] = []
    /// Where each part ends among the points.
    private(set) var ends: [Int] = []
    private var start = 0

    init(_ kind: Kind) {
        self.kind = kind
    }

    /// Lines or rings.
    var partCount: Int { ends.count }

    /// The points of a line or ring.
    func part(_ index: Int) -> ArraySlice<TilePoint> { points[(index > 0 ? ends[index - 1] : 0)..<ends[index]] }

    mutating func removeAll() {
        points.removeAll(keepingCapacity: true)
        ends.removeAll(keepingCapacity: true)
        start = 0
    }

    /// Goes on with a part; a point that repeats the last one is left out.
    @inline(__always)
    mutating func append(_ point: TilePoint) {
        if points.count > start, points[points.count - 1] == point { return }
        points.append(point)
    }

    /// Ends a part; one of too few points for its kind vanishes.
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
