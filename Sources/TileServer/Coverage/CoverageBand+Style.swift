extension CoverageBand {
    /// The style layers that draw a coverage above the ground and below borders and labels.
    ///
    /// Bands without a travel time have a pattern from the sprite sheet in addition to their colour.
    static func layers(isPrint: Bool) -> [String] {
        let colours = allCases.map { "\"\($0.name)\",\"\(isPrint ? $0.grey : $0.colour)\"" }.joined(separator: ",")
        var layers = [
            """
            {"id":"coverage","type":"fill","source":"coverage","source-layer":"coverage",
            "paint":{"fill-color":["match",["get","band"],\(colours),"#ffffff"],
            "fill-opacity":\(isPrint ? 1 : 0.7),"fill-antialias":false}}
            """
        ]
        for band in [CoverageBand.noRoute, .noData] {
            layers.append(
                """
                {"id":"coverage-\(band.name)","type":"fill","source":"coverage","source-layer":"coverage",
                "filter":["==",["get","band"],"\(band.name)"],
                "paint":{"fill-pattern":"\(band == .noRoute ? "hatch" : "dots")"}}
                """)
        }
        return layers
    }
}
