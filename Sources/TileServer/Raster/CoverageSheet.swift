internal import CCairo
internal import GeoIndex
public import Locator
public import Records

/// A coverage map as a printable page with title, legend, underlying figures, scale bar, north arrow and sources.
public struct CoverageSheet: Sendable {
    /// The paper size.
    public enum Paper: String, CaseIterable, Sendable {
        case a4, a3

        /// The width and height in landscape, in points.
        var size: (width: Double, height: Double) { self == .a4 ? (841.89, 595.28) : (1190.55, 841.89) }
    }

    /// The texts of a sheet.
    public struct Words: Sendable {
        /// The title: kind of structure and mode.
        public var title: String
        /// The lines below the legend: structures, closures, notes, data date and build.
        public var facts: [String]
        /// The heading of the speeds.
        public var speedsTitle: String
        /// The speeds that travel times are based on, by road class.
        public var speeds: [Speed]
        /// The attribution of the data.
        public var sources: String
        /// The language of labels and legend.
        public var language: Language

        /// A road class and the speed of a mode on it.
        public struct Speed: Sendable {
            /// The name of the class.
            public var road: String
            /// The speed in km/h, as written.
            public var speed: String

            /// Creates a row of the table of speeds.
            public init(road: String, speed: String) {
                self.road = road
                self.speed = speed
            }
        }

        /// Creates the texts of a sheet.
        public init(
            title: String, facts: [String], speedsTitle: String, speeds: [Speed], sources: String, language: Language
        ) {
            self.title = title
            self.facts = facts
            self.speedsTitle = speedsTitle
            self.speeds = speeds
            self.sources = sources
            self.language = language
        }
    }

    private let pictures: PictureRenderer
    private let renderer: TileRenderer
    private static let edge = 28.0
    private static let panel = 190.0

    /// Creates sheets of the region of `renderer`.
    public init(_ renderer: TileRenderer) {
        self.renderer = renderer
        pictures = PictureRenderer(renderer)
    }

    /// The page as PDF; nil for an empty dataset.
    ///
    /// - Parameters:
    ///   - surface: The surface to draw; it may have been created for an equivalent coverage.
    ///   - coverage: The coverage to print.
    ///   - scale: The bands of map and legend.
    ///   - paper: The paper size.
    ///   - style: The map style.
    ///   - words: The texts around the map.
    /// - Throws: `CancellationError` when the task is cancelled.
    public func pdf(
        _ surface: CoverageSurface, _ coverage: Coverage, _ scale: CoverageScale = .standard, paper: Paper,
        style: MapStyle, _ words: Words
    ) throws(CancellationError) -> [UInt8]? {
        guard let bounds = renderer.bounds else { return nil }
        let sink = ByteSink()
        let (width, height) = paper.size
        guard let canvas = Canvas(pdf: sink, width: width, height: height), let shaper = TextShaper(canvas) else {
            return nil
        }
        let ink = Colour("#1b2430")
        let title = TextShaper.Font(size: 18, isBold: true)
        shaper.draw(words.title, title, x: Self.edge, y: Self.edge - 6, colour: ink)
        let top = Self.edge + 26
        let mapWidth = width - 2 * Self.edge - Self.panel
        let mapHeight = height - top - Self.edge - 24
        let view = MapView(box: bounds, width: mapWidth, height: mapHeight, margin: 8, maximumZoom: 14)
        cairo_save(canvas.context)
        cairo_translate(canvas.context, Self.edge, top)
        cairo_rectangle(canvas.context, 0, 0, mapWidth, mapHeight)
        cairo_clip(canvas.context)
        var options = PictureRenderer.Options(style: style, language: words.language, coverage: surface)
        options.scale = scale
        try pictures.paint(view, canvas, options)
        paintScale(view, canvas, shaper)
        paintNorth(view, canvas, shaper)
        cairo_restore(canvas.context)
        canvas.colour(ink)
        cairo_set_line_width(canvas.context, 0.8)
        cairo_rectangle(canvas.context, Self.edge, top, mapWidth, mapHeight)
        cairo_stroke(canvas.context)
        paintPanel(words, scale, style, x: Self.edge + mapWidth + 14, y: top, canvas, shaper)
        shaper.draw(
            words.sources, TextShaper.Font(size: 6), x: Self.edge, y: top + mapHeight + 5, colour: ink,
            maximumWidth: mapWidth, isCentred: false)
        canvas.finish()
        return sink.bytes
    }

    /// Paints legend, facts and speeds in the largest font size that fits the page.
    private func paintPanel(
        _ words: Words, _ scale: CoverageScale, _ style: MapStyle, x: Double, y: Double, _ canvas: Canvas,
        _ shaper: TextShaper
    ) {
        let below = paintLegend(words, scale, style, x: x, y: y, canvas, shaper)
        let room = canvas.height - Self.edge - below
        let sizes = stride(from: 7.5, through: 5, by: -0.25)
        let size = sizes.first { paintFacts(words, x: x, y: below, size: $0, shaper, isDrawn: false) <= room } ?? 5
        _ = paintFacts(words, x: x, y: below, size: size, shaper, isDrawn: true)
    }

