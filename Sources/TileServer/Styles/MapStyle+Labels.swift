internal import Records

extension MapStyle {
    /// The label layers, the least important first, because MapLibre places the last layer first.
    func labels(_ palette: MapPalette, _ options: Options) -> [String] {
        [
            """
            {"id":"label-address","type":"symbol","source":"base","source-layer":"addresses","minzoom":16,
            "layout":{"text-field":["get","number"],"text-font":["Noto Sans Regular"],"text-size":10,"text-padding":4},
            "paint":{"text-color":"\(palette.muted)",\(halo(palette))}}
            """,
            """
            {"id":"label-waterway","type":"symbol","source":"base","source-layer":"waterways","minzoom":11,
            "filter":["has","name:el"],
            "layout":{"symbol-placement":"line","text-field":\(single(options)),"text-font":["Noto Sans Regular"],
            "text-size":11,"text-letter-spacing":0.05,"symbol-spacing":300},
            "paint":{"text-color":"\(palette.waterInk)",\(halo(palette))}}
            """,
            road("label-road-small", 16, StyleFilter.oneOf("class", Self.smallRoads), palette, options),
            road("label-road", 14, StyleFilter.noneOf("class", Self.smallRoads + Self.mainRoads), palette, options),
            road("label-road-main", 12, StyleFilter.oneOf("class", Self.mainRoads), palette, options),
            """
            {"id":"label-road-number","type":"symbol","source":"base","source-layer":"roads","minzoom":8,
            "filter":["all",["has","ref"],["in","class","motorway","trunk","primary"]],
            "layout":{"symbol-placement":"line","text-field":["get","ref"],"text-font":["Noto Sans Bold"],
            "text-size":10,"symbol-spacing":360,"text-rotation-alignment":"viewport","text-padding":24},
            "paint":{"text-color":"\(palette.ink)","text-halo-color":"\(palette.primary)","text-halo-width":2.5}}
            """,
            """
            {"id":"label-water","type":"symbol","source":"base","source-layer":"water","minzoom":10,
            "filter":["has","name:el"],
            "layout":{"text-field":\(single(options)),"text-font":["Noto Sans Regular"],"text-size":11,
            "text-max-width":7},
            "paint":{"text-color":"\(palette.waterInk)",\(halo(palette))}}
            """,
            """
            {"id":"label-municipality","type":"symbol","source":"municipalities",
            "source-layer":"municipality-labels","minzoom":7,"maxzoom":11,
            "layout":{"text-field":\(single(options)),"text-font":["Noto Sans Regular"],
            "text-size":["interpolate",["linear"],["zoom"],7,10,10,13],"text-letter-spacing":0.08,
            "text-max-width":8,"text-padding":8},
            "paint":{"text-color":"\(palette.border)",\(halo(palette))}}
            """,
        ] + places("village", isTown: false, palette, options) + places("town", isTown: true, palette, options)
    }

    /// Roads whose names show earlier than those of others, and later.
    private static let mainRoads = ["trunk", "primary", "secondary"]
    private static let smallRoads = ["path", "track", "service"]

    private func road(
        _ id: String, _ zoom: Int, _ filter: String, _ palette: MapPalette, _ options: Options
    ) -> String {
        """
        {"id":"\(id)","type":"symbol","source":"base","source-layer":"roads","minzoom":\(zoom),
        \(StyleFilter.member([StyleFilter.has("name:el"), filter]))
        "layout":{"symbol-placement":"line","text-field":\(single(options)),"text-font":["Noto Sans Regular"],
        "text-size":["interpolate",["linear"],["zoom"],12,10,17,13],"symbol-spacing":280,"text-padding":6},
        "paint":{"text-color":"\(palette.muted)",\(halo(palette))}}
        """
    }

