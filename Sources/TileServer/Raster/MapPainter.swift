internal import CCairo
internal import GeoIndex

/// Draws the map on a canvas: ground, coverage, roads and borders. Labels and structures are drawn afterwards.
struct MapPainter {
    private let renderer: TileRenderer
    private let style: MapStyle
    private let view: MapView
    private let canvas: Canvas
    private let coverage: CoverageSurface?
    private let scale: CoverageScale

    private var palette: MapPalette { style.palette }
    private var cairo: OpaquePointer { canvas.context }
    /// The features in the picture, found once per layer and drawn class by class.
    private let found = FoundRows()
    /// The distance around the picture, in units, whose features may reach into it.
    private static let margin = 24.0

    /// Creates the painter of one picture.
    init(renderer: TileRenderer, view: MapView, canvas: Canvas, _ options: PictureRenderer.Options) {
        (self.renderer, self.view, self.canvas) = (renderer, view, canvas)
        (style, coverage, scale) = (options.style, options.coverage, options.scale)
    }

    /// Draws everything except labels and structures.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    func paintGround() throws(CancellationError) {
        let window = view.window(margin: Self.margin)
        let hasMunicipalities = renderer.hasMunicipalities
        fillAll(hasMunicipalities ? palette.outside : palette.land)
        if hasMunicipalities {
            fill(renderer.municipalityRings(in: window), window, Colour(palette.land))
        }
        paintLand(window)
        if let coverage { try paint(coverage, window) }
        try Task.checkStop()
        paintRoads(window)
        paintClosures(window)
        paintBorders(window)
    }

    private func paintLand(_ window: TileWindow) {
        let colours = [
            "farmland": palette.farmland, "built-up": palette.builtUp, "open": palette.sand, "green": palette.green,
            "wood": palette.wood, "wetland": palette.green, "beach": palette.sand, "glacier": palette.water,
        ]
        for name in ["farmland", "built-up", "open", "green", "wood", "wetland", "beach", "glacier"] {
            if trace(.landuse, [name], window) {
                canvas.colour(Colour(colours[name] ?? palette.land))
                cairo_fill(cairo)
            }
        }
        if trace(.water, nil, window) {
            canvas.colour(Colour(palette.water))
            cairo_fill(cairo)
        }
        if trace(.buildings, nil, window) {
            canvas.colour(Colour(palette.building))
            cairo_fill(cairo)
        }
        for (classes, widths) in [(["stream", "drain", "ditch"], (0.4, 1.2)), (["river", "canal"], (1, 4))] {
            guard trace(.waterways, classes, window) else { continue }
            let share = min(max((view.zoom - 8) / 6, 0), 1)
            stroke(Colour(palette.water), width: widths.0 + (widths.1 - widths.0) * share * share)
        }
    }

    private func paintRoads(_ window: TileWindow) {
        for isCasing in [true, false] {
            for look in RoadLook.all where view.zoom >= Double(look.zoom) && (look.hasCasing || !isCasing) {
                let width = look.width(zoom: view.zoom)
                guard width > 0, trace(.roads, look.classes, window) else { continue }
                let colours = look.colour(palette)
                if isCasing {
                    stroke(Colour(colours.casing), width: width + (view.zoom < 12 ? 0.8 : 1.6))
                } else {
                    stroke(Colour(colours.fill), width: width, dashes: look.dashes.map { $0 * max(width, 0.8) })
                }
            }
        }
    }

    private func paintClosures(_ window: TileWindow) {
        guard
            renderer.traceClosures(
                window,
                { points, isFirst in
                    let place = place(points, window)
                    if isFirst {
                        cairo_move_to(cairo, place.x, place.y)
                    } else {
                        cairo_line_to(cairo, place.x, place.y)
                    }
                })
        else { return }
        let width = 2 + max(0, view.zoom - 7) * 0.6
        canvas.colour(Colour(palette.danger))
        cairo_set_line_width(cairo, width)
        cairo_stroke_preserve(cairo)
        // Short white gaps, similar to the white crosses of the vector map.
        stroke(Colour("#ffffff"), width: width * 0.5, dashes: [width * 0.4, width * 2.2])
    }

    private func paintBorders(_ window: TileWindow) {
        guard renderer.hasMunicipalities else { return }
        let lines = renderer.municipalityBorders(in: window)
        for line in lines.inner { trace(line, window, closed: false) }
        let isSketch = renderer.hasSketchOutlines
        stroke(Colour(palette.border), width: isSketch ? 1.6 : 1, dashes: isSketch ? [0.1, 4] : [6, 3])
        for line in lines.outer { trace(line, window, closed: false) }
        stroke(Colour(palette.border), width: 1.4)
    }

    private func paint(_ coverage: CoverageSurface, _ window: TileWindow) throws(CancellationError) {
        for (band, rings) in try coverage.bands(scale, in: window) {
            for ring in rings { trace(ring, window, closed: true) }
            cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD)
            canvas.colour(Colour(style == .print ? band.grey : band.colour), opacity: style == .print ? 1 : 0.7)
            guard band == .noRoute || band == .noData else {
                cairo_fill(cairo)
                cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING)
                continue
            }
            cairo_fill_preserve(cairo)
            cairo_save(cairo)
            cairo_clip(cairo)
            CoveragePattern.paint(band, view, canvas, isPrint: style == .print)
            cairo_restore(cairo)
            cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_WINDING)
        }
    }

    /// Adds the features of a layer, of the given classes, to the path; returns whether there are any.
    private func trace(_ layer: MapLayer, _ classes: [String]?, _ window: TileWindow) -> Bool {
        guard view.detail >= layer.firstZoom, let columns = renderer.map.columns(layer, zoom: view.detail) else {
            return false
        }
        let level = UInt8(view.detail)
        var isEmpty = true
        cairo_new_path(cairo)
        columns.vertices.withUnsafeBufferPointer { vertices in
            for row in found.rows(of: columns, classes, window) {
                for part in Int(columns.firstParts[row])..<Int(columns.firstParts[row + 1]) {
                    var isFirst = true
                    for word in vertices[Int(columns.firstVertices[part])..<Int(columns.firstVertices[part + 1])] {
                        let vertex = MapVertex(word: word)
                        guard vertex.level <= level else { continue }
                        let (x, y) = view.place(x: Double(vertex.x), y: Double(vertex.y))
                        if isFirst { cairo_move_to(cairo, x, y) } else { cairo_line_to(cairo, x, y) }
                        isFirst = false
                        isEmpty = false
                    }
                    if layer.shape == .area { cairo_close_path(cairo) }
                }
            }
        }
        return !isEmpty
    }

    private func trace(_ points: [TilePoint], _ window: TileWindow, closed: Bool) {
        for (index, point) in points.enumerated() {
            let place = place(point, window)
            if index == 0 { cairo_move_to(cairo, place.x, place.y) } else { cairo_line_to(cairo, place.x, place.y) }
        }
        if closed { cairo_close_path(cairo) }
    }

    private func place(_ point: TilePoint, _ window: TileWindow) -> (x: Double, y: Double) {
        let unit = Double(window.parts) / Double(window.extent)
        return view.place(
            x: Double(window.originX) + Double(point.x) * unit, y: Double(window.originY) + Double(point.y) * unit)
    }

    private func fill(_ rings: [[TilePoint]], _ window: TileWindow, _ colour: Colour) {
        for ring in rings { trace(ring, window, closed: true) }
        canvas.colour(colour)
        cairo_fill(cairo)
    }

    private func fillAll(_ colour: String) {
        canvas.colour(Colour(colour))
        cairo_rectangle(cairo, 0, 0, view.width, view.height)
        cairo_fill(cairo)
    }

    private func stroke(_ colour: Colour, width: Double, dashes: [Double] = []) {
        canvas.colour(colour)
        cairo_set_line_width(cairo, width)
        // The corners of a thin line are too small for round joins to be visible.
        cairo_set_line_join(cairo, width < 3 ? CAIRO_LINE_JOIN_BEVEL : CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_cap(cairo, dashes.isEmpty || dashes[0] < 1 ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT)
        cairo_set_dash(cairo, dashes, CInt(dashes.count), 0)
        cairo_stroke(cairo)
        cairo_set_dash(cairo, [], 0, 0)
    }
}
