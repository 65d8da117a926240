internal import CCairo
public import Records

/// The sprite sheet of the vector styles: discs of the kinds of structure and patterns of coverage bands.
public struct SpriteSheet: Sendable {
    /// The picture as PNG with transparency.
    public let image: [UInt8]
    /// The index of the sprites in JSON, as MapLibre expects it.
    public let index: [UInt8]

    private static let disc = 28
    private static let tile = 16
    private static let columns = 8

    /// Draws the sheet for some kinds at `scale` times the resolution; fails when memory is short.
    public init?(kinds: [StructureKind], style: MapStyle, scale: Int) {
        let names = kinds.map { "kind-\($0.code)" } + ["hatch", "dots"]
        let rows = (names.count + Self.columns - 1) / Self.columns
        let side = Self.disc + 2
        guard
            let canvas = Canvas(
                transparentWidth: Self.columns * side, height: rows * side, scale: Double(scale))
        else { return nil }
        var json = JSONWriter(capacity: names.count * 96)
        let palette = style.palette
        json.object { json in
            for (place, name) in names.enumerated() {
                let (x, y) = (place % Self.columns * side, place / Self.columns * side)
                let size = place < kinds.count ? Self.disc : Self.tile
                if place < kinds.count {
                    let middle = (Double(x) + Double(Self.disc) / 2, Double(y) + Double(Self.disc) / 2)
                    // Text leaves a current point behind.
                    cairo_new_path(canvas.context)
                    cairo_arc(canvas.context, middle.0, middle.1, Double(Self.disc) / 2 - 1.5, 0, 2 * .pi)
                    canvas.colour(Colour(palette.disc))
                    cairo_fill_preserve(canvas.context)
                    canvas.colour(Colour(palette.ring))
                    cairo_set_line_width(canvas.context, 2)
                    cairo_stroke(canvas.context)
                    Pictogram.paint(
                        kind: kinds[place].code, sign: kinds[place].pictogram, x: middle.0, y: middle.1, size: 15,
                        Colour(palette.ring), canvas)
                } else {
                    Self.pattern(name, x: Double(x), y: Double(y), canvas)
                }
                json.key(named: name)
                json.object { json in
                    json.member("x", x * scale)
                    json.member("y", y * scale)
                    json.member("width", size * scale)
                    json.member("height", size * scale)
                    json.member("pixelRatio", scale)
                }
            }
        }
        guard let image = canvas.transparentPNG() else { return nil }
        self.image = image
        index = json.bytes
    }

    /// Draws a pattern that can be repeated in both directions.
    private static func pattern(_ name: String, x: Double, y: Double, _ canvas: Canvas) {
        let cairo = canvas.context
        let side = Double(tile)
        cairo_save(cairo)
        cairo_rectangle(cairo, x, y, side, side)
        cairo_clip(cairo)
        if name == "hatch" {
            canvas.colour(Colour("#a61b1b"), opacity: 0.45)
            cairo_set_line_width(cairo, 1.2)
            for step in stride(from: 0.0, through: 2 * side, by: side / 2) {
                cairo_move_to(cairo, x + step, y)
                cairo_line_to(cairo, x + step - 2 * side, y + 2 * side)
            }
            cairo_stroke(cairo)
        } else {
            canvas.colour(Colour("#8a8f96"))
            for (dx, dy) in [(4.0, 4.0), (12, 4), (4, 12), (12, 12)] {
                cairo_new_sub_path(cairo)
                cairo_arc(cairo, x + dx, y + dy, 1.1, 0, 2 * .pi)
            }
            cairo_fill(cairo)
        }
        cairo_restore(cairo)
    }
}
