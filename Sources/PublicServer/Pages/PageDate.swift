internal import Locator
internal import Records

/// Formats dates in words.
enum PageDate {
    /// Formats an ISO 8601 date, month or year in words; other texts are returned unchanged.
    static func text(_ date: String, in language: Language) -> String {
        let parts = date.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count >= 2, let year = parts[0], let month = parts[1], (1...12).contains(month) else { return date }
        guard parts.count == 3 else {
            return "\(DateWords.monthAlone(month, in: language)) \(year)"
        }
        guard let day = parts[2] else { return date }
        return "\(day) \(DateWords.month(month, in: language)) \(year)"
    }
}
