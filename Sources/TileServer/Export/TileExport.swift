internal import Compression
internal import Dispatch
internal import GeoIndex
internal import Locator
internal import Records
internal import Synchronization

/// Draws all tiles of a set for a file, in the order archives keep them, several at a time.
public struct TileExport: Sendable {
    /// How far an export has come: return false to stop.
    public typealias Progress = (_ done: Int, _ all: Int) -> Bool

    /// A tile and its bytes, gzipped; no bytes when nothing lies in it.
    struct Drawn: Sendable {
        var tile: TileCoordinate
        var bytes: [UInt8]
    }

    /// A tile that has something in it, and a text that stands for its bytes.
    public struct Tile: Sendable {
        /// Where it lies.
        public var tile: TileCoordinate
        /// Its bytes, gzipped.
        public var bytes: [UInt8]
        /// Equal for equal bytes.
        public var content: String
    }

    /// What is drawn.
    public let set: TileRenderer.TileSet
    /// From the first zoom to the last.
    public let zooms: ClosedRange<Int>
    /// The tiles, in the order of their numbers.
    public let tiles: [TileCoordinate]
    let renderer: TileRenderer
    let box: BoundingBox
    static let chunk = 256

    /// An export of a tile set; nothing for a dataset with nothing to draw.
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

    /// What tells this export from any other: a stopped one goes on only as itself.
    public var fingerprint: String {
        "\(renderer.dataset.buildID) \(set.rawValue) \(zooms.lowerBound)-\(zooms.upperBound)"
    }

    /// The tiles of one chunk, drawn on all cores.
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

    /// Calls `body` with the tiles chunk by chunk and how many are done, until it returns false; the first `done` tiles
    /// are passed over.
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

    /// The metadata every archive bears: what the layers are, whom the data credit, which build they are from.
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
