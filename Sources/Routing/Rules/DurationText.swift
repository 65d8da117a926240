/// Parses the `duration` tag: `45` (minutes), `1:30`, `01:30:00`, or ISO 8601 `PT1H30M`.
package enum DurationText {
    /// Seconds; nil when the text is not a duration, or one of nothing or of more than 100 days.
    package static func seconds(_ text: String) -> Int? {
        let text = SpeedText.trimmed(text[...])
        let seconds = text.first == "P" || text.first == "p" ? iso(text.uppercased()) : clock(text)
        guard let seconds, seconds > 0, seconds <= 100 * 86_400 else { return nil }
        return seconds
    }

    /// Formats seconds as `hh:mm:ss`.
    package static func text(_ seconds: Int) -> String {
        let parts = [seconds / 3600, seconds / 60 % 60, seconds % 60]
        return parts.map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }

    private static func clock(_ text: some StringProtocol) -> Int? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (1...3).contains(parts.count) else { return nil }
        var numbers: [Int] = []
        for part in parts {
            guard (1...6).contains(part.utf8.count), let number = digits(part) else { return nil }
            numbers.append(number)
        }
        switch numbers.count {
        case 1: return numbers[0] * 60
        case 2: return numbers[0] * 3600 + numbers[1] * 60
        default: return numbers[0] * 3600 + numbers[1] * 60 + numbers[2]
        }
    }

    private static func iso(_ text: String) -> Int? {
        var isTime = false
        var total = 0
        var number = ""
        for character in text.dropFirst() {
            if character == "T" {
                guard !isTime, number.isEmpty else { return nil }
                isTime = true
            } else if let value = digits(number), number.utf8.count <= 6 {
                if digits(String(character)) != nil {
                    number.append(character)
                    continue
                }
                switch (character, isTime) {
                case ("D", false): total += value * 86_400
                case ("H", true): total += value * 3600
                case ("M", true): total += value * 60
                case ("S", true): total += value
                default: return nil
                }
                number = ""
            } else if number.isEmpty, digits(String(character)) != nil {
                number.append(character)
            } else {
                return nil
            }
        }
        return number.isEmpty ? total : nil
    }

    private static func digits(_ text: some StringProtocol) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
