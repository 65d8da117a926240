extension CoverageScale {
    /// The style layers that draw a coverage above the ground and below borders and labels.
    ///
    /// Bands without a travel time have a pattern from the sprite sheet in addition to their colour.
    func layers(isPrint: Bool) -> [String] {
        var layers = bands.map { band in
            """
            {"id":"coverage-\(band.name)","type":"fill","source":"coverage","source-layer":"coverage",
            "filter":["==","band","\(band.name)"],"paint":{"fill-color":"\(isPrint ? band.grey : band.colour)",
            "fill-opacity":\(isPrint ? 1 : 0.7),"fill-antialias":false}}
            """
        }
        for band in [CoverageBand.noRoute, .noData] {
            layers.append(
                """
                {"id":"coverage-pattern-\(band.name)","type":"fill","source":"coverage","source-layer":"coverage",
                "filter":["==","band","\(band.name)"],
                "paint":{"fill-pattern":"\(band == .noRoute ? "hatch" : "dots")"}}
                """)
        }
        return layers
    }
}
