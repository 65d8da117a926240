internal import Exchange
public import GeoIndex
internal import Locator
public import Records

/// Writes the documents of OGC API – Tiles, part 1 (20-057): the tile sets of a layer and their tile matrix sets.
public struct TileSetDocument: Sendable {
    /// The box of the map in degrees.
    private let bounds: BoundingBox?
    /// The prefix of every path.
    private let base: String

    /// Creates a writer.
    ///
    /// - Parameters:
    ///   - bounds: The box of the map in degrees; nil when it is empty.
    ///   - base: A prefix of the paths in links, such as `https://host`.
    public init(bounds: BoundingBox?, base: String) {
        (self.bounds, self.base) = (bounds, base)
    }

    /// Writes the list of tile sets of a layer.
    public func write(sets type: TileDataType, of layer: TileRenderer.TileSet, into json: inout JSONWriter) {
        json.key("tilesets")
        json.array { json in
            for set in type.matrixSets { json.object { json in write(set, type, of: layer, into: &json) } }
        }
        json.links([("self", "application/json", address(type, layer))])
    }

    /// Writes the members of one tile set.
    public func write(
        _ set: TileMatrixSet, _ type: TileDataType, of layer: TileRenderer.TileSet, into json: inout JSONWriter
    ) {
        let own = "\(address(type, layer))/\(set.rawValue)"
        json.member("title", layer.rawValue)
        json.member("dataType", type.rawValue)
        json.member("crs", set.crs)
        json.member("tileMatrixSetURI", set.uri)
        if let bounds {
            json.key("boundingBox")
            json.object { json in
                json.key("lowerLeft")
                json.pair(bounds.west, bounds.south)
                json.key("upperRight")
                json.pair(bounds.east, bounds.north)
                json.member("crs", ExchangeCRS.crs84.rawValue)
            }
        }
        set.limits(type.zooms(set, bounds), into: &json)
        let tiles = "\(own)/{tileMatrix}/{tileRow}/{tileCol}"
        let shared: [JSONWriter.Link] = [
            ("self", "application/json", own),
            ("http://www.opengis.net/def/rel/ogc/1.0/tileset", "application/json", own),
            ("http://www.opengis.net/def/rel/ogc/1.0/tiling-scheme", "application/json", address(set)),
        ]
        switch type {
        case .vector:
            json.links(
                shared + [
                    ("describedby", "application/json", "\(base)/tiles/\(layer.rawValue).json"),
                    ("item", TileRenderer.mediaType, tiles),
                ])
        case .map: json.links(shared + [("item", PictureRenderer.mediaType, tiles)])
        }
    }

    /// Writes the list of tile matrix sets.
    public func writePyramids(into json: inout JSONWriter) {
        json.key("tileMatrixSets")
        json.array { json in
            for set in TileMatrixSet.allCases {
                json.object { json in
                    json.member("id", set.rawValue)
                    json.member("uri", set.uri)
                    json.links([("self", "application/json", address(set))])
                }
            }
        }
    }

    private func address(_ type: TileDataType, _ layer: TileRenderer.TileSet) -> String {
        "\(base)/ogc/collections/\(layer.rawValue)/\(type.path)"
    }

    private func address(_ set: TileMatrixSet) -> String { "\(base)/ogc/tileMatrixSets/\(set.rawValue)" }
}
