import TileServer

/// Fuzz target: any bytes as a tile path `z/x/y` give a tile of the pyramid or an error; as the corners of rings in a
/// tile they give rings without repeated points.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTilePath(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    path(String(decoding: input, as: UTF8.self))
    rings(input)
    return 0
}

private func path(_ text: String) {
    let parts = text.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return }
    do {
        let tile = try TilePath.parse(z: parts[0], x: parts[1], y: parts[2])
        let side = 1 << tile.z
        precondition(tile.z >= 0 && tile.z <= TileCoordinate.deepestZoom, "a zoom that is not")
        precondition(tile.x >= 0 && tile.x < side && tile.y >= 0 && tile.y < side, "a tile outside of its zoom")
        precondition("\(tile.z)/\(tile.x)/\(tile.y)" == text, "two paths for one tile")
    } catch {
        switch error {
        case .notANumber, .zoom, .outside: return
        }
    }
}

/// Two bytes per corner, in units coarse enough that many coincide; every sixteenth corner begins a ring.
private func rings(_ input: [UInt8]) {
    var rings: [[TilePoint]] = [[]]
    for index in stride(from: 0, to: min(input.count, 600) - 1, by: 2) {
        if index % 32 == 0 { rings.append([]) }
        rings[rings.count - 1].append(TilePoint(x: Int32(input[index]) - 64, y: Int32(input[index + 1]) - 64))
    }
    let rounder = SnapRounder(rings)
    for ring in RingTracer.trace(rings.map(rounder.rounded)) {
        precondition(ring.count >= 3 && Set(ring).count == ring.count, "a ring that touches itself")
        precondition(ring.doubledArea != 0, "a ring of no area")
    }
    let clipper = PolygonClipper(low: -20, high: 90)
    for ring in clipper.clip(rings.map { $0.map { WorldPoint(x: Double($0.x), y: Double($0.y)) } }) {
        precondition(
            ring.allSatisfy { $0.x >= -20 && $0.x <= 90 && $0.y >= -20 && $0.y <= 90 }, "a point outside the box")
    }
}
