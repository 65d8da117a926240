internal import GeoIndex
public import Locator
internal import Routing

/// A coverage sampled on a grid, drawn as bands and cut to the land.
public final class CoverageSurface: Sendable {
    /// The travel times; equivalent coverages share the surface.
    public let coverage: Coverage
    let lattice: CoverageLattice
    /// The values; each level is half as fine as the one before.
    private let levels: [ValueLevel]
    private let land: LandMask

    init(_ coverage: Coverage, _ lattice: CoverageLattice, _ land: LandMask) {
        self.coverage = coverage
        self.lattice = lattice
        self.land = land
        var levels = [ValueLevel(lattice, lattice.values(coverage))]
        // Until the whole square is at most 128 cells wide.
        while let last = levels.last, lattice.shift + levels.count <= MapPoint.bits - 7 {
            levels.append(ValueLevel(halving: last))
        }
        self.levels = levels
    }

    /// The bands of a scale in a window as valid rings, without empty ones.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func bands(
        _ scale: CoverageScale, in window: TileWindow
    ) throws(CancellationError) -> [(band: CoverageBand, rings: [[TilePoint]])] {
        let land = land.rings(in: window)
        guard !land.isEmpty, let grid = WindowGrid(window, lattice.shift, levels) else { return [] }
        let clipper = PolygonClipper(low: Double(window.low), high: Double(window.high))
        let bands = scale.bands
        let levels = bands.map { band -> [[TilePoint]] in
            clipper.clip(grid.contours.rings(upTo: band.limit).map { $0.map(grid.place) }).map(\.rounded)
                .filter { $0.count >= 3 }
        }
        let snapped = SnapRounder([levels.joined(), [land].joined()].joined())
        let ground = NodedArea(land.map(snapped.rounded))
        var result: [(band: CoverageBand, rings: [[TilePoint]])] = []
        var nearer: [[TilePoint]] = []
        for (band, rings) in zip(bands, levels) {
            try Task.checkStop()
            let own = rings.map(snapped.rounded)
            let area = NodedArea(own + nearer.map { $0.reversed() })
            nearer = own
            guard !area.edges.isEmpty else { continue }
            let valid = area.intersection(ground)
            if !valid.isEmpty { result.append((band, valid)) }
        }
        return result
    }

    /// Encodes the layer `coverage` of a tile with the bands of a scale; empty when no part of the region lies there.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func encoded(
        _ tile: TileCoordinate, _ scale: CoverageScale = .standard
    ) throws(CancellationError) -> [UInt8] {
        var encoder = TileLayerEncoder(name: "coverage")
        for (index, (band, rings)) in try bands(scale, in: TileWindow(tile)).enumerated() {
            var attributes: [(String, TileValue)] = [("band", .text(band.name))]
            if case .minutes(let minutes, _) = band { attributes.append(("minutes", .unsigned(UInt64(minutes)))) }
            encoder.addPolygon(rings, id: UInt64(index + 1), attributes: attributes)
        }
        return encoder.encoded()
    }

    /// The attributes of a band's feature.
    static let columns = ["band": "String", "minutes": "Number"]
}

/// The part of a grid within a window, thinned out for its zoom and framed by values above all levels.
private struct WindowGrid {
    let contours: BandContours
    private let originX: Double
    private let originY: Double
    private let cell: Double
    /// The largest number of cells across a tile.
    private static let cellLimit = 128

    /// Fails when window and grid do not intersect.
    init?(_ window: TileWindow, _ finest: Int, _ levels: [ValueLevel]) {
        var stride = 0
        while window.isTile, window.parts >> (finest + stride) > Self.cellLimit, stride + 1 < levels.count {
            stride += 1
        }
        let shift = finest + stride
        let level = levels[stride]
        let margin = window.parts * Int(TileWindow.buffer) / Int(window.extent) + 1
        // In cells of the thinned grid, from the corner of the square.
        let (west, north) = ((window.originX - margin) >> shift - 1, (window.originY - margin) >> shift - 1)
        let east = (window.originX + window.parts + margin) >> shift + 2
        let south = (window.originY + window.parts + margin) >> shift + 2
        let columns = east - west + 1
        let rows = south - north + 1
        guard columns > 2, rows > 2 else { return nil }
        var own = [UInt32](repeating: CoverageLattice.outside, count: columns * rows)
        var isEmpty = true
        for row in 1..<(rows - 1) {
            for column in 1..<(columns - 1) {
                let value = level[west + column, north + row]
                own[row * columns + column] = value
                if value != CoverageLattice.outside { isEmpty = false }
            }
        }
        guard !isEmpty else { return nil }
        contours = BandContours(values: own, columns: columns, rows: rows, firstMark: PointColumns.noRoute)
        let unit = Double(window.parts) / Double(window.extent)
        cell = Double(1 << shift) / unit
        originX = (Double(west << shift) - Double(window.originX)) / unit
        originY = (Double(north << shift) - Double(window.originY)) / unit
    }

    /// Converts a position on the grid to units of the window.
    func place(_ point: WorldPoint) -> WorldPoint {
        WorldPoint(x: originX + point.x * cell, y: originY + point.y * cell)
    }
}
