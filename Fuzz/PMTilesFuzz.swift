import Glibc
import TileServer

/// Fuzz target: any bytes as a PMTiles archive are refused, or read within bounds without a crash.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPMTiles(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let path = "/dev/shm/pmtiles-fuzz-\(getpid())"
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    guard file >= 0 else { return 0 }
    write(file, start, count)
    close(file)
    guard let archive = try? PMTilesArchive(path: path) else { return 0 }
    for zoom in 0...TileCoordinate.deepestZoom {
        for place in [0, (1 << zoom) / 2, (1 << zoom) - 1] {
            guard let tile = TileCoordinate(z: zoom, x: place, y: place) else { continue }
            _ = archive.tile(tile).flatMap(PMTilesArchive.plain)
        }
    }
    return 0
}
