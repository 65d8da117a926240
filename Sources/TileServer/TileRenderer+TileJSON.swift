internal import GeoIndex
public import Locator
internal import Records

extension TileRenderer {
    /// The TileJSON 3.0.0 document of a tile set; `base` is a prefix of the tile path, such as `https://host`.
    public func tileJSON(_ set: TileSet, base: String) -> [UInt8] {
        tileJSON(set.rawValue, base: base, query: "", layers: set.layers)
    }

    /// The TileJSON document of a coverage; `query` is appended to the tile path.
    public func tileJSON(_ coverage: Coverage, base: String, query: String) -> [UInt8] {
        tileJSON(
            "coverage", base: base, query: query.isEmpty ? "" : "?\(query)",
            layers: [("coverage", CoverageSurface.columns)])
    }

    private func tileJSON(
        _ name: String, base: String, query: String, layers: [(name: String, columns: [String: String])]
    ) -> [UInt8] {
        var json = JSONWriter(capacity: 2048)
        json.object { json in
            json.member("tilejson", "3.0.0")
            json.member("name", name)
            json.member("version", "1.0.0")
            json.member("build", dataset.buildID.description)
            json.member("dataDate", dataset.dataDate)
            json.member("scheme", "xyz")
            json.member("tiles", ["\(base)/tiles/\(name)/{z}/{x}/{y}.mvt\(query)"])
            json.member("minzoom", 0)
            json.member("maxzoom", TileCoordinate.deepestZoom)
            json.member("attribution", attribution)
            if let bounds {
                json.key("bounds")
                json.array { json in
                    for degrees in [bounds.west, bounds.south, bounds.east, bounds.north] {
                        json.number(degrees, decimals: 6)
                    }
                }
            }
            json.key("vector_layers")
            vectorLayers(layers, into: &json)
        }
        return json.bytes
    }

    /// Writes the layers of a tile and the attributes of their features.
    func vectorLayers(_ layers: [(name: String, columns: [String: String])], into json: inout JSONWriter) {
        json.array { json in
            for (name, columns) in layers {
                json.object { json in
                    json.member("id", name)
                    json.member("minzoom", 0)
                    json.member("maxzoom", TileCoordinate.deepestZoom)
                    json.key("fields")
                    json.object { json in
                        for (column, type) in columns.sorted(by: { $0.key < $1.key }) {
                            json.key(named: column)
                            json.string(type)
                        }
                    }
                }
            }
        }
    }

    /// The attribution texts of the dataset's sources, without repetitions.
    public var attribution: String {
        let texts = dataset.description.credits.map(\.attribution).filter { !$0.isEmpty }
        return texts.enumerated().filter { !texts[..<$0.offset].contains($0.element) }.map(\.element)
            .joined(separator: " · ")
    }
}

extension TileRenderer.TileSet {
    /// The layers of a tile of this set and the attributes of their features.
    var layers: [(name: String, columns: [String: String])] {
        switch self {
        case .municipalities:
            [
                ("municipalities", MunicipalityLayer.columns),
                ("municipality-borders", MunicipalityLayer.borderColumns),
                ("municipality-labels", MunicipalityLayer.columns),
            ]
        case .structures: [("structures", StructureLayer.columns)]
        case .closures: [("closures", ClosureLayer.columns)]
        default: mapLayers.map { ($0.rawValue, $0.columns) }
        }
    }
}
