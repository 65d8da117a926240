internal import CCairo
public import GeoIndex
internal import Locator
public import Records

/// Draws maps as pictures, for clients without vector tiles and for paper.
public struct PictureRenderer: Sendable {
    /// The content and look of a picture.
    public struct Options: Sendable {
        /// The style.
        public var style: MapStyle
        /// The language of labels.
        public var language: Language
        /// The coverage drawn over the ground.
        public var coverage: CoverageSurface?
        /// The bands of the coverage.
        public var scale = CoverageScale.standard
        /// The rows of the structures to draw, with the circle of uncertainty of approximate ones. When nil, those of
        /// the coverage, or all, are drawn without circles.
        public var structures: [Int]?
        /// A route to draw.
        public var route: [Coordinate]
        /// The row of a municipality to outline.
        public var municipality: Int?
        /// Pieces of road to draw as closed, beside those that are closed in the roads.
        public var closed: [[Coordinate]] = []
        /// Positions to draw on their own, over everything else.
        public var points: [Point] = []

        /// Creates options.
        public init(
            style: MapStyle = .light, language: Language = .greek, coverage: CoverageSurface? = nil,
            structures: [Int]? = nil, route: [Coordinate] = []
        ) {
            self.style = style
            self.language = language
            self.coverage = coverage
            self.structures = structures
            self.route = route
        }
    }

    /// The frame of a static map.
    public enum Frame: Sendable {
        /// A centre and a zoom of 512 pixel tiles.
        case centre(Coordinate, zoom: Double)
        /// A whole box.
        case box(BoundingBox)
    }

    /// The media type of the pictures.
    public static let mediaType = "image/png"
    private let renderer: TileRenderer
    private let measures = TextMeasures()

    /// Creates pictures of the region of `renderer`.
    public init(_ renderer: TileRenderer) {
        self.renderer = renderer
    }