    /// The label layers of towns, or of all other places: one for each range of populations, the smallest first.
    private func places(
        _ name: String, isTown: Bool, _ palette: MapPalette, _ options: Options
    ) -> [String] {
        let classes = ["city", "town"]
        func layer(_ band: PlaceBand, _ id: String, _ zooms: String, _ filter: String, _ text: String) -> String {
            """
            {"id":"label-\(name)-\(id)\(band.from)","type":"symbol","source":"base","source-layer":"places",\(zooms)
            "filter":\(filter),
            "layout":{"text-field":\(text),"text-font":["\(band.font)"],"text-size":\(band.size),
            "symbol-sort-key":["get","rank"],"text-max-width":8,
            "text-variable-anchor-offset":["bottom",[0,-0.45],"top",[0,0.45],"bottom",[0,-1.4],"top",[0,1.4]],
            "text-padding":4},
            "paint":{"text-color":"\(palette.ink)",\(halo(palette))}}
            """
        }
        func plain(_ band: PlaceBand) -> String {
            let kind = isTown ? StyleFilter.oneOf("class", classes) : StyleFilter.noneOf("class", classes)
            return "[\"all\",\(kind),\(band.filter)]"
        }
        guard options.language != .english else {
            return PlaceBand.all.map { layer($0, "", "", plain($0), single(options)) }
        }
        // From zoom 12 the English name is below a Greek one that differs. Two properties can only be compared by the
        // newer form of filters, and the forms cannot be mixed.
        let kind = "[\"match\",[\"get\",\"class\"],[\"city\",\"town\"],\(isTown),\(!isTown)]"
        func compared(_ band: PlaceBand, _ operation: String) -> String {
            "[\"all\",\(kind),[\"\(operation)\",[\"get\",\"name:el\"],[\"get\",\"name:en\"]],\(band.expression)]"
        }
        return PlaceBand.all.flatMap { band in
            [
                layer(band, "", "\"maxzoom\":12,", plain(band), single(options)),
                layer(band, "same-", "\"minzoom\":12,", compared(band, "=="), single(options)),
                layer(band, "both-", "\"minzoom\":12,", compared(band, "!="), #""{name:el}\n{name:en}""#),
            ]
        }
    }

    private func halo(_ palette: MapPalette) -> String {
        "\"text-halo-color\":\"\(palette.halo)\",\"text-halo-width\":1.5"
    }

    /// The name in the language of the map. Every named feature has both names.
    private func single(_ options: Options) -> String {
        "[\"get\",\"name:\(options.language.tag)\"]"
    }
}

/// A range of populations whose places have labels of one size and weight. Places without a number are in the first.
private struct PlaceBand {
    /// The least population of the band, and the least beyond it.
    var from: Int
    var to: Int?
    /// The sizes at the zooms 6, 11 and 16.
    var sizes: (Double, Double, Double)

    static let all = [
        PlaceBand(from: 0, to: 2000, sizes: (10, 11, 14)), PlaceBand(from: 2000, to: 5000, sizes: (10, 12.5, 16)),
        PlaceBand(from: 5000, to: 10000, sizes: (10, 12.5, 16)),
        PlaceBand(from: 10000, to: 20000, sizes: (10, 15, 20)),
        PlaceBand(from: 20000, to: 50000, sizes: (11, 15, 20)),
        PlaceBand(from: 50000, to: 80000, sizes: (11, 18, 24)), PlaceBand(from: 80000, to: nil, sizes: (13, 18, 24)),
    ]

    var font: String { from < 5000 ? "Noto Sans Regular" : "Noto Sans Bold" }

    var size: String { "[\"interpolate\",[\"linear\"],[\"zoom\"],6,\(sizes.0),11,\(sizes.1),16,\(sizes.2)]" }

    /// The band in the older form of filters.
    var filter: String { condition("\"population\"", lacking: StyleFilter.lacks("population")) }

    /// The band in the newer form of filters.
    var expression: String {
        condition("[\"get\",\"population\"]", lacking: "[\"!\",[\"has\",\"population\"]]")
    }

    private func condition(_ population: String, lacking: String) -> String {
        let below = to.map { "[\"<\",\(population),\($0)]" }
        guard from > 0 else { return "[\"any\",\([lacking, below].compactMap { $0 }.joined(separator: ","))]" }
        let parts = [StyleFilter.has("population"), "[\">=\",\(population),\(from)]", below].compactMap { $0 }
        return "[\"all\",\(parts.joined(separator: ","))]"
    }
}
