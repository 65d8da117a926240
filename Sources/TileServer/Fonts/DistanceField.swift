#if canImport(Glibc)
    internal import Glibc
#endif

/// Converts the outline of a glyph to a signed distance field for MapLibre's text shader.
struct DistanceField {
    /// The pixels around the box of the glyph.
    static let border = 3
    /// The distance in pixels that the values 0 to 255 span.
    private static let radius = 8.0
    /// The share of that span inside the outline.
    private static let cutoff = 0.25

    private struct Segment {
        var ax, ay, bx, by: Double
    }

    private var segments: [Segment] = []
    private var x = 0.0
    private var y = 0.0
    private var startX = 0.0
    private var startY = 0.0

    /// Begins a contour; y is upward.
    mutating func move(_ toX: Double, _ toY: Double) {
        close()
        (x, y, startX, startY) = (toX, toY, toX, toY)
    }

    /// Adds a straight line.
    mutating func line(_ toX: Double, _ toY: Double) {
        if toX != x || toY != y { segments.append(Segment(ax: x, ay: y, bx: toX, by: toY)) }
        (x, y) = (toX, toY)
    }

    /// Adds a cubic curve, in steps of about a quarter of a pixel.
    mutating func curve(_ c: (Double, Double), _ d: (Double, Double), _ end: (Double, Double)) {
        let (fromX, fromY) = (x, y)
        let length = hypot(c.0 - x, c.1 - y) + hypot(d.0 - c.0, d.1 - c.1) + hypot(end.0 - d.0, end.1 - d.1)
        let steps = max(2, min(32, Int(length * 4)))
        for step in 1...steps {
            let t = Double(step) / Double(steps)
            let s = 1 - t
            let (a, b, e, f) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
            line(a * fromX + b * c.0 + e * d.0 + f * end.0, a * fromY + b * c.1 + e * d.1 + f * end.1)
        }
    }

    /// Closes the last contour.
    mutating func close() {
        line(startX, startY)
    }

    /// The field of a box in whole pixels, top row first; 192 is the outline, larger values are inside. O(pixels ·
    /// segments).
    func bytes(left: Int, top: Int, width: Int, height: Int) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity((width + 2 * Self.border) * (height + 2 * Self.border))
        for row in 0..<(height + 2 * Self.border) {
            for column in 0..<(width + 2 * Self.border) {
                let px = Double(left - Self.border + column) + 0.5
                let py = Double(top + Self.border - row) - 0.5
                let distance = self.distance(px, py)
                let value = 255 - (distance * (256 / Self.radius) + Self.cutoff * 256)
                result.append(UInt8(min(max(value, 0), 255)))
            }
        }
        return result
    }

    /// The distance to the outline in pixels, negative inside (non-zero winding rule).
    private func distance(_ px: Double, _ py: Double) -> Double {
        var least = Double.infinity
        var winding = 0
        for segment in segments {
            let (dx, dy) = (segment.bx - segment.ax, segment.by - segment.ay)
            let share = ((px - segment.ax) * dx + (py - segment.ay) * dy) / (dx * dx + dy * dy)
            let held = min(max(share, 0), 1)
            let (x, y) = (segment.ax + held * dx - px, segment.ay + held * dy - py)
            least = min(least, x * x + y * y)
            if (segment.ay <= py) != (segment.by <= py) {
                let isLeft = dx * (py - segment.ay) - (px - segment.ax) * dy > 0
                if segment.by > segment.ay, isLeft { winding += 1 }
                if segment.by < segment.ay, !isLeft { winding -= 1 }
            }
        }
        return winding != 0 ? -least.squareRoot() : least.squareRoot()
    }
}