    /// Draws a tile of 256 · `scale` pixels as PNG; nil when the coordinates are outside the pyramid.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func tile(
        _ set: TileMatrixSet = .webMercator, z: Int, x: Int, y: Int, scale: Int, _ options: Options
    ) throws(CancellationError) -> [UInt8]? {
        guard (0...set.deepestPicture).contains(z), (0..<set.across << z).contains(x), (0..<1 << z).contains(y) else {
            return nil
        }
        return try picture(MapView(set, z: z, x: x, y: y), scale: scale, options)
    }

    /// A label drawn in a tile: its text and box, in pixels from the tile's corner.
    package struct WrittenLabel: Sendable {
        /// The text of the label.
        package var text: String
        /// The sides of its box in pixels, from the tile's north-western corner.
        package var west, north, east, south: Double
    }

    /// The labels drawn in a tile of 256 pixels, whole or in part.
    package func labels(
        _ set: TileMatrixSet = .webMercator, z: Int, x: Int, y: Int, _ options: Options
    ) -> [WrittenLabel] {
        let view = MapView(set, z: z, x: x, y: y)
        guard let canvas = Canvas(width: 1, height: 1), let shaper = TextShaper(canvas) else { return [] }
        return labels(view, shaper, options).placed().map {
            WrittenLabel(
                text: $0.text, west: $0.x - $0.width / 2, north: $0.y - $0.height / 2, east: $0.x + $0.width / 2,
                south: $0.y + $0.height / 2)
        }
    }

    /// Draws a map of `width` × `height` pixels, times `scale`, as PNG.
    ///
    /// - Throws: `CancellationError` when the task is cancelled.
    public func map(_ frame: Frame, width: Int, height: Int, scale: Int, _ options: Options) throws(CancellationError)
        -> [UInt8]?
    {
        let view =
            switch frame {
            case .centre(let centre, let zoom):
                MapView(centre: centre, zoom: zoom, width: Double(width), height: Double(height))
            case .box(let box):
                MapView(box: box, width: Double(width), height: Double(height), margin: 16, maximumZoom: 16)
            }
        return try picture(view, scale: scale, options)
    }

    private func labels(_ view: MapView, _ shaper: TextShaper, _ options: Options) -> MapLabels {
        MapLabels(
            renderer: renderer, view: view, shaper: shaper, measures: measures,
            discs: discs(view, options, reach: MapLabels.reach).map { ($0.x, $0.y) }
                + options.points.map { view.place($0.coordinate) }, discRadius: discRadius(view) + 2,
            language: options.language)
    }

    private func picture(_ view: MapView, scale: Int, _ options: Options) throws(CancellationError) -> [UInt8]? {
        guard let canvas = Canvas(width: Int(view.width), height: Int(view.height), scale: Double(scale)) else {
            return nil
        }
        try paint(view, canvas, options)
        return PNGEncoder.encode(canvas)
    }

    /// Draws a view on a canvas.
    func paint(_ view: MapView, _ canvas: Canvas, _ options: Options) throws(CancellationError) {
        let painter = MapPainter(
            renderer: renderer, view: view, canvas: canvas, options)
        try painter.paintGround()
        try Task.checkStop()
        paint(options.route, view, canvas)
        paintClosed(options, view, canvas)
        paintOutline(options, view, canvas)
        paintStructures(view, canvas, options)
        let palette = options.style.palette
        if let shaper = TextShaper(canvas) {
            for label in labels(view, shaper, options).placed().reversed() {
                shaper.draw(
                    label.text, label.font, x: label.x - label.width / 2, y: label.y - label.height / 2,
                    colour: Colour(label.isMuted ? palette.border : palette.ink), halo: Colour(palette.halo),
                    maximumWidth: label.maximumWidth, width: label.width)
            }
        }
        paintPoints(options.points, view, canvas, palette)
    }

    /// Draws a thick line around the municipality of the options, if there is one.
    private func paintOutline(_ options: Options, _ view: MapView, _ canvas: Canvas) {
        guard let row = options.municipality else { return }
        for ring in renderer.dataset.outline(ofMunicipality: row).flatMap(\.rings) {
            for (index, coordinate) in ring.enumerated() {
                let (x, y) = view.place(coordinate)
                if index == 0 { cairo_move_to(canvas.context, x, y) } else { cairo_line_to(canvas.context, x, y) }
            }
            cairo_close_path(canvas.context)
        }
        cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
        canvas.colour(Colour(options.style.palette.ink))
        cairo_set_line_width(canvas.context, 3)
        cairo_stroke(canvas.context)
    }

    private func paintClosed(_ options: Options, _ view: MapView, _ canvas: Canvas) {
        for line in options.closed {
            for (index, coordinate) in line.enumerated() {
                let (x, y) = view.place(coordinate)
                if index == 0 { cairo_move_to(canvas.context, x, y) } else { cairo_line_to(canvas.context, x, y) }
            }
        }
        cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_cap(canvas.context, CAIRO_LINE_CAP_ROUND)
        canvas.colour(Colour(options.style.palette.danger))
        cairo_set_line_width(canvas.context, 5)
        cairo_stroke(canvas.context)
    }

    private func paint(_ route: [Coordinate], _ view: MapView, _ canvas: Canvas) {
        guard route.count > 1 else { return }
        for (index, coordinate) in route.enumerated() {
            let (x, y) = view.place(coordinate)
            if index == 0 { cairo_move_to(canvas.context, x, y) } else { cairo_line_to(canvas.context, x, y) }
        }
        cairo_set_line_join(canvas.context, CAIRO_LINE_JOIN_ROUND)
        cairo_set_line_cap(canvas.context, CAIRO_LINE_CAP_ROUND)
        canvas.colour(Colour("#ffffff"))
        cairo_set_line_width(canvas.context, 7)
        cairo_stroke_preserve(canvas.context)
        canvas.colour(Colour("#0b5a6f"))
        cairo_set_line_width(canvas.context, 4)
        cairo_stroke(canvas.context)
    }

    /// The structures to draw within `reach` units of a view, with the positions of their discs.
    private func discs(
        _ view: MapView, _ options: Options, reach: Double
    ) -> [(mark: StructureLayer.Mark, x: Double, y: Double)] {
        let side = Double(1 << MapPoint.bits)
        let shown = (options.structures ?? options.coverage?.coverage.structures).map(Set.init)
        var found: [(mark: StructureLayer.Mark, x: Double, y: Double)] = []
        for mark in renderer.structureMarks {
            let (x, y) = view.place(x: mark.position.x * side, y: mark.position.y * side)
            guard x > -reach, y > -reach, x < view.width + reach, y < view.height + reach,
                shown?.contains(mark.row) ?? true
            else { continue }
            found.append((mark, x, y))
        }
        return found
    }

    /// The radius of discs in units; small when the map shows a large area.
    private func discRadius(_ view: MapView) -> Double { view.zoom < 8 ? 3.5 : view.zoom < 11 ? 6 : 10 }

    /// Draws discs with a sign; rings for approximate positions.
    private func paintStructures(_ view: MapView, _ canvas: Canvas, _ options: Options) {
        let palette = options.style.palette
        let radius = discRadius(view)
        for (mark, x, y) in discs(view, options, reach: 20) {
            if options.structures != nil, let accuracy = mark.accuracyMetres {
                cairo_new_path(canvas.context)
                cairo_arc(canvas.context, x, y, accuracy * view.units(perMetreAt: mark.position), 0, 2 * .pi)
                canvas.colour(Colour(palette.disc), opacity: 0.1)
                cairo_fill_preserve(canvas.context)
                canvas.colour(Colour(palette.disc), opacity: 0.6)
                cairo_set_line_width(canvas.context, 1)
                cairo_stroke(canvas.context)
            }
            cairo_new_path(canvas.context)
            cairo_arc(canvas.context, x, y, radius, 0, 2 * .pi)
            let isApproximate = mark.accuracyMetres != nil
            canvas.colour(
                Colour(isApproximate ? palette.ring : palette.disc), opacity: isApproximate ? 0.6 : 1)
            cairo_fill_preserve(canvas.context)
            canvas.colour(Colour(isApproximate ? palette.disc : palette.ring))
            cairo_set_line_width(canvas.context, radius > 5 ? 2 : 1.2)
            cairo_stroke(canvas.context)
            if radius > 8 {
                Pictogram.paint(
                    kind: mark.kind, sign: mark.sign, x: x, y: y, size: radius * 1.15,
                    Colour(isApproximate ? palette.disc : palette.ring), canvas)
            }
        }
    }
}
