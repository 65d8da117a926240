import Glibc

/// Solves the inverse problem after Karney (2013), sections 4 and 5: finds the shortest geodesic between two positions.
///
/// The positions are first brought into the order of equation (44): the first one is south of the equator and at least
/// as far from it as the second, which lies to its east.
struct GeodesicInverse {
    private(set) var line = GeodesicLine(metres: .nan, initialAzimuth: .nan, finalAzimuth: .nan)

    private let beta1: GeodesicAngle
    private let beta2: GeodesicAngle
    /// √(1 + e'² sin²β) at both ends.
    private let root1: Double
    private let root2: Double
    private let lambda12: GeodesicAngle
    private let lambda12Radians: Double

    static let secondSquaredEccentricity = Ellipsoid.squaredEccentricity / (1 - Ellipsoid.squaredEccentricity)
    private static let f = Ellipsoid.flattening
    private static let polar = 1 - Ellipsoid.flattening

    init(from start: Coordinate, to end: Coordinate) {
        var (difference, lost) = Self.difference(start.longitude, end.longitude)
        let eastward = difference.sign == .plus
        if !eastward { (difference, lost) = (-difference, -lost) }
        let swapped = start.latitude.magnitude < end.latitude.magnitude
        var (latitude1, latitude2) =
            swapped ? (end.latitude, start.latitude) : (start.latitude, end.latitude)
        let mirrored = latitude1 > 0
        if mirrored { (latitude1, latitude2) = (-latitude1, -latitude2) }

        beta1 = Self.reducedLatitude(latitude1)
        var beta = Self.reducedLatitude(latitude2)
        // Equal latitudes must get equal sines and cosines, whatever their signs.
        if latitude2.magnitude == latitude1.magnitude {
            beta = GeodesicAngle(
                sine: latitude2 < 0 ? beta1.sine : -beta1.sine, cosine: beta1.cosine)
        }
        beta2 = beta
        root1 = (1 + Self.secondSquaredEccentricity * beta1.sine * beta1.sine).squareRoot()
        root2 = (1 + Self.secondSquaredEccentricity * beta2.sine * beta2.sine).squareRoot()
        var lambda = GeodesicAngle(degrees: difference)
        let rest = lost * .pi / 180
        lambda = GeodesicAngle(
            sine: max(0, lambda.sine + rest * lambda.cosine), cosine: lambda.cosine - rest * lambda.sine)
        lambda12 = lambda
        lambda12Radians = lambda.cosine >= 0 ? difference * .pi / 180 + rest : lambda.radians

        guard start.isValid && end.isValid else { return }
        let (metres, alpha1, alpha2) = solve(meridional: latitude1 == -90 || lambda.sine == 0)
        var (first, second) = swapped ? (alpha2, alpha1) : (alpha1, alpha2)
        let sineSign = eastward ? 1.0 : -1.0
        let cosineSign = swapped == mirrored ? 1.0 : -1.0
        first = GeodesicAngle(sine: first.sine * sineSign, cosine: first.cosine * cosineSign)
        second = GeodesicAngle(sine: second.sine * sineSign, cosine: second.cosine * cosineSign)
        line = GeodesicLine(metres: metres, initialAzimuth: first.degrees, finalAzimuth: second.degrees)
    }

    // MARK: - Parts shared with the direct problem

    /// tan β = (1 − f) tan φ; at a pole the cosine stays just above zero so that the longitude still counts.
    static func reducedLatitude(_ latitude: Double) -> GeodesicAngle {
        let phi = GeodesicAngle(degrees: latitude)
        var beta = GeodesicAngle(sine: polar * phi.sine, cosine: phi.cosine).normalised
        beta.cosine = max(beta.cosine, 1e-150)
        return beta
    }

    /// Equations (9) and (16): ε from k = e' cos α₀.
    @inline(__always)
    static func expansionParameter(cosAlpha0: Double) -> Double {
        let square = secondSquaredEccentricity * cosAlpha0 * cosAlpha0
        return square / (2 * (1 + (1 + square).squareRoot()) + square)
    }

