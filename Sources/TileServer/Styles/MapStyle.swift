public import Records

/// A map style, as a MapLibre style document (style specification, version 8).
///
/// QGIS reads the documents too. Its converter drops an expression that it does not know and then draws every feature
/// of the source layer, so layers are divided by filters where an expression would do in MapLibre.
public enum MapStyle: String, CaseIterable, Sendable {
    /// Dark labels on light ground.
    case light
    /// Light labels on dark ground.
    case dark
    /// Greys, for paper.
    case print

    var palette: MapPalette {
        switch self {
        case .light: .light
        case .dark: .dark
        case .print: .print
        }
    }

    /// Options of a style document.
    public struct Options: Sendable {
        /// A prefix of every path, such as `https://host`, without characters that JSON escapes.
        public var base: String
        /// The language of labels; in Greek, English names are added below Greek ones where there is room.
        public var language: Language
        /// Whether there are municipalities; without them all ground is drawn as land.
        public var hasMunicipalities: Bool
        /// The percent-encoded query of the coverage to draw over the ground.
        public var coverage: String?
        /// The bands of the coverage.
        public var scale = CoverageScale.standard
        /// The codes of the kinds that the sprite sheet has signs for.
        public var signs: [String]
        /// The codes of the kinds of structure to draw; all when empty.
        public var kinds: [String] = []
        /// The identifiers of the structures to draw, instead of ``kinds``; all when nil.
        public var structures: [String]?

        /// Creates options.
        public init(
            base: String, language: Language = .greek, hasMunicipalities: Bool = true, coverage: String? = nil,
            signs: [String] = []
        ) {
            self.signs = signs
            self.base = base
            self.language = language
            self.hasMunicipalities = hasMunicipalities
            self.coverage = coverage
        }
    }

    /// The style document.
    public func document(_ options: Options) -> [UInt8] {
        let palette = palette
        let base = options.base
        var sources = [
            source("base", base), source("municipalities", base), source("structures", base), source("closures", base),
        ]
        var layers = ground(palette, options)
        if let coverage = options.coverage {
            sources.append("\"coverage\":{\"type\":\"vector\",\"url\":\"\(base)/tiles/coverage.json?\(coverage)\"}")
            layers += options.scale.layers(isPrint: self == .print)
        }
        layers += roads(palette) + closures(palette) + borders(palette)
        // Discs below labels, so that no disc covers a name.
        layers += structures(palette, options) + labels(palette, options) + signs(options)
        let text = """
            {"version":8,"name":"Plision \(rawValue)","glyphs":"\(base)/fonts/{fontstack}/{range}.pbf",
            "sprite":"\(base)/sprites/\(rawValue)",
            "sources":{\(sources.joined(separator: ",\n"))},
            "layers":[
            \(layers.joined(separator: ",\n"))
            ]}
            """
        return Array(text.utf8)
    }

    private func source(_ name: String, _ base: String) -> String {
        "\"\(name)\":{\"type\":\"vector\",\"url\":\"\(base)/tiles/\(name).json\"}"
    }

    private func ground(_ palette: MapPalette, _ options: Options) -> [String] {
        let background = options.hasMunicipalities ? palette.outside : palette.land
        var layers = [
            """
            {"id":"outside","type":"background","paint":{"background-color":"\(background)"}}
            """,
            """
            {"id":"land","type":"fill","source":"municipalities","source-layer":"municipalities",
            "paint":{"fill-color":"\(palette.land)"}}
            """,
        ]
        let classes = [
            ("farmland", palette.farmland, 9), ("built-up", palette.builtUp, 7), ("open", palette.sand, 10),
            ("green", palette.green, 10), ("wood", palette.wood, 7), ("wetland", palette.green, 10),
            ("beach", palette.sand, 11), ("glacier", palette.water, 7),
        ]
        for (name, colour, zoom) in classes {
            layers.append(
                """
                {"id":"landuse-\(name)","type":"fill","source":"base","source-layer":"landuse","minzoom":\(zoom),
                "filter":["==","class","\(name)"],"paint":{"fill-color":"\(colour)","fill-antialias":false}}
                """)
        }
        layers += [
            """
            {"id":"water","type":"fill","source":"base","source-layer":"water","paint":{"fill-color":"\(palette.water)"}}
            """,
            waterways("waterways", StyleFilter.noneOf("class", Self.wideWaters), palette, widths: (0.4, 1.2, 3)),
            waterways("waterways-wide", StyleFilter.oneOf("class", Self.wideWaters), palette, widths: (1, 4, 14)),
            """
            {"id":"buildings","type":"fill","source":"base","source-layer":"buildings","minzoom":14,
            "paint":{"fill-color":"\(palette.building)"}}
            """,
        ]
        return layers
    }

