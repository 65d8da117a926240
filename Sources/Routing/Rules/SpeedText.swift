/// Parses speeds and durations as written in tags.
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

    /// Seconds of a `duration` value: `MM`, `HH:MM`, `HH:MM:SS` or an ISO 8601 duration; nil for anything else.
    static func seconds(_ text: String) -> Double? {
        let text = trimmed(text[...])
        if text.hasPrefix("P") { return isoSeconds(text.dropFirst()) }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        var numbers: [Double] = []
        for part in parts {
            guard let (value, rest) = number(part), rest.isEmpty else { return nil }
            numbers.append(value)
        }
        switch numbers.count {
        case 1: return numbers[0] * 60
        case 2: return numbers[0] * 3600 + numbers[1] * 60
        case 3: return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
        default: return nil
        }
    }

    private static func isoSeconds(_ text: Substring) -> Double? {
        var rest = text
        var isTime = false
        var total = 0.0
        var isEmpty = true
        while let first = rest.first {
            if first == "T" {
                isTime = true
                rest.removeFirst()
                continue
            }
            guard let (value, after) = number(rest), let unit = after.first else { return nil }
            switch (unit, isTime) {
            case ("D", false): total += value * 86400
            case ("H", true): total += value * 3600
            case ("M", true): total += value * 60
            case ("S", true): total += value
            default: return nil
            }
            isEmpty = false
            rest = after.dropFirst()
        }
        return isEmpty ? nil : total
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
