internal import CCairo

/// The sign inside a structure's disc, in pictures, tiles and pages: a shape for some kinds, the letters of the kind for the others.
public enum Pictogram {
    /// Shapes on a square of 24 units: M and L with one point, C with three, Z closes a part.
    private static let shapes: [String: String] = [
        "community-centre":
            "M12 3 L22 10 L22 12 L2 12 L2 10 Z M4 13 L7 13 L7 19 L4 19 Z M10.5 13 L13.5 13 L13.5 19 L10.5 19 Z "
            + "M17 13 L20 13 L20 19 L17 19 Z M2 20 L22 20 L22 22 L2 22 Z",
        "migrant-integration-centre":
            "M7 4 C9 4 10 5.5 10 7 C10 8.5 9 10 7 10 C5 10 4 8.5 4 7 C4 5.5 5 4 7 4 Z M2 20 L2 15 C2 12.5 4 11.5 7 11.5 "
            + "C10 11.5 12 12.5 12 15 L12 20 Z M17 4 C19 4 20 5.5 20 7 C20 8.5 19 10 17 10 C15 10 14 8.5 14 7 C14 5.5 15 4 "
            + "17 4 Z M13 20 L13 14 C13 12 15 11.5 17 11.5 C20 11.5 22 12.5 22 15 L22 20 Z",
        "social-grocery":
            "M3 10 L21 10 L19 20 L5 20 Z M7 10 L10.5 4 L12 5 L9.5 10 Z M17 10 L13.5 4 L12 5 L14.5 10 Z",
        "food-aid": "M4 8 L20 8 L20 20 L4 20 Z M4 7 L7 3 L17 3 L20 7 Z",
        "soup-kitchen":
            "M3 11 L21 11 C21 16 18 20 14 20 L10 20 C6 20 3 16 3 11 Z M8 4 L9.7 4 L9.7 9 L8 9 Z M11.2 3 L12.9 3 L12.9 9 "
            + "L11.2 9 Z M14.4 4 L16.1 4 L16.1 9 L14.4 9 Z",
        "home-help": "M12 3 L22 12 L19 12 L19 21 L14 21 L14 15 L10 15 L10 21 L5 21 L5 12 L2 12 Z",
        "shelter": "M12 3 L22 12 L19 12 L19 21 L5 21 L5 12 L2 12 Z",
        "homeless-centre":
            "M2 5 L4.5 5 L4.5 13 L22 13 L22 20 L19.5 20 L19.5 16.5 L4.5 16.5 L4.5 20 L2 20 Z M6 8.5 L16 8.5 C19 8.5 20 10 "
            + "20 12 L6 12 Z",
        "hospital":
            "M4 3 L8.5 3 L8.5 9.8 L15.5 9.8 L15.5 3 L20 3 L20 21 L15.5 21 L15.5 14.2 L8.5 14.2 L8.5 21 L4 21 Z",
        "health-centre":
            "M9 3 L15 3 L15 9 L21 9 L21 15 L15 15 L15 21 L9 21 L9 15 L3 15 L3 9 L9 9 Z",
        "social-clinic":
            "M12 21 C4 15 2 11 2 8 C2 5 4.5 3 7 3 C9 3 11 4 12 6 C13 4 15 3 17 3 C19.5 3 22 5 22 8 C22 11 20 15 12 21 Z",
        "pharmacy":
            "M3 8 L21 8 L21 11 L19 11 C19 15 17.5 17 15.5 18 L17 21 L7 21 L8.5 18 C6.5 17 5 15 5 11 L3 11 Z M13 7 L18 2 "
            + "L20 4 L17 7 Z",
        "social-pharmacy":
            "M3 8 L21 8 L21 11 L19 11 C19 15 17.5 17 15.5 18 L17 21 L7 21 L8.5 18 C6.5 17 5 15 5 11 L3 11 Z M7 2 L9.5 2 "
            + "L9.5 7 L7 7 Z",
        "elderly-open-care":
            "M10 2 C12 2 13 3.2 13 4.8 C13 6.4 12 7.6 10 7.6 C8 7.6 7 6.4 7 4.8 C7 3.2 8 2 10 2 Z M7 9 L12 9 L16 14 L14.6 "
            + "15.2 L12 12.5 L12 22 L9.8 22 L9.8 16 L8.8 16 L8.8 22 L6.6 22 Z M17 13 L18.6 13 L18.6 22 L17 22 Z",
        "elderly-day-care":
            "M12 7 C9 7 7 9 7 12 C7 15 9 17 12 17 C15 17 17 15 17 12 C17 9 15 7 12 7 Z M11 2 L13 2 L13 5 L11 5 Z M11 19 "
            + "L13 19 L13 22 L11 22 Z M2 11 L5 11 L5 13 L2 13 Z M19 11 L22 11 L22 13 L19 13 Z",
        "citizen-service-centre":
            "M5 2 L14 2 L14 8 L20 8 L20 22 L5 22 Z M15.5 2.5 L19.5 6.5 L15.5 6.5 Z",
        "social-services":
            "M3 4 L21 4 L21 16 L12 16 L7 21 L7 16 L3 16 Z",
        "town-hall":
            "M11 2 L17 4 L12.5 5.6 L12.5 8 L21 12 L21 14 L3 14 L3 12 L11 8 Z M5 15 L8 15 L8 20 L5 20 Z M10.5 15 L13.5 15 "
            + "L13.5 20 L10.5 20 Z M16 15 L19 15 L19 20 L16 20 Z M2 21 L22 21 L22 23 L2 23 Z",
        "employment-office":
            "M9 3 L15 3 L15 7 L13.4 7 L13.4 4.6 L10.6 4.6 L10.6 7 L9 7 Z M2 8 L22 8 L22 13 L2 13 Z M2 14.5 L22 14.5 L22 20 "
            + "L2 20 Z",
        "women-counselling":
            "M2 3 L15 3 L15 11 L8 11 L4 15 L4 11 L2 11 Z M17 8 L22 8 L22 17 L20 17 L20 21 L16 17 L9 17 L9 13 L17 13 Z",
        "social-centre":
            "M4 6 L17 6 L17 8 L21 8 L21 14 L17 14 L17 16 C17 18 15.5 19 14 19 L7 19 C5.5 19 4 18 4 16 Z M3 20.5 L18 20.5 "
            + "L18 22 L3 22 Z",
        "social-aid":
            "M8 3 L10 5 L14 5 L16 3 L22 7 L19.5 11 L17.5 9.8 L17.5 21 L6.5 21 L6.5 9.8 L4.5 11 L2 7 Z",
        "region-office":
            "M3 5 L9 3 L9 19 L3 21 Z M10 3.2 L15 5 L15 21 L10 19.2 Z M16 5 L21 3 L21 19 L16 21 Z",
        "child-care":
            "M3 12 L11 12 L11 20 L3 20 Z M13 12 L21 12 L21 20 L13 20 Z M8 3 L16 3 L16 10.5 L8 10.5 Z",
        "assembly-point":
            "M10.8 10.8 L10.8 6 L8 6 L12 2 L16 6 L13.2 6 L13.2 10.8 L18 10.8 L18 8 L22 12 L18 16 L18 13.2 L13.2 13.2 "
            + "L13.2 18 L16 18 L12 22 L8 18 L10.8 18 L10.8 13.2 L6 13.2 L6 16 L2 12 L6 8 L6 10.8 Z",
        "cooled-hall":
            "M11 2 L13 2 L13 10.3 L20.2 6.1 L21.2 7.9 L14 12 L21.2 16.1 L20.2 17.9 L13 13.7 L13 22 L11 22 L11 13.7 L3.8 "
            + "17.9 L2.8 16.1 L10 12 L2.8 7.9 L3.8 6.1 L11 10.3 Z",
        "roma-annex":
            "M2 11 L8.5 4 L15 11 L15 21 L10.5 21 L10.5 15 L6.5 15 L6.5 21 L2 21 Z M16.5 13 L20 13 L22 15.5 L22 21 L16.5 "
            + "21 Z",
        "benefits-office":
            "M2 6 L22 6 L22 18 L2 18 Z M12 8.5 C10 8.5 8.5 10 8.5 12 C8.5 14 10 15.5 12 15.5 C14 15.5 15.5 14 15.5 12 "
            + "C15.5 10 14 8.5 12 8.5 Z",
        "insurance-office":
            "M11 2 L13 2 L13 4 C18 4.5 22 8 22 13 L2 13 C2 8 6 4.5 11 4 Z M11 14 L13 14 L13 19 C13 21 12 22 10 22 C8 22 "
            + "7 21 7 19 L9 19 C9 19.7 9.3 20 10 20 C10.7 20 11 19.7 11 19 Z",
        "temporary": "M12 3 L22 20 L15 20 L12 13 L9 20 L2 20 Z",
    ]

