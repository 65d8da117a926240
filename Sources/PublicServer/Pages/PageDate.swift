internal import Locator
internal import Records

/// Formats dates in words.
enum PageDate {
    /// Formats an ISO 8601 date, month or year in words; other texts are returned unchanged.
    static func text(_ date: String, in language: Language) -> String {
        guard let parsed = PartialDate(String(date.prefix(10))), let month = parsed.month else { return date }
        guard let day = parsed.day else { return "\(DateWords.monthAlone(month, in: language)) \(parsed.year)" }
        return "\(day) \(DateWords.month(month, in: language)) \(parsed.year)"
    }
}
