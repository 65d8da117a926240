import GeoIndex
import Glibc

/// Directions of lines, in degrees clockwise from north.
enum Bearing {
    /// The length of line near a junction that determines its direction, in metres.
    private static let reach = 15.0

    static func atStart(_ line: [Coordinate]) -> Double? {
        guard let first = line.first else { return nil }
        let plane = LocalPlane(around: first)
        var place = SIMD2<Double>.zero
        for next in line.dropFirst() {
            place = plane.place(next)
            if (place * place).sum() > reach * reach { break }
        }
        guard place != .zero else { return nil }
        let degrees = atan2(place.x, place.y) * 180 / .pi
        return degrees < 0 ? degrees + 360 : degrees
    }

    static func atEnd(_ line: [Coordinate]) -> Double? {
        atStart(line.reversed()).map { $0 >= 180 ? $0 - 180 : $0 + 180 }
    }

    /// The angle from one bearing to another, −180 to 180, positive to the right.
    static func difference(from: Double, to: Double) -> Double {
        var angle = to - from
        if angle > 180 { angle -= 360 } else if angle < -180 { angle += 360 }
        return angle
    }

    static func turn(from: Double, to: Double) -> RouteStep.Turn {
        let angle = difference(from: from, to: to)
        let isRight = angle >= 0
        switch abs(angle) {
        case ..<20: return .straight
        case ..<50: return isRight ? .slightRight : .slightLeft
        case ..<125: return isRight ? .right : .left
        case ..<165: return isRight ? .sharpRight : .sharpLeft
        default: return .uTurn
        }
    }
}