    /// Paints the legend; returns the y of its end.
    private func paintLegend(
        _ words: Words, _ scale: CoverageScale, _ style: MapStyle, x: Double, y: Double, _ canvas: Canvas,
        _ shaper: TextShaper
    ) -> Double {
        let ink = Colour("#1b2430")
        let font = TextShaper.Font(size: 9.5)
        var at = y
        for band in scale.bands {
            cairo_rectangle(canvas.context, x, at, 24, 13)
            canvas.colour(Colour(style == .print ? band.grey : band.colour), opacity: style == .print ? 1 : 0.7)
            cairo_fill_preserve(canvas.context)
            if band == .noRoute || band == .noData {
                cairo_save(canvas.context)
                cairo_clip_preserve(canvas.context)
                cairo_new_path(canvas.context)
                let page = MapView(pageWidth: canvas.width, height: canvas.height)
                CoveragePattern.paint(band, page, canvas, isPrint: style == .print)
                cairo_restore(canvas.context)
                cairo_rectangle(canvas.context, x, at, 24, 13)
            }
            canvas.colour(ink)
            cairo_set_line_width(canvas.context, 0.5)
            cairo_stroke(canvas.context)
            shaper.draw(band.words.text(in: words.language), font, x: x + 32, y: at, colour: ink)
            at += 18
        }
        return at + 6
    }

    /// Draws facts and speeds in a font size, or only measures them; returns their height.
    private func paintFacts(
        _ words: Words, x: Double, y: Double, size: Double, _ shaper: TextShaper, isDrawn: Bool
    ) -> Double {
        let ink = Colour("#1b2430")
        let font = TextShaper.Font(size: size)
        let width = Self.panel - 20
        var at = y
        for fact in words.facts + (words.speeds.isEmpty ? [] : [words.speedsTitle]) {
            let box = shaper.measure(fact, font, maximumWidth: width)
            if isDrawn { shaper.draw(fact, font, x: x, y: at, colour: ink, maximumWidth: width, isCentred: false) }
            at += box.height + size * 0.35
        }
        for row in words.speeds {
            let box = shaper.measure(row.speed, font)
            if isDrawn {
                shaper.draw(row.road, font, x: x + 6, y: at, colour: ink)
                shaper.draw(row.speed, font, x: x + width - box.width, y: at, colour: ink)
            }
            at += box.height
        }
        return at - y
    }

    /// Paints a scale bar for a round number of kilometres at the centre of the map.
    private func paintScale(_ view: MapView, _ canvas: Canvas, _ shaper: TextShaper) {
        let middle = view.coordinate(x: view.width / 2, y: view.height / 2)
        let beside = view.coordinate(x: view.width / 2 + 100, y: view.height / 2)
        let metres = Geodesic.distance(from: middle, to: beside) / 100
        guard metres > 0 else { return }
        let lengths = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]
        let kilometres = lengths.last { $0 * 1000 / metres <= 140 } ?? 0.1
        let length = kilometres * 1000 / metres
        let (x, y) = (14.0, view.height - 16)
        canvas.colour(Colour("#ffffff"), opacity: 0.85)
        cairo_rectangle(canvas.context, x - 6, y - 18, length + 12, 26)
        cairo_fill(canvas.context)
        canvas.colour(Colour("#1b2430"))
        cairo_set_line_width(canvas.context, 1.5)
        cairo_move_to(canvas.context, x, y - 5)
        cairo_line_to(canvas.context, x, y)
        cairo_line_to(canvas.context, x + length, y)
        cairo_line_to(canvas.context, x + length, y - 5)
        cairo_stroke(canvas.context)
        let number = kilometres < 1 ? "\(Int(kilometres * 1000)) m" : "\(Int(kilometres)) km"
        let font = TextShaper.Font(size: 8.5)
        let size = shaper.measure(number, font)
        shaper.draw(number, font, x: x + (length - size.width) / 2, y: y - 15, colour: Colour("#1b2430"))
    }

    private func paintNorth(_ view: MapView, _ canvas: Canvas, _ shaper: TextShaper) {
        let (x, y) = (view.width - 22, 34.0)
        canvas.colour(Colour("#1b2430"))
        cairo_move_to(canvas.context, x, y - 20)
        cairo_line_to(canvas.context, x + 7, y)
        cairo_line_to(canvas.context, x, y - 5)
        cairo_line_to(canvas.context, x - 7, y)
        cairo_close_path(canvas.context)
        cairo_fill(canvas.context)
        let font = TextShaper.Font(size: 9, isBold: true)
        let size = shaper.measure("N", font)
        shaper.draw("N", font, x: x - size.width / 2, y: y, colour: Colour("#1b2430"))
    }
}
