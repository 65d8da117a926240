import Glibc

/// The geodesic that leaves a position in a direction: Karney (2013), section 2 and the direct problem of section 3.
struct GeodesicDirect {
    private let start: Coordinate
    private let alpha0: GeodesicAngle
    private let sigma1: GeodesicAngle
    private let omega1: GeodesicAngle
    private let eps: Double

    init(from start: Coordinate, azimuth: Double) {
        self.start = start
        let alpha1 = GeodesicAngle(degrees: azimuth)
        let beta1 = GeodesicInverse.reducedLatitude(start.latitude)
        alpha0 = GeodesicAngle(
            sine: alpha1.sine * beta1.cosine, cosine: hypot(alpha1.cosine, alpha1.sine * beta1.sine))
        let along = alpha1.cosine * beta1.cosine
        // On the equator going east σ₁ is undefined; any value will do.
        let eastward = beta1.sine == 0 && along == 0
        sigma1 = GeodesicAngle(sine: beta1.sine, cosine: eastward ? 1 : along).normalised
        omega1 = GeodesicAngle(sine: alpha0.sine * beta1.sine, cosine: eastward ? 1 : along)
        eps = GeodesicInverse.expansionParameter(cosAlpha0: alpha0.cosine)
    }

    func position(metres: Double) -> Coordinate {
        let scale = 1 + GeodesicSeries.distanceScaleLessOne(eps)
        let shift1 = GeodesicSeries.distance(eps).sum(sine: sigma1.sine, cosine: sigma1.cosine)
        // τ₁ as sine and cosine, then τ₂ = τ₁ + s / (b A₁).
        let tau1 = rotated(sigma1, by: shift1)
        let tau12 = metres / (Ellipsoid.polarRadius * scale)
        let tau2 = rotated(tau1, by: tau12)
        let shift2 = GeodesicSeries.arc(eps).sum(sine: tau2.sine, cosine: tau2.cosine)
        let sigma2 = rotated(tau2, by: shift2)
        let sigma12 = tau12 + shift2 + shift1

        let sinBeta2 = alpha0.cosine * sigma2.sine
        let cosBeta2 = hypot(alpha0.sine, alpha0.cosine * sigma2.cosine)
        let omega2 = GeodesicAngle(sine: alpha0.sine * sigma2.sine, cosine: sigma2.cosine)
        // ω₁₂ keeps its whole turns by being taken relative to σ₁₂.
        let turn = alpha0.sine < 0 ? -1.0 : 1.0
        let omega12 =
            turn
            * (sigma12 - (sigma2.radians - sigma1.radians)
                + (atan2(turn * omega2.sine, omega2.cosine) - atan2(turn * omega1.sine, omega1.cosine)))
        let series = GeodesicSeries.longitude(eps)
        let periodic =
            series.sum(sine: sigma2.sine, cosine: sigma2.cosine)
            - series.sum(sine: sigma1.sine, cosine: sigma1.cosine)
        let lambda12 =
            omega12 - Ellipsoid.flattening * alpha0.sine * GeodesicSeries.longitudeScale(eps) * (sigma12 + periodic)
        let longitude = remainder(start.longitude + remainder(lambda12 * 180 / .pi, 360), 360)
        let latitude = atan2(sinBeta2, (1 - Ellipsoid.flattening) * cosBeta2) * 180 / .pi
        return Coordinate(longitude: longitude, latitude: latitude)
    }

    private func rotated(_ angle: GeodesicAngle, by radians: Double) -> GeodesicAngle {
        let (s, c) = (sin(radians), cos(radians))
        return GeodesicAngle(
            sine: angle.sine * c + angle.cosine * s, cosine: angle.cosine * c - angle.sine * s)
    }
}
