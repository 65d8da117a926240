/// A sum of up to six sines of even multiples of an angle, ∑ cₗ sin 2lσ.
struct SineSeries {
    var c1 = 0.0
    var c2 = 0.0
    var c3 = 0.0
    var c4 = 0.0
    var c5 = 0.0
    var c6 = 0.0

    /// The sum for an angle given by its sine and cosine (Clenshaw's recurrence).
    @inline(__always)
    func sum(sine: Double, cosine: Double) -> Double {
        let twice = 2 * (cosine - sine) * (cosine + sine)
        let b6 = c6
        let b5 = twice * b6 + c5
        let b4 = twice * b5 - b6 + c4
        let b3 = twice * b4 - b5 + c3
        let b2 = twice * b3 - b4 + c2
        let b1 = twice * b2 - b3 + c1
        return 2 * sine * cosine * b1
    }
}

/// The series of Karney (2013), "Algorithms for geodesics", J. Geodesy 87, to sixth order in ε and n.
enum GeodesicSeries {
    static let n = Ellipsoid.flattening / (2 - Ellipsoid.flattening)

    /// Equation (17), less one: the secular part of the distance.
    @inline(__always)
    static func distanceScaleLessOne(_ eps: Double) -> Double {
        let square = eps * eps
        let even = square * (1.0 / 4 + square * (1.0 / 64 + square / 256))
        return (even + eps) / (1 - eps)
    }

    /// Equation (18): the periodic part of the distance.
    @inline(__always)
    static func distance(_ eps: Double) -> SineSeries {
        let s = eps * eps
        var power = eps
        var series = SineSeries()
        series.c1 = power * (-1.0 / 2 + s * (3.0 / 16 - s / 32))
        power *= eps
        series.c2 = power * (-1.0 / 16 + s * (1.0 / 32 - s * 9 / 2048))
        power *= eps
        series.c3 = power * (-1.0 / 48 + s * 3 / 256)
        power *= eps
        series.c4 = power * (-5.0 / 512 + s * 3 / 512)
        power *= eps
        series.c5 = power * (-7.0 / 1280)
        power *= eps
        series.c6 = power * (-7.0 / 2048)
        return series
    }

    /// Equation (21): from distance back to arc length.
    @inline(__always)
    static func arc(_ eps: Double) -> SineSeries {
        let s = eps * eps
        var power = eps
        var series = SineSeries()
        series.c1 = power * (1.0 / 2 + s * (-9.0 / 32 + s * 205 / 1536))
        power *= eps
        series.c2 = power * (5.0 / 16 + s * (-37.0 / 96 + s * 1335 / 4096))
        power *= eps
        series.c3 = power * (29.0 / 96 - s * 75 / 128)
        power *= eps
        series.c4 = power * (539.0 / 1536 - s * 2391 / 2560)
        power *= eps
        series.c5 = power * (3467.0 / 7680)
        power *= eps
        series.c6 = power * (38081.0 / 61440)
        return series
    }

    /// Equation (42), less one: the secular part of the second integral of the reduced length.
    @inline(__always)
    static func reducedScaleLessOne(_ eps: Double) -> Double {
        let square = eps * eps
        let even = square * (1.0 / 4 + square * (9.0 / 64 + square * 25 / 256))
        return even - eps * (1 + even)
    }

    /// Equation (43): the periodic part of the second integral of the reduced length.
    @inline(__always)
    static func reduced(_ eps: Double) -> SineSeries {
        let s = eps * eps
        var power = eps
        var series = SineSeries()
        series.c1 = power * (1.0 / 2 + s * (1.0 / 16 + s / 32))
        power *= eps
        series.c2 = power * (3.0 / 16 + s * (1.0 / 32 + s * 35 / 2048))
        power *= eps
        series.c3 = power * (5.0 / 48 + s * 5 / 256)
        power *= eps
        series.c4 = power * (35.0 / 512 + s * 7 / 512)
        power *= eps
        series.c5 = power * (63.0 / 1280)
        power *= eps
        series.c6 = power * (77.0 / 2048)
        return series
    }

    /// Equation (24): the secular part of the longitude.
    @inline(__always)
    static func longitudeScale(_ eps: Double) -> Double {
        let a1 = (1 - n) / 2
        let a2 = 1.0 / 4 + n * (1.0 / 8 - n * 3 / 8)
        let a3 = 1.0 / 16 + n * (3.0 / 16 + n / 16)
        let a4 = 3.0 / 64 + n / 32
        return 1 - eps * (a1 + eps * (a2 + eps * (a3 + eps * (a4 + eps * 3 / 128))))
    }

    /// Equation (25): the periodic part of the longitude.
    @inline(__always)
    static func longitude(_ eps: Double) -> SineSeries {
        var power = eps
        var series = SineSeries()
        series.c1 =
            power
            * ((1 - n) / 4
                + eps
                * ((1 - n * n) / 8
                    + eps * ((3 + n * (3 - n)) / 64 + eps * ((5 + 2 * n) / 128 + eps * 3 / 128))))
        power *= eps
        series.c2 =
            power
            * ((2 - n * (3 - n)) / 32
                + eps * ((3 - n * (2 + 3 * n)) / 64 + eps * ((3 + n) / 128 + eps * 5 / 256)))
        power *= eps
        series.c3 = power * ((5 - n * (9 - 5 * n)) / 192 + eps * ((9 - 10 * n) / 384 + eps * 7 / 512))
        power *= eps
        series.c4 = power * ((7 - 14 * n) / 512 + eps * 7 / 512)
        power *= eps
        series.c5 = power * 21 / 2560
        return series
    }
}
