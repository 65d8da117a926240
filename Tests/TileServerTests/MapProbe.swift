import Foundation
import GeoIndex

/// Projections that are independent of the code under test.
enum MapProbe {
    /// A position on the Web Mercator unit square.
    static func square(_ coordinate: Coordinate) -> (Double, Double) {
        let radians = coordinate.latitude * .pi / 180
        return ((coordinate.longitude + 180) / 360, (1 - asinh(tan(radians)) / .pi) / 2)
    }
}
