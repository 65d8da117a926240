internal import GeoIndex

#if canImport(Glibc)
    internal import Glibc
#endif

/// The part of the map that a picture shows, and its scale.
struct MapView {
    /// The north-western corner in ``MapPoint`` units.
    let originX: Double
    let originY: Double
    /// The ``MapPoint`` units in a unit of the canvas.
    let partsPerUnit: Double
    private let unitsPerPart: Double
    /// The latitude of the northern edge when rows are equidistant in degrees; nil for Web Mercator.
    private let north: Double?
    /// The size in units of the canvas.
    let width: Double
    let height: Double
    /// The zoom for styles, that of 512 pixel tiles.
    let zoom: Double

    /// The zoom whose detail is drawn.
    var detail: Int { min(max(Int(zoom.rounded(.down)), 0), TileCoordinate.deepestZoom) }

    /// The canvas units per metre from west to east at a place.
    func units(perMetreAt place: WorldPoint) -> Double {
        // The cosine of the latitude, computed from the Mercator y.
        let shrink = 1 / cosh(.pi * (1 - 2 * place.y))
        return Double(1 << MapPoint.bits) * unitsPerPart / (2 * .pi * Ellipsoid.equatorialRadius * shrink)
    }

    /// Creates the view of a tile of 256 units, whose zoom is one deeper than ``zoom`` for the same scale.
    init(_ set: TileMatrixSet = .webMercator, z: Int, x: Int, y: Int) {
        let parts = Double(1 << MapPoint.bits) / Double(set.across << z)
        let north: Double? =
            switch set {
            case .webMercator: nil
            case .degrees: 90 - 180 * Double(y) / Double(1 << z)
            }
        self.init(
            originX: Double(x) * parts, originY: north.map(Self.parts(latitude:)) ?? Double(y) * parts,
            partsPerUnit: parts / 256, width: 256, height: 256, north: north)
    }

    /// Creates the view around a centre at a zoom of 512 pixel tiles.
    init(centre: Coordinate, zoom: Double, width: Double, height: Double) {
        let perUnit = Double(1 << MapPoint.bits) / 512 / exp2(zoom)
        let middle = WorldPoint(centre)
        let side = Double(1 << MapPoint.bits)
        self.init(
            originX: middle.x * side - width / 2 * perUnit, originY: middle.y * side - height / 2 * perUnit,
            partsPerUnit: perUnit, width: width, height: height)
    }

    /// Creates the view that shows a whole box with a margin in units, at most at `maximumZoom`.
    init(box: BoundingBox, width: Double, height: Double, margin: Double, maximumZoom: Double) {
        let side = Double(1 << MapPoint.bits)
        let low = WorldPoint(Coordinate(longitude: box.west, latitude: box.north))
        let high = WorldPoint(Coordinate(longitude: box.east, latitude: box.south))
        let least = side / 512 / exp2(maximumZoom)
        let perUnit = max(
            least, (high.x - low.x) * side / max(width - 2 * margin, 1),
            (high.y - low.y) * side / max(height - 2 * margin, 1))
        self.init(
            originX: (low.x + high.x) / 2 * side - width / 2 * perUnit,
            originY: (low.y + high.y) / 2 * side - height / 2 * perUnit, partsPerUnit: perUnit, width: width,
            height: height)
    }

    /// Creates the view of a page, whose patterns are aligned with its corner.
    init(pageWidth: Double, height: Double) {
        self.init(originX: 0, originY: 0, partsPerUnit: 1, width: pageWidth, height: height)
    }

    /// The coordinate shown at a position of the canvas.
    func coordinate(x: Double, y: Double) -> Coordinate {
        let side = Double(1 << MapPoint.bits)
        return WorldPoint(x: (originX + x * partsPerUnit) / side, y: parts(row: y) / side).coordinate
    }

    /// The offset in units from the north-western corner of the map, which patterns are aligned with, to that of the
    /// view.
    var offset: (x: Double, y: Double) {
        (originX / partsPerUnit, north.map { (90 - $0) * unitsPerDegree } ?? originY / partsPerUnit)
    }

    private init(
        originX: Double, originY: Double, partsPerUnit: Double, width: Double, height: Double, north: Double? = nil
    ) {
        (self.originX, self.originY, self.partsPerUnit, self.north) = (originX, originY, partsPerUnit, north)
        unitsPerPart = 1 / partsPerUnit
        (self.width, self.height) = (width, height)
        zoom = log2(Double(1 << MapPoint.bits) / 512 / partsPerUnit)
    }

    /// The window of the view with `margin` units around it, in units fine enough for its pixels.
    func window(margin: Double) -> TileWindow {
        let top = parts(row: -margin)
        let side = max((width + 2 * margin) * partsPerUnit, parts(row: height + margin) - top)
        // A sixteenth of a canvas unit, but not finer than the map.
        let shift = max(1, Int(log2(partsPerUnit / 16).rounded(.down)))
        func whole(_ parts: Double) -> Int { (Int(parts) >> shift) << shift }
        return TileWindow(
            originX: whole(originX - margin * partsPerUnit), originY: whole(top), parts: whole(side) + (1 << shift),
            shift: shift, zoom: detail, isTile: false)
    }

    /// The position on the canvas of a point in ``MapPoint`` units.
    @inline(__always)
    func place(x: Double, y: Double) -> (x: Double, y: Double) {
        let row =
            if let north { (north - Self.latitude(parts: y)) * unitsPerDegree } else { (y - originY) * unitsPerPart }
        return ((x - originX) * unitsPerPart, row)
    }

    /// The y in ``MapPoint`` units of a row of the canvas; the inverse of ``place(x:y:)``.
    private func parts(row: Double) -> Double {
        if let north { Self.parts(latitude: north - row / unitsPerDegree) } else { originY + row * partsPerUnit }
    }

    /// The canvas units per degree of longitude, and of latitude when rows are equidistant in degrees.
    private var unitsPerDegree: Double { Double(1 << MapPoint.bits) / 360 * unitsPerPart }

    private static func parts(latitude: Double) -> Double {
        WorldPoint(Coordinate(longitude: 0, latitude: latitude)).y * Double(1 << MapPoint.bits)
    }

    private static func latitude(parts: Double) -> Double {
        WorldPoint(x: 0, y: parts / Double(1 << MapPoint.bits)).coordinate.latitude
    }

    func place(_ coordinate: Coordinate) -> (x: Double, y: Double) {
        let point = WorldPoint(coordinate)
        let side = Double(1 << MapPoint.bits)
        return place(x: point.x * side, y: point.y * side)
    }
}
