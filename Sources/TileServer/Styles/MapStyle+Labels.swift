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
            """
            {"id":"label-road","type":"symbol","source":"base","source-layer":"roads","minzoom":12,
            "filter":["all",["has","name:el"],["step",["zoom"],
            ["in",["get","class"],["literal",["trunk","primary","secondary"]]],
            14,["!",["in",["get","class"],["literal",["path","track","service"]]]],16,true]],
            "layout":{"symbol-placement":"line","text-field":\(single(options)),"text-font":["Noto Sans Regular"],
            "text-size":["interpolate",["linear"],["zoom"],12,10,17,13],"symbol-spacing":280,"text-padding":6},
            "paint":{"text-color":"\(palette.muted)",\(halo(palette))}}
            """,
            """
            {"id":"label-road-number","type":"symbol","source":"base","source-layer":"roads","minzoom":8,
            "filter":["all",["has","ref"],["in",["get","class"],["literal",["motorway","trunk","primary"]]]],
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
            place(
                "village", "[\"!\",[\"in\",[\"get\",\"class\"],[\"literal\",[\"city\",\"town\"]]]]", palette, options),
            place("town", "[\"in\",[\"get\",\"class\"],[\"literal\",[\"city\",\"town\"]]]", palette, options),
        ]
    }

    private func place(_ name: String, _ filter: String, _ palette: MapPalette, _ options: Options) -> String {
        // By population, whatever the kind of the place.
        let size = """
            ["interpolate",["linear"],["zoom"],
            6,["step",["coalesce",["get","population"],0],10,20000,11,80000,13],
            11,["step",["coalesce",["get","population"],0],11,2000,12.5,10000,15,50000,18],
            16,["step",["coalesce",["get","population"],0],14,2000,16,10000,20,50000,24]]
            """
        let font = """
            ["step",["coalesce",["get","population"],0],["literal",["Noto Sans Regular"]],
            5000,["literal",["Noto Sans Bold"]]]
            """
        return """
            {"id":"label-\(name)","type":"symbol","source":"base","source-layer":"places","filter":\(filter),
            "layout":{"text-field":\(doubled(options)),"text-font":\(font),"text-size":\(size),
            "symbol-sort-key":["get","rank"],"text-max-width":8,
            "text-variable-anchor-offset":["bottom",[0,-0.45],"top",[0,0.45],"bottom",[0,-1.4],"top",[0,1.4]],"text-padding":4},
            "paint":{"text-color":"\(palette.ink)",\(halo(palette))}}
            """
    }

    private func halo(_ palette: MapPalette) -> String {
        "\"text-halo-color\":\"\(palette.halo)\",\"text-halo-width\":1.5"
    }

    private func single(_ options: Options) -> String {
        let name = options.language.tag
        let other = name == "el" ? "en" : "el"
        return "[\"coalesce\",[\"get\",\"name:\(name)\"],[\"get\",\"name:\(other)\"]]"
    }

    /// The name, and from zoom 12 the English name below a Greek one.
    private func doubled(_ options: Options) -> String {
        guard options.language == .greek else { return single(options) }
        return """
            ["step",["zoom"],\(single(options)),12,["case",["==",["get","name:el"],["get","name:en"]],\(single(options)),
            ["format",["get","name:el"],{},"\\n",{},["get","name:en"],{"font-scale":0.8}]]]
            """
    }
}