    /// The difference of two longitudes, reduced to −180…180 degrees, and its rounding error.
    private static func difference(_ from: Double, _ to: Double) -> (value: Double, lost: Double) {
        let (a, b) = (remainder(to, 360), remainder(-from, 360))
        let sum = a + b
        let (aPart, bPart) = (sum - b, sum - (sum - b))
        let lost = (a - aPart) + (b - bPart)
        var value = remainder(sum, 360)
        if value == -180 && lost > 0 || value == 180 && lost > 0 {
            value = -180
        } else if value.magnitude == 180 {
            value = 180
        }
        return (value, lost)
    }

    // MARK: - The cases

    private typealias Solution = (metres: Double, alpha1: GeodesicAngle, alpha2: GeodesicAngle)

    private func solve(meridional: Bool) -> Solution {
        if meridional, let solution = alongMeridian() { return solution }
        if beta1.sine == 0 && lambda12Radians <= (1 - Self.f) * .pi {
            let east = GeodesicAngle(sine: 1, cosine: 0)
            return (Ellipsoid.equatorialRadius * lambda12Radians, east, east)
        }
        switch firstGuess() {
        case .short(let solution): return solution
        case .azimuth(let alpha1): return iterate(from: alpha1)
        }
    }

    private func alongMeridian() -> Solution? {
        let alpha1 = GeodesicAngle(sine: lambda12.sine, cosine: lambda12.cosine)
        let alpha2 = GeodesicAngle(sine: 0, cosine: 1)
        let sigma1 = GeodesicAngle(sine: beta1.sine, cosine: alpha1.cosine * beta1.cosine)
        let sigma2 = GeodesicAngle(sine: beta2.sine, cosine: beta2.cosine)
        let sigma12 = Self.between(sigma1, sigma2)
        let eps = Self.expansionParameter(cosAlpha0: 1)
        // Past a conjugate point (reduced length below zero) the meridian is no shortest path.
        guard sigma12 < 1 || reducedLength(eps, sigma1, sigma2, sigma12) >= 0 else { return nil }
        return (length(eps, sigma1, sigma2, sigma12), alpha1, alpha2)
    }

    private enum Guess {
        case short(Solution)
        case azimuth(GeodesicAngle)
    }

    /// Section 4: equation (48) on a sphere for most pairs, equation (53) and the astroid for nearly antipodal ones.
    private func firstGuess() -> Guess {
        let (s1, c1, s2, c2) = (beta1.sine, beta1.cosine, beta2.sine, beta2.cosine)
        let sineBeta12 = s2 * c1 - c2 * s1
        let cosineBeta12 = c2 * c1 + s2 * s1
        let sineSum = s2 * c1 + c2 * s1
        let isShort = cosineBeta12 >= 0 && sineBeta12 < 0.5 && c2 * lambda12Radians < 0.5
        var omega12 = lambda12
        var width = 1.0
        if isShort {
            let mean = (s1 + s2) * (s1 + s2)
            let square = mean / (mean + (c1 + c2) * (c1 + c2))
            width = (1 + Self.secondSquaredEccentricity * square).squareRoot()
            let omega = lambda12Radians / (Self.polar * width)
            omega12 = GeodesicAngle(sine: sin(omega), cosine: cos(omega))
        }
        var alpha1 = GeodesicAngle(
            sine: c2 * omega12.sine,
            cosine: omega12.cosine >= 0
                ? sineBeta12 + c2 * s1 * omega12.sine * omega12.sine / (1 + omega12.cosine)
                : sineSum - c2 * s1 * omega12.sine * omega12.sine / (1 - omega12.cosine))
        let sineSigma12 = hypot(alpha1.sine, alpha1.cosine)
        let cosineSigma12 = s1 * s2 + c1 * c2 * omega12.cosine
        if isShort && sineSigma12 < Self.shortArc {
            // So short that the spherical solution is exact to rounding: Karney's equations (49) to (51).
            let ratio = omega12.cosine >= 0 ? omega12.sine * omega12.sine / (1 + omega12.cosine) : 1 - omega12.cosine
            let alpha2 = GeodesicAngle(sine: c1 * omega12.sine, cosine: sineBeta12 - c1 * s2 * ratio).normalised
            let sigma12 = atan2(sineSigma12, cosineSigma12)
            return .short((sigma12 * Ellipsoid.polarRadius * width, alpha1.normalised, alpha2))
        }
        if cosineSigma12 < 0 && sineSigma12 < 6 * GeodesicSeries.n * .pi * c1 * c1 {
            alpha1 = nearlyAntipodal(sineSum)
        }
        // A westward start can only come from rounding.
        return .azimuth(alpha1.sine > 0 ? alpha1.normalised : GeodesicAngle(sine: 1, cosine: 0))
    }

