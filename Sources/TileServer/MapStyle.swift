/// The map's look as a MapLibre style document (style specification, version 8), without fonts or sprites.
public enum MapStyle: String, CaseIterable, Sendable {
    /// Dark figures on light ground.
    case light
    /// Light figures on dark ground.
    case dark

    private struct Palette {
        var outside, land, border, disc, ring: String
    }

    private var palette: Palette {
        switch self {
        case .light:
            Palette(outside: "#e9ecec", land: "#f6f4ef", border: "#8b83a6", disc: "#0b5a6f", ring: "#ffffff")
        case .dark:
            Palette(outside: "#12181f", land: "#1f2933", border: "#8f88ad", disc: "#7fc4d6", ring: "#12181f")
        }
    }

    /// The style document; `base` is put before every path, so that it becomes a full address (`https://host`).
    ///
    /// `base` must hold no character that JSON escapes.
    public func document(base: String) -> [UInt8] {
        let palette = palette
        let text = """
            {"version":8,"name":"Plision \(rawValue)",
            "sources":{
            "municipalities":{"type":"vector","url":"\(base)/tiles/municipalities.json"},
            "structures":{"type":"vector","url":"\(base)/tiles/structures.json"}},
            "layers":[
            {"id":"outside","type":"background","paint":{"background-color":"\(palette.outside)"}},
            {"id":"land","type":"fill","source":"municipalities","source-layer":"municipalities",
            "paint":{"fill-color":"\(palette.land)"}},
            {"id":"municipality-border","type":"line","source":"municipalities",
            "source-layer":"municipality-borders",
            "filter":["all",["==",["get","side"],"inner"],["!=",["get","outline"],"sketch"]],
            "paint":{"line-color":"\(palette.border)","line-width":1,"line-dasharray":[6,3]}},
            {"id":"municipality-border-sketch","type":"line","source":"municipalities",
            "source-layer":"municipality-borders",
            "filter":["all",["==",["get","side"],"inner"],["==",["get","outline"],"sketch"]],
            "paint":{"line-color":"\(palette.border)","line-width":2,"line-dasharray":[0.1,2]},
            "layout":{"line-cap":"round"}},
            {"id":"municipality-edge","type":"line","source":"municipalities",
            "source-layer":"municipality-borders","filter":["==",["get","side"],"outer"],
            "paint":{"line-color":"\(palette.border)","line-width":1}},
            {"id":"structures","type":"circle","source":"structures","source-layer":"structures",
            "filter":["!",["has","accuracy"]],
            "paint":{"circle-color":"\(palette.disc)","circle-radius":9,"circle-stroke-color":"\(palette.ring)",
            "circle-stroke-width":2}},
            {"id":"structures-approximate","type":"circle","source":"structures","source-layer":"structures",
            "filter":["has","accuracy"],
            "paint":{"circle-color":"\(palette.ring)","circle-opacity":0.6,"circle-radius":8,
            "circle-stroke-color":"\(palette.disc)","circle-stroke-width":2.5}}
            ]}
            """
        return Array(text.utf8)
    }
}
