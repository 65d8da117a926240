import TestSupport
import TileServer

/// Simple, slow geometry as a reference for tests.
enum GeometryOracle {
    /// Whether a point lies inside an odd number of rings.
    static func contains(_ rings: [[(Double, Double)]], _ x: Double, _ y: Double) -> Bool {
        var isInside = false
        for ring in rings {
            for index in ring.indices {
                let (a, b) = (ring[index], ring[(index + 1) % ring.count])
                if (a.1 > y) != (b.1 > y), x < a.0 + (y - a.1) / (b.1 - a.1) * (b.0 - a.0) { isInside.toggle() }
            }
        }
        return isInside
    }

    /// A ring around a centre with corners sorted by angle, which therefore does not cross itself.
    static func star(
        corners: Int, radius: ClosedRange<Double>, using random: inout SeededGenerator
    ) -> [(Double, Double)] {
        (0..<corners).map { corner in
            let angle = Double(corner) / Double(corners)
            let length = Double.random(in: radius, using: &random)
            let (x, y) = diamond(angle)
            return (x * length, y * length)
        }
    }

    /// The point of the unit diamond at a share of its circumference; positive area in (x, y).
    private static func diamond(_ share: Double) -> (Double, Double) {
        let quarter = share * 4
        let part = quarter - quarter.rounded(.down)
        switch Int(quarter) {
        case 0: return (1 - part, part)
        case 1: return (-part, 1 - part)
        case 2: return (part - 1, -part)
        default: return (part, part - 1)
        }
    }
}
