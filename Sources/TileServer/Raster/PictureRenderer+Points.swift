internal import CCairo
public import GeoIndex

extension PictureRenderer {
    /// A position that is drawn on its own, whether or not the dataset has it.
    public struct Point: Hashable, Sendable {
        /// The position, WGS 84.
        public var coordinate: Coordinate
        /// The radius in metres within which the true position lies; nil for an exact one.
        public var accuracyMetres: Double?
        /// Whether it is the position before a change: it is drawn as a ring, with a dashed line to the next point.
        public var isFormer: Bool

        /// Creates a point.
        public init(_ coordinate: Coordinate, accuracyMetres: Double? = nil, isFormer: Bool = false) {
            self.coordinate = coordinate
            self.accuracyMetres = accuracyMetres
            self.isFormer = isFormer
        }

        /// The box of the area in which the true position may lie.
        public var box: BoundingBox { BoundingBox(coordinate).padded(metres: accuracyMetres ?? 0) }
    }

    /// The radius of a point's disc in units.
    static let pointRadius = 12.0

    /// Draws the points of the options: circles of uncertainty, lines of changes, discs.
    func paintPoints(_ points: [Point], _ view: MapView, _ canvas: Canvas, _ palette: MapPalette) {
        let places = points.map { view.place($0.coordinate) }
        for (point, place) in zip(points, places) {
            guard let accuracy = point.accuracyMetres else { continue }
            cairo_new_path(canvas.context)
            let radius = accuracy * view.units(perMetreAt: WorldPoint(point.coordinate))
            cairo_arc(canvas.context, place.x, place.y, radius, 0, 2 * .pi)
            canvas.colour(Colour(palette.disc), opacity: point.isFormer ? 0.05 : 0.12)
            cairo_fill_preserve(canvas.context)
            canvas.colour(Colour(palette.disc), opacity: 0.6)
            cairo_set_line_width(canvas.context, 1)
            cairo_stroke(canvas.context)
        }
        for (index, point) in points.enumerated() where point.isFormer && index + 1 < points.count {
            cairo_move_to(canvas.context, places[index].x, places[index].y)
            cairo_line_to(canvas.context, places[index + 1].x, places[index + 1].y)
            canvas.colour(Colour(palette.disc))
            cairo_set_line_width(canvas.context, 2)
            cairo_set_dash(canvas.context, [6, 4], 2, 0)
            cairo_stroke(canvas.context)
            cairo_set_dash(canvas.context, nil, 0, 0)
        }
        for (point, place) in zip(points, places) {
            for (width, colour) in [(6.0, palette.ring), (3.0, palette.disc)] {
                cairo_new_path(canvas.context)
                cairo_arc(canvas.context, place.x, place.y, Self.pointRadius, 0, 2 * .pi)
                if width > 3 {
                    canvas.colour(Colour(point.isFormer ? palette.ring : palette.disc))
                    cairo_fill_preserve(canvas.context)
                }
                canvas.colour(Colour(colour))
                cairo_set_line_width(canvas.context, width)
                cairo_stroke(canvas.context)
            }
        }
    }
}
