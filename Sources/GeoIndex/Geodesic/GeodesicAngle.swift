import Glibc

/// A direction as sine and cosine, so that right angles are exact and differences keep their precision.
struct GeodesicAngle {
    var sine: Double
    var cosine: Double

    @inline(__always)
    init(sine: Double, cosine: Double) {
        self.sine = sine
        self.cosine = cosine
    }

    /// An angle in degrees, reduced to an eighth of the circle before it is rounded to radians.
    @inline(__always)
    init(degrees: Double) {
        let reduced = degrees.magnitude <= 360 ? degrees : remainder(degrees, 360)
        guard reduced.magnitude <= 360 else {
            self.init(sine: .nan, cosine: .nan)
            return
        }
        let quarter = (reduced / 90).rounded(.toNearestOrEven)
        let rest = (reduced - 90 * quarter) * (.pi / 180)
        let (s, c) = (sin(rest), cos(rest))
        switch Int(quarter) & 3 {
        case 0: self.init(sine: s, cosine: c)
        case 1: self.init(sine: c, cosine: -s)
        case 2: self.init(sine: -s, cosine: -c)
        default: self.init(sine: -c, cosine: s)
        }
    }

    /// The same direction with unit length.
    @inline(__always)
    var normalised: GeodesicAngle {
        let length = (sine * sine + cosine * cosine).squareRoot()
        return GeodesicAngle(sine: sine / length, cosine: cosine / length)
    }

    @inline(__always)
    var radians: Double { atan2(sine, cosine) }

    /// Degrees in −180…180, exact at the multiples of 90.
    var degrees: Double {
        if sine.magnitude > cosine.magnitude {
            return sine >= 0 ? 90 - atan2(cosine, sine) * 180 / .pi : -90 + atan2(cosine, -sine) * 180 / .pi
        }
        if cosine >= 0 { return atan2(sine, cosine) * 180 / .pi }
        return sine >= 0 ? 180 - atan2(sine, -cosine) * 180 / .pi : -180 - atan2(sine, -cosine) * 180 / .pi
    }
}
