internal import CCairo

/// Measures and draws lines of text with Pango in the maps' font.
final class TextShaper {
    private let layout: OpaquePointer
    private let context: OpaquePointer

    /// The size and weight of the font.
    struct Font: Hashable {
        /// The height in units of the canvas.
        var size: Double
        var isBold = false
    }

    /// Creates a shaper for a canvas; fails when Pango cannot create a layout.
    init?(_ canvas: Canvas) {
        guard let layout = pango_cairo_create_layout(canvas.context) else { return nil }
        self.layout = layout
        context = canvas.context
        pango_layout_set_alignment(layout, PANGO_ALIGN_CENTER)
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(layout)) }

    /// The size of a text broken into lines no wider than `maximumWidth`.
    func measure(_ text: String, _ font: Font, maximumWidth: Double? = nil) -> (width: Double, height: Double) {
        set(text, font, maximumWidth)
        var (width, height): (CInt, CInt) = (0, 0)
        pango_layout_get_size(layout, &width, &height)
        return (widest, Double(height) / Double(PANGO_SCALE))
    }

    /// Draws a text whose box begins at (x, y), with an optional halo around its letters.
    func draw(
        _ text: String, _ font: Font, x: Double, y: Double, colour: Colour, halo: Colour? = nil,
        maximumWidth: Double? = nil, width: Double? = nil, isCentred: Bool = true
    ) {
        pango_layout_set_alignment(layout, isCentred ? PANGO_ALIGN_CENTER : PANGO_ALIGN_LEFT)
        set(text, font, maximumWidth)
        // A centred layout is `maximumWidth` wide with its lines in the middle, so it is shifted to the left.
        let shift = !isCentred ? 0 : maximumWidth.map { ($0 - (width ?? $0)) / 2 } ?? 0
        cairo_move_to(context, x - shift, y)
        if let halo {
            pango_cairo_layout_path(context, layout)
            cairo_set_source_rgba(context, halo.red, halo.green, halo.blue, 0.9)
            cairo_set_line_width(context, 3)
            cairo_set_line_join(context, CAIRO_LINE_JOIN_ROUND)
            cairo_stroke(context)
            cairo_move_to(context, x - shift, y)
        }
        cairo_set_source_rgba(context, colour.red, colour.green, colour.blue, 1)
        pango_cairo_show_layout(context, layout)
    }

    private var widest: Double {
        var ink = PangoRectangle()
        var logical = PangoRectangle()
        pango_layout_get_extents(layout, &ink, &logical)
        return Double(logical.width) / Double(PANGO_SCALE)
    }

    private func set(_ text: String, _ font: Font, _ maximumWidth: Double?) {
        let description = pango_font_description_new()
        pango_font_description_set_family(description, "Noto Sans")
        pango_font_description_set_absolute_size(description, font.size * Double(PANGO_SCALE))
        pango_font_description_set_weight(description, font.isBold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL)
        pango_layout_set_font_description(layout, description)
        pango_font_description_free(description)
        pango_layout_set_width(layout, maximumWidth.map { CInt($0 * Double(PANGO_SCALE)) } ?? -1)
        pango_layout_set_text(layout, text, -1)
    }
}