    /// Equations (53) to (57): the second point seen in the plane around the antipode of the first.
    private func nearlyAntipodal(_ sineSum: Double) -> GeodesicAngle {
        let (s1, c1, c2) = (beta1.sine, beta1.cosine, beta2.cosine)
        let past = atan2(-lambda12.sine, -lambda12.cosine)
        let scale =
            Self.f * c1 * GeodesicSeries.longitudeScale(Self.expansionParameter(cosAlpha0: s1.magnitude)) * .pi
        let (x, y) = (past / scale, sineSum / (scale * c1))
        if y > -200 * Double.ulpOfOne && x > -1 - 1000 * Double.ulpOfOne.squareRoot() {
            let sine = min(1, -x)
            return GeodesicAngle(sine: sine, cosine: -(1 - sine * sine).squareRoot())
        }
        let kappa = Self.astroid(x, y)
        let omega = scale * -x * kappa / (1 + kappa)
        let (s, c) = (sin(omega), -cos(omega))
        return GeodesicAngle(sine: c2 * s, cosine: sineSum - c2 * s1 * s * s / (1 - c))
    }

    /// The positive root of κ⁴ + 2κ³ + (1 − x² − y²)κ² − 2y²κ − y² = 0, equation (55), by way of its resolvent cubic.
    private static func astroid(_ x: Double, _ y: Double) -> Double {
        let (p, q) = (x * x, y * y)
        let r = (p + q - 1) / 6
        if q == 0 && r <= 0 { return 0 }
        let s = p * q / 4
        let (r2, r3) = (r * r, r * r * r)
        let discriminant = s * (s + 2 * r3)
        var u = r
        if discriminant >= 0 {
            let cube = s + r3
            let t = cbrt(cube + (cube < 0 ? -discriminant.squareRoot() : discriminant.squareRoot()))
            u += t + (t == 0 ? 0 : r2 / t)
        } else {
            let angle = atan2((-discriminant).squareRoot(), -(s + r3))
            u += 2 * r * cos(angle / 3)
        }
        let v = (u * u + q).squareRoot()
        let sum = u < 0 ? q / (v - u) : u + v
        let w = (sum - q) / (2 * v)
        return sum / ((sum + w * w).squareRoot() + w)
    }

    /// Arcs shorter than this, in radians, are spherical to rounding.
    private static let shortArc =
        0.1 * Double.ulpOfOne.squareRoot() / (max(0.001, f) * (1 - f / 2) / 2).squareRoot()

    // MARK: - Newton's method