    /// The classes of waterways drawn as wide lines.
    private static let wideWaters = ["river", "canal"]

    private func waterways(
        _ id: String, _ filter: String, _ palette: MapPalette, widths: (far: Double, middle: Double, near: Double)
    ) -> String {
        """
        {"id":"\(id)","type":"line","source":"base","source-layer":"waterways","filter":\(filter),
        "layout":{"line-cap":"round","line-join":"round"},
        "paint":{"line-color":"\(palette.water)","line-width":["interpolate",["exponential",1.5],["zoom"],
        8,\(widths.far),14,\(widths.middle),18,\(widths.near)]}}
        """
    }

    private func roads(_ palette: MapPalette) -> [String] {
        let casings = RoadLook.all.filter(\.hasCasing).flatMap { road($0, palette, isCasing: true) }
        return casings + RoadLook.all.flatMap { road($0, palette, isCasing: false) }
    }

    /// The layers of a class of roads: those in tunnels, which are fainter, below the others.
    private func road(_ look: RoadLook, _ palette: MapPalette, isCasing: Bool) -> [String] {
        [true, false].map { road(look, palette, isCasing: isCasing, inTunnel: $0) }
    }

    private func road(_ look: RoadLook, _ palette: MapPalette, isCasing: Bool, inTunnel: Bool) -> String {
        let colour = look.colour(palette)
        let stops = zip(RoadLook.zooms, look.widths).map { zoom, width in
            let whole = width > 0 && isCasing ? width + (zoom < 12 ? 0.8 : 1.6) : width
            return "\(zoom),\(whole)"
        }
        let filters = [
            StyleFilter.oneOf("class", look.classes),
            inTunnel ? StyleFilter.has("tunnel") : StyleFilter.lacks("tunnel"),
        ]
        let name = look.classes[0] + (inTunnel ? "-tunnel" : "") + (isCasing ? "-casing" : "")
        let dashes = look.dashes.isEmpty ? "" : ",\"line-dasharray\":\(look.dashes)"
        let cap = look.dashes.isEmpty ? "round" : "butt"
        return """
            {"id":"road-\(name)","type":"line","source":"base",
            "source-layer":"roads","minzoom":\(look.zoom),\(StyleFilter.member(filters))
            "layout":{"line-cap":"\(cap)","line-join":"round"},
            "paint":{"line-color":"\(isCasing ? colour.casing : colour.fill)",
            "line-opacity":\(inTunnel ? 0.5 : 1),
            "line-width":["interpolate",["linear"],["zoom"],\(stops.joined(separator: ","))]\(dashes)}}
            """
    }

    private func closures(_ palette: MapPalette) -> [String] {
        [
            """
            {"id":"closures","type":"line","source":"closures","source-layer":"closures",
            "layout":{"line-cap":"butt","line-join":"round"},
            "paint":{"line-color":"\(palette.danger)","line-width":["interpolate",["linear"],["zoom"],7,2,12,4,16,14]}}
            """,
            """
            {"id":"closures-crosses","type":"symbol","source":"closures","source-layer":"closures","minzoom":10,
            "layout":{"symbol-placement":"line","symbol-spacing":24,"text-field":"×","text-font":["Noto Sans Bold"],
            "text-size":["interpolate",["linear"],["zoom"],10,9,16,18],"text-keep-upright":false,
            "text-allow-overlap":true,"text-ignore-placement":true,"text-padding":0},
            "paint":{"text-color":"#ffffff"}}
            """,
        ]
    }

