internal import Glibc
public import Records

/// A position for which sunrise and sunset are computed, WGS 84.
public struct SunPosition: Hashable, Sendable {
    /// Longitude in degrees, positive to the east.
    public var longitude: Double
    /// Latitude in degrees, positive to the north.
    public var latitude: Double

    /// Creates a position.
    public init(longitude: Double, latitude: Double) {
        self.longitude = longitude
        self.latitude = latitude
    }

    /// The times of a day, in minutes since local midnight.
    public struct Times: Hashable, Sendable {
        /// Civil dawn: the sun's centre is 6° below the horizon.
        public var dawn: Int
        /// Sunrise: the sun's upper edge is on the horizon, with refraction (0.833°).
        public var sunrise: Int
        /// Sunset, by the same definition.
        public var sunset: Int
        /// Civil dusk.
        public var dusk: Int
    }

    /// Returns the times on `date` in local time of `zone`, accurate to about two minutes between 65° south and 65°
    /// north.
    ///
    /// Declination and equation of time are the Fourier series of J. W. Spencer (1971).
    ///
    /// - Returns: Nil on days without sunrise and sunset, or without an end of twilight.
    public func times(on date: CivilDate, in zone: ZoneRule) -> Times? {
        let (year, _, _) = date.parts
        let ordinal = date.dayNumber - CivilDate.dayNumber(year: year, month: 1, day: 1)
        let angle = 2 * Double.pi * (Double(ordinal) + 0.5 - longitude / 360) / (CivilDate.isLeap(year) ? 366 : 365)
        let equation =
            229.18
            * (0.000075 + 0.001868 * cos(angle) - 0.032077 * sin(angle) - 0.014615 * cos(2 * angle)
                - 0.040849 * sin(2 * angle))
        let declination =
            0.006918 - 0.399912 * cos(angle) + 0.070257 * sin(angle) - 0.006758 * cos(2 * angle)
            + 0.000907 * sin(2 * angle) - 0.002697 * cos(3 * angle) + 0.00148 * sin(3 * angle)
        let noon = 720 - 4 * longitude - equation
        let offset = Double(zone.offset(at: UTCInstant(seconds: date.dayNumber * 86400 + Int(noon) * 60))) / 60
        guard let day = halfArc(declination, altitude: -0.833), let twilight = halfArc(declination, altitude: -6) else {
            return nil
        }
        func minute(_ value: Double) -> Int { min(max(Int((value + offset).rounded()), 0), 1439) }
        return Times(
            dawn: minute(noon - twilight), sunrise: minute(noon - day), sunset: minute(noon + day),
            dusk: minute(noon + twilight))
    }

    /// Returns the minutes between noon and the sun's centre being at `altitude` degrees; nil when it never is.
    private func halfArc(_ declination: Double, altitude: Double) -> Double? {
        let latitude = latitude * .pi / 180
        let cosine =
            (sin(altitude * .pi / 180) - sin(latitude) * sin(declination)) / (cos(latitude) * cos(declination))
        guard cosine > -1, cosine < 1 else { return nil }
        return acos(cosine) * 180 / .pi * 4
    }
}