    /// The kinds that have a shape.
    public static var kinds: Set<String> { Set(shapes.keys) }

    /// The shapes as an SVG document in which each kind's code is the identifier of a symbol.
    public static var symbols: String {
        let symbols = shapes.sorted { $0.key < $1.key }.map { kind, shape in
            "<symbol id=\"\(kind)\" viewBox=\"0 0 24 24\"><path d=\"\(shape)\"/></symbol>"
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\">\(symbols.joined(separator: "\n"))</svg>"
    }

    /// Draws the sign of a kind in a square of `size` around (x, y).
    static func paint(
        kind: String, sign: String, x: Double, y: Double, size: Double, _ colour: Colour, _ canvas: Canvas
    ) {
        canvas.colour(colour)
        guard let shape = shapes[kind] else {
            guard !sign.isEmpty, let shaper = TextShaper(canvas) else { return }
            let font = TextShaper.Font(size: sign.count > 1 ? size * 0.72 : size * 0.95, isBold: true)
            let box = shaper.measure(sign, font)
            shaper.draw(sign, font, x: x - box.width / 2, y: y - box.height / 2, colour: colour)
            return
        }
        let cairo = canvas.context
        let unit = size / 24
        var numbers: [Double] = []
        var command: Character = "M"
        func flush() {
            func at(_ index: Int) -> (Double, Double) {
                (x + (numbers[2 * index] - 12) * unit, y + (numbers[2 * index + 1] - 12) * unit)
            }
            switch (command, numbers.count) {
            case ("M", 2): cairo_move_to(cairo, at(0).0, at(0).1)
            case ("L", 2): cairo_line_to(cairo, at(0).0, at(0).1)
            case ("C", 6): cairo_curve_to(cairo, at(0).0, at(0).1, at(1).0, at(1).1, at(2).0, at(2).1)
            default: break
            }
            numbers.removeAll()
        }
        cairo_new_path(cairo)
        for word in shape.split(separator: " ") {
            var rest = word
            if let first = word.first, first.isLetter {
                flush()
                command = first
                rest = word.dropFirst()
                if first == "Z" { cairo_close_path(cairo) }
            }
            if let number = Double(rest) { numbers.append(number) }
        }
        flush()
        cairo_fill(cairo)
    }
}
