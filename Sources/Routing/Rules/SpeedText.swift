/// Parses speeds as written in tags.
enum SpeedText {
    /// Kilometres per hour of a `maxspeed` value; nil when it names no limit.
    ///
    /// Accepts `50`, `50 km/h`, `30 mph`, `5 knots`, `walk`, `none` (infinity), `XX:urban` and similar, and the first
    /// of several values joined by `;`.
    static func kilometresPerHour(_ text: String, limits: RegionLimits) -> Double? {
        let first = text.split(separator: ";").first.map(trimmed) ?? ""
        switch first {
        case "": return nil
        case "none", "unlimited": return .infinity
        case "walk": return 7
        default: break
        }
        if let colon = first.firstIndex(of: ":") {
            let zone = first[first.index(after: colon)...]
            // A zone may also be a number: `XX:30`.
            return limits.limit(ofZone: zone) ?? number(zone).map(\.0)
        }
        guard let (value, rest) = number(first[...]), value > 0 else { return nil }
        switch trimmed(rest) {
        case "", "km/h", "kmh", "kph": return value
        case "mph": return value * 1.609344
        case "knots": return value * 1.852
        default: return nil
        }
    }

    /// The decimal number that a text begins with, and the text after it; nil when there is none.
    static func number(_ text: Substring) -> (Double, Substring)? {
        let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        guard !digits.isEmpty, let value = Double(digits), value.isFinite else { return nil }
        return (value, text[digits.endIndex...])
    }

    static func trimmed(_ text: Substring) -> String {
        let from = text.drop { $0 == " " }
        return String(from.reversed().drop { $0 == " " }.reversed())
    }
}
