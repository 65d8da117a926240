/// A rectangle on the map's square in the units of ``MapPoint``, y to the south, borders included.
struct MapBox: Hashable, Sendable {
    var west, north, east, south: Int32

    init(west: Int32, north: Int32, east: Int32, south: Int32) {
        (self.west, self.north, self.east, self.south) = (west, north, east, south)
    }

    /// Converts a box on the unit square.
    init(_ box: WorldBox) {
        let (low, high) = (MapPoint(box.minimum), MapPoint(box.maximum))
        self.init(west: low.x, north: low.y, east: high.x, south: high.y)
    }

    /// The box without any point.
    static let empty = MapBox(west: .max, north: .max, east: .min, south: .min)

    var isEmpty: Bool { west > east }

    mutating func expand(_ point: MapPoint) {
        west = min(west, point.x)
        east = max(east, point.x)
        north = min(north, point.y)
        south = max(south, point.y)
    }

    func holds(_ point: MapPoint) -> Bool {
        point.x >= west && point.x <= east && point.y >= north && point.y <= south
    }

    func meets(_ other: MapBox) -> Bool {
        west <= other.east && other.west <= east && north <= other.south && other.north <= south
    }

    /// The border as a ring of positive area, clockwise on the map.
    var ring: [MapPoint] {
        [
            MapPoint(x: west, y: north), MapPoint(x: east, y: north), MapPoint(x: east, y: south),
            MapPoint(x: west, y: south),
        ]
    }

    private var width: Double { Double(east) - Double(west) }
    private var height: Double { Double(south) - Double(north) }

    /// The point of the border nearest to an inner point.
    func nearestSide(_ point: MapPoint) -> MapPoint {
        let sides: [(distance: Int32, point: MapPoint)] = [
            (point.x - west, MapPoint(x: west, y: point.y)), (east - point.x, MapPoint(x: east, y: point.y)),
            (point.y - north, MapPoint(x: point.x, y: north)), (south - point.y, MapPoint(x: point.x, y: south)),
        ]
        return sides.min { $0.distance < $1.distance }?.point ?? point
    }

    /// The part of a segment within the box; nil when there is none (Liang and Barsky, 1984).
    func cut(_ from: MapPoint, _ to: MapPoint) -> (from: MapPoint, to: MapPoint)? {
        let (dx, dy) = (Double(to.x) - Double(from.x), Double(to.y) - Double(from.y))
        var (first, last) = (0.0, 1.0)
        for (step, room) in [
            (-dx, Double(from.x) - Double(west)), (dx, Double(east) - Double(from.x)),
            (-dy, Double(from.y) - Double(north)), (dy, Double(south) - Double(from.y)),
        ] {
            if step == 0 {
                if room < 0 { return nil }
            } else if step < 0 {
                first = max(first, room / step)
            } else {
                last = min(last, room / step)
            }
        }
        guard first <= last else { return nil }
        func at(_ share: Double) -> MapPoint {
            if share <= 0 { return from }
            if share >= 1 { return to }
            let x = Int32((Double(from.x) + share * dx).rounded())
            let y = Int32((Double(from.y) + share * dy).rounded())
            return MapPoint(x: min(max(x, west), east), y: min(max(y, north), south))
        }
        return (at(first), at(last))
    }

    /// The position of a border point along the border, clockwise from the north-western corner; nil for other points.
    func place(along point: MapPoint) -> Double? {
        if point.y == north { return Double(point.x) - Double(west) }
        if point.x == east { return width + Double(point.y) - Double(north) }
        if point.y == south { return width + height + Double(east) - Double(point.x) }
        if point.x == west { return 2 * width + height + Double(south) - Double(point.y) }
        return nil
    }

    /// The corners between two positions along the border, clockwise, across the start of the border if necessary.
    func corners(from start: Double, to end: Double) -> [MapPoint] {
        let places = [0, width, width + height, 2 * width + height]
        let whole = 2 * (width + height)
        let stop = end >= start ? end : end + whole
        let all = Array(zip(places, ring))
        let twice = all.map { (place: $0.0, point: $0.1) } + all.map { (place: $0.0 + whole, point: $0.1) }
        return twice.filter { $0.place > start && $0.place < stop }.map(\.point)
    }
}
