internal import Compression
internal import Dispatch
internal import GeoIndex
internal import Locator
internal import Records
internal import Synchronization

/// Draws all tiles of a set for an archive, in the order of their numbers, on several cores.
public struct TileExport: Sendable {
    /// Receives the number of tiles done and in total; returns false to stop the export.
    public typealias Progress = (_ done: Int, _ all: Int) -> Bool

    /// A tile and its gzipped bytes, which are empty when nothing lies in it.
    struct Drawn: Sendable {
        var tile: TileCoordinate
        var bytes: [UInt8]
    }

    /// A tile that is not empty.
    public struct Tile: Sendable {
        /// The position of the tile.
        public var tile: TileCoordinate
        /// The gzipped bytes.
        public var bytes: [UInt8]
        /// A text that is equal for equal bytes.
        public var content: String
    }

    /// The tile set.
    public let set: TileRenderer.TileSet
    /// The range of zooms.
    public let zooms: ClosedRange<Int>
    /// The tiles, in the order of their numbers.
    public let tiles: [TileCoordinate]
    let renderer: TileRenderer
    let box: BoundingBox
    static let chunk = 256

    /// Creates an export of a tile set; fails for an empty dataset.
    public init?(_ renderer: TileRenderer, _ set: TileRenderer.TileSet, zooms: ClosedRange<Int>) {
        guard let bounds = renderer.bounds else { return nil }
        (self.renderer, self.set, self.zooms, box) = (renderer, set, zooms, bounds)
        let low = MapPoint(Coordinate(longitude: bounds.west, latitude: bounds.north))
        let high = MapPoint(Coordinate(longitude: bounds.east, latitude: bounds.south))
        tiles = zooms.flatMap { zoom -> [TileCoordinate] in
            let shift = MapPoint.bits - zoom
            let all = (Int(low.x) >> shift...Int(high.x) >> shift).flatMap { x in
                (Int(low.y) >> shift...Int(high.y) >> shift).compactMap { y in
                    TileCoordinate(z: zoom, x: x, y: y).map { (TileAddress.number($0), $0) }
                }
            }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// Identifies the export; a stopped export is resumed only by one with the same fingerprint.
    public var fingerprint: String {
        "\(renderer.dataset.buildID) \(set.rawValue) \(zooms.lowerBound)-\(zooms.upperBound)"
    }

    /// Draws a range of tiles on all cores.
    func draw(_ range: Range<Int>) -> [Drawn] {
        let drawn = Mutex([Drawn?](repeating: nil, count: range.count))
        let (tiles, renderer, set) = (tiles, renderer, set)
        DispatchQueue.concurrentPerform(iterations: range.count) { index in
            let tile = tiles[range.lowerBound + index]
            let plain = renderer.tile(set, tile)
            let bytes = plain.isEmpty ? [] : Deflate.gzip(plain) ?? []
            drawn.withLock { $0[index] = Drawn(tile: tile, bytes: bytes) }
        }
        return drawn.withLock { $0.compactMap(\.self) }
    }

    /// Calls `body` with the tiles of each chunk, empty ones omitted, and the number of tiles done, until it returns
    /// false. The first `done` tiles are skipped.
    public func forEachChunk(from done: Int = 0, _ body: ([Tile], Int) throws -> Bool) rethrows {
        for start in stride(from: max(0, done), to: tiles.count, by: Self.chunk) {
            let end = min(start + Self.chunk, tiles.count)
            let drawn = draw(start..<end).filter { !$0.bytes.isEmpty }.map { drawn in
                let content = drawn.bytes.withUnsafeBytes { raw in
                    [XXH64.hash(raw), XXH64.hash(raw, seed: 1)].map { String($0, radix: 16) }.joined(separator: "-")
                }
                return Tile(tile: drawn.tile, bytes: drawn.bytes, content: content)
            }
            guard try body(drawn, end) else { return }
        }
    }

    /// The metadata of an MBTiles file (MBTiles 1.3).
    public var mbtilesMetadata: [(name: String, value: String)] {
        var layers = JSONWriter(capacity: 1024)
        layers.object { json in
            json.key("vector_layers")
            renderer.vectorLayers(set.layers, into: &json)
        }
        let middle = "\((box.west + box.east) / 2),\((box.south + box.north) / 2),\(zooms.lowerBound)"
        return [
            ("name", set.rawValue), ("format", "pbf"), ("bounds", "\(box.west),\(box.south),\(box.east),\(box.north)"),
            ("center", middle), ("minzoom", "\(zooms.lowerBound)"), ("maxzoom", "\(zooms.upperBound)"),
            ("attribution", renderer.attribution), ("description", "Plision build \(renderer.dataset.buildID)"),
            ("type", set == .base ? "baselayer" : "overlay"), ("version", "1"),
            ("json", String(decoding: layers.bytes, as: UTF8.self)),
        ]
    }

    /// The metadata of a PMTiles archive: layers, attribution and build.
    var metadata: [UInt8] {
        var json = JSONWriter(capacity: 2048)
        json.object { json in
            json.member("name", set.rawValue)
            json.member("format", "pbf")
            json.member("type", set == .base ? "baselayer" : "overlay")
            json.member("version", "1")
            json.member("description", "Plision build \(renderer.dataset.buildID)")
            json.member("attribution", renderer.attribution)
            json.key("vector_layers")
            renderer.vectorLayers(set.layers, into: &json)
        }
        return json.bytes
    }
}
