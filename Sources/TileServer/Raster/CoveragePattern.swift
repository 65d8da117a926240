internal import CCairo

/// The patterns of bands without a travel time: hatched for no route, dotted for no data. They continue across tiles.
enum CoveragePattern {
    /// The distance of lines and dots in pixels; the size of a tile is a multiple of it.
    private static let step = 8.0

    /// Paints the pattern of a band within the current clip.
    static func paint(_ band: CoverageBand, _ view: MapView, _ canvas: Canvas, isPrint: Bool) {
        let cairo = canvas.context
        // Align the pattern with the map, not with the picture.
        let offsetX = -view.offset.x.truncatingRemainder(dividingBy: step)
        let offsetY = -view.offset.y.truncatingRemainder(dividingBy: step)
        if band == .noRoute {
            canvas.colour(Colour(isPrint ? "#000000" : "#a61b1b"), opacity: isPrint ? 0.6 : 0.45)
            cairo_set_line_width(cairo, 1)
            var at = offsetX + offsetY - step
            while at < view.width + view.height + step {
                cairo_move_to(cairo, at, 0)
                cairo_line_to(cairo, at - view.height, view.height)
                at += step
            }
            cairo_stroke(cairo)
        } else {
            canvas.colour(Colour(isPrint ? "#555555" : "#8a8f96"))
            var y = offsetY
            while y < view.height + step {
                var x = offsetX
                while x < view.width + step {
                    cairo_new_sub_path(cairo)
                    cairo_arc(cairo, x, y, 0.9, 0, 2 * .pi)
                    x += step
                }
                y += step
            }
            cairo_fill(cairo)
        }
    }
}