    /// Finds the azimuth whose geodesic meets the second latitude at the wanted longitude difference (section 4).
    private func iterate(from guess: GeodesicAngle) -> Solution {
        var alpha1 = guess
        var low = GeodesicAngle(sine: 1e-150, cosine: 1)
        var high = GeodesicAngle(sine: 1e-150, cosine: -1)
        var trial = follow(alpha1)
        var previousWasSmall = false
        // Newton takes two to five steps; where it leaves the bracket, bisection takes over and ends within 90.
        for step in 0..<110 {
            let excess = trial.excess
            if previousWasSmall || !(excess.magnitude >= Double.ulpOfOne) { break }
            if excess > 0 && (step > 20 || alpha1.cosine / alpha1.sine > high.cosine / high.sine) {
                high = alpha1
            } else if excess < 0 && (step > 20 || alpha1.cosine / alpha1.sine < low.cosine / low.sine) {
                low = alpha1
            }
            if step < 20 && trial.slope > 0 {
                let change = -excess / trial.slope
                let (s, c) = (sin(change), cos(change))
                let sine = alpha1.sine * c + alpha1.cosine * s
                if sine > 0 && change.magnitude < .pi {
                    alpha1 = GeodesicAngle(sine: sine, cosine: alpha1.cosine * c - alpha1.sine * s).normalised
                    previousWasSmall = excess.magnitude <= 16 * Double.ulpOfOne
                    trial = follow(alpha1)
                    continue
                }
            }
            let middle = GeodesicAngle(sine: (low.sine + high.sine) / 2, cosine: (low.cosine + high.cosine) / 2)
            alpha1 = middle.normalised
            previousWasSmall =
                (low.sine - alpha1.sine).magnitude + (low.cosine - alpha1.cosine) < Double.ulpOfOne
                || (alpha1.sine - high.sine).magnitude + (alpha1.cosine - high.cosine) < Double.ulpOfOne
            trial = follow(alpha1)
        }
        let metres = length(trial.eps, trial.sigma1, trial.sigma2, trial.sigma12)
        return (metres, alpha1, trial.alpha2)
    }

    private struct Trial {
        /// The longitude difference reached minus the one wanted, in radians.
        var excess: Double
        /// Its derivative by α₁, equation (46).
        var slope: Double
        var alpha2: GeodesicAngle
        var sigma1: GeodesicAngle
        var sigma2: GeodesicAngle
        var sigma12: Double
        var eps: Double
    }

    /// Solves the hybrid problem: from the first point in direction α₁ to the latitude of the second, equations (5) to (13).
    @inline(__always)
    private func follow(_ direction: GeodesicAngle) -> Trial {
        var alpha1 = direction
        if beta1.sine == 0 && alpha1.cosine == 0 {
            // Due east along the equator σ is undefined; turn by the least angle.
            alpha1.cosine = -1e-150
        }
        let sinAlpha0 = alpha1.sine * beta1.cosine
        let cosAlpha0 = hypot(alpha1.cosine, alpha1.sine * beta1.sine)
        let along1 = alpha1.cosine * beta1.cosine
        let sigma1 = GeodesicAngle(sine: beta1.sine, cosine: along1).normalised
        let omega1 = GeodesicAngle(sine: sinAlpha0 * beta1.sine, cosine: along1)

        let sinAlpha2 = beta2.cosine != beta1.cosine ? sinAlpha0 / beta2.cosine : alpha1.sine
        let cosAlpha2: Double
        if beta2.cosine != beta1.cosine || beta2.sine.magnitude != -beta1.sine {
            let gain =
                beta1.cosine < -beta1.sine
                ? (beta2.cosine - beta1.cosine) * (beta1.cosine + beta2.cosine)
                : (beta1.sine - beta2.sine) * (beta1.sine + beta2.sine)
            cosAlpha2 = (along1 * along1 + gain).squareRoot() / beta2.cosine
        } else {
            cosAlpha2 = alpha1.cosine.magnitude
        }
        let along2 = cosAlpha2 * beta2.cosine
        let sigma2 = GeodesicAngle(sine: beta2.sine, cosine: along2).normalised
        let omega2 = GeodesicAngle(sine: sinAlpha0 * beta2.sine, cosine: along2)
        let sigma12 = Self.between(sigma1, sigma2)

        let sinOmega12 = max(0, omega1.cosine * omega2.sine - omega1.sine * omega2.cosine)
        let cosOmega12 = omega1.cosine * omega2.cosine + omega1.sine * omega2.sine
        // ω₁₂ − λ₁₂, computed as one angle to keep its precision.
        let lead = atan2(
            sinOmega12 * lambda12.cosine - cosOmega12 * lambda12.sine,
            cosOmega12 * lambda12.cosine + sinOmega12 * lambda12.sine)
        let eps = Self.expansionParameter(cosAlpha0: cosAlpha0)
        let series = GeodesicSeries.longitude(eps)
        let periodic =
            series.sum(sine: sigma2.sine, cosine: sigma2.cosine)
            - series.sum(sine: sigma1.sine, cosine: sigma1.cosine)
        let delay = Self.f * sinAlpha0 * GeodesicSeries.longitudeScale(eps) * (sigma12 + periodic)
        let slope =
            cosAlpha2 == 0
            ? -2 * Self.polar * root1 / beta1.sine
            : reducedLength(eps, sigma1, sigma2, sigma12) * Self.polar / along2
        return Trial(
            excess: lead - delay, slope: slope, alpha2: GeodesicAngle(sine: sinAlpha2, cosine: cosAlpha2),
            sigma1: sigma1, sigma2: sigma2, sigma12: sigma12, eps: eps)
    }