    private func borders(_ palette: MapPalette) -> [String] {
        func border(_ id: String, _ filter: String, _ paint: String, _ layout: String = "") -> String {
            """
            {"id":"\(id)","type":"line","source":"municipalities","source-layer":"municipality-borders",
            "filter":\(filter),"paint":{"line-color":"\(palette.border)",\(paint)}\(layout)}
            """
        }
        return [
            border(
                "municipality-border", #"["all",["==","side","inner"],["!=","outline","sketch"]]"#,
                #""line-width":1,"line-dasharray":[6,3]"#),
            border(
                "municipality-border-sketch",
                #"["all",["==","side","inner"],["==","outline","sketch"]]"#,
                #""line-width":2,"line-dasharray":[0.1,2]"#, #","layout":{"line-cap":"round"}"#),
            border("municipality-edge", #"["==","side","outer"]"#, #""line-width":1"#),
        ]
    }

    private func structures(_ palette: MapPalette, _ options: Options) -> [String] {
        let drawn = structureFilters(options)
        return [
            """
            {"id":"structures","type":"circle","source":"structures","source-layer":"structures",
            \(StyleFilter.member(drawn + [StyleFilter.lacks("accuracy")]))
            "paint":{"circle-color":"\(palette.disc)","circle-radius":["interpolate",["linear"],["zoom"],6,3.5,10,6,13,11],
            "circle-stroke-color":"\(palette.ring)","circle-stroke-width":["interpolate",["linear"],["zoom"],6,1,12,2]}}
            """,
            """
            {"id":"structures-approximate","type":"circle","source":"structures","source-layer":"structures",
            \(StyleFilter.member(drawn + [StyleFilter.has("accuracy")]))
            "paint":{"circle-color":"\(palette.ring)","circle-opacity":0.6,
            "circle-radius":["interpolate",["linear"],["zoom"],6,3,10,5,13,10],"circle-stroke-color":"\(palette.disc)",
            "circle-stroke-width":["interpolate",["linear"],["zoom"],6,1.2,12,2.5]}}
            """,
        ]
    }

    /// The signs on the discs. The layers are last and therefore placed first, so that labels avoid the discs. Where
    /// discs are too small for a sign, or approximate, it is invisible and only keeps its place free.
    private func signs(_ options: Options) -> [String] {
        guard !options.signs.isEmpty else { return [] }
        let images = options.signs.map { "\"\($0)\",\"kind-\($0)\"" }.joined(separator: ",")
        func layer(_ id: String, _ zooms: String, _ filters: [String], opacity: Int) -> String {
            """
            {"id":"\(id)","type":"symbol","source":"structures","source-layer":"structures",\(zooms),
            \(StyleFilter.member(structureFilters(options) + filters))
            "layout":{"icon-image":["match",["get","kind"],\(images),""],"icon-allow-overlap":true,"icon-padding":0,
            "icon-size":["interpolate",["linear"],["zoom"],6,0.35,10,0.6,12,1]},
            "paint":{"icon-opacity":\(opacity)}}
            """
        }
        return [
            layer("structures-space-small", "\"maxzoom\":12", [], opacity: 0),
            layer("structures-space", "\"minzoom\":12", [StyleFilter.has("accuracy")], opacity: 0),
            layer("structures-sign", "\"minzoom\":12", [StyleFilter.lacks("accuracy")], opacity: 1),
        ]
    }

    /// The filters for the structures to draw: by identifier, else by kind; none for all.
    private func structureFilters(_ options: Options) -> [String] {
        if let structures = options.structures { return [StyleFilter.oneOf("id", structures)] }
        return options.kinds.isEmpty ? [] : [StyleFilter.oneOf("kind", options.kinds)]
    }
}
