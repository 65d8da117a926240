public import GeoIndex
internal import Locator

extension TileRenderer {
    /// The TileJSON 3.0.0 document of a tile set; `base` is put before the tile path, so that it becomes a full address
    /// (`https://host`).
    public func tileJSON(_ set: TileSet, base: String) -> [UInt8] {
        var json = JSONWriter(capacity: 2048)
        json.object { json in
            json.member("tilejson", "3.0.0")
            json.member("name", set.rawValue)
            json.member("version", "1.0.0")
            json.member("build", dataset.buildID.description)
            json.member("dataDate", dataset.dataDate)
            json.member("scheme", "xyz")
            json.member("tiles", ["\(base)/tiles/\(set.rawValue)/{z}/{x}/{y}.mvt"])
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
            json.array { json in
                for (name, columns) in set.layers {
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
        return json.bytes
    }

    /// The box, in degrees, of everything that can be drawn; nothing when there is nothing.
    public var bounds: BoundingBox? {
        var box = BoundingBox.empty
        for row in dataset.municipalities.indices where dataset.municipalities[row].outline != .none {
            box.expand(toInclude: dataset.bounds(ofMunicipality: row))
        }
        for row in 0..<dataset.structureCount {
            if let coordinate = dataset.structure(at: row).coordinate { box.expand(toInclude: coordinate) }
        }
        return box.west <= box.east && box.south <= box.north ? box : nil
    }

    private var attribution: String {
        let texts = dataset.description.credits.map(\.attribution).filter { !$0.isEmpty }
        return texts.enumerated().filter { !texts[..<$0.offset].contains($0.element) }.map(\.element)
            .joined(separator: " · ")
    }
}

extension TileRenderer.TileSet {
    /// The layers within a tile of this set and the columns their features carry.
    var layers: [(name: String, columns: [String: String])] {
        switch self {
        case .municipalities:
            [
                ("municipalities", MunicipalityLayer.columns),
                ("municipality-borders", MunicipalityLayer.borderColumns),
                ("municipality-labels", MunicipalityLayer.columns),
            ]
        case .structures: [("structures", StructureLayer.columns)]
        }
    }
}