    @inline(__always)
    private static func between(_ first: GeodesicAngle, _ second: GeodesicAngle) -> Double {
        atan2(
            max(0, first.cosine * second.sine - first.sine * second.cosine),
            first.cosine * second.cosine + first.sine * second.sine)
    }

    /// Equation (7), in metres.
    @inline(__always)
    private func length(
        _ eps: Double, _ sigma1: GeodesicAngle, _ sigma2: GeodesicAngle, _ sigma12: Double
    ) -> Double {
        let series = GeodesicSeries.distance(eps)
        let periodic =
            series.sum(sine: sigma2.sine, cosine: sigma2.cosine)
            - series.sum(sine: sigma1.sine, cosine: sigma1.cosine)
        return Ellipsoid.polarRadius * (1 + GeodesicSeries.distanceScaleLessOne(eps)) * (sigma12 + periodic)
    }

    /// Equations (38) to (40): the reduced length m₁₂ over the polar radius.
    @inline(__always)
    private func reducedLength(
        _ eps: Double, _ sigma1: GeodesicAngle, _ sigma2: GeodesicAngle, _ sigma12: Double
    ) -> Double {
        let (scale1, scale2) = (GeodesicSeries.distanceScaleLessOne(eps), GeodesicSeries.reducedScaleLessOne(eps))
        let (first, second) = (GeodesicSeries.distance(eps), GeodesicSeries.reduced(eps))
        // (1 + A₁)·C₁ − (1 + A₂)·C₂, coefficient by coefficient, so that one summation serves both.
        let both = SineSeries(
            c1: (1 + scale1) * first.c1 - (1 + scale2) * second.c1,
            c2: (1 + scale1) * first.c2 - (1 + scale2) * second.c2,
            c3: (1 + scale1) * first.c3 - (1 + scale2) * second.c3,
            c4: (1 + scale1) * first.c4 - (1 + scale2) * second.c4,
            c5: (1 + scale1) * first.c5 - (1 + scale2) * second.c5,
            c6: (1 + scale1) * first.c6 - (1 + scale2) * second.c6)
        let j12 =
            (scale1 - scale2) * sigma12
            + both.sum(sine: sigma2.sine, cosine: sigma2.cosine)
            - both.sum(sine: sigma1.sine, cosine: sigma1.cosine)
        return root2 * (sigma1.cosine * sigma2.sine) - root1 * (sigma1.sine * sigma2.cosine)
            - sigma1.cosine * sigma2.cosine * j12
    }
}
