internal import Records
internal import WebSupport

/// Formats dates in words.
enum PageDate {
    private static let greekOf = [
        "Ιανουαρίου", "Φεβρουαρίου", "Μαρτίου", "Απριλίου", "Μαΐου", "Ιουνίου", "Ιουλίου", "Αυγούστου", "Σεπτεμβρίου",
        "Οκτωβρίου", "Νοεμβρίου", "Δεκεμβρίου",
    ]
    private static let greek = [
        "Ιανουάριος", "Φεβρουάριος", "Μάρτιος", "Απρίλιος", "Μάιος", "Ιούνιος", "Ιούλιος", "Αύγουστος", "Σεπτέμβριος",
        "Οκτώβριος", "Νοέμβριος", "Δεκέμβριος",
    ]
    private static let english = [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ]

    /// Formats an ISO 8601 date, month or year in words; other texts are returned unchanged.
    static func text(_ date: String, in language: Language) -> String {
        let parts = date.prefix(10).split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count >= 2, let year = parts[0], let month = parts[1], (1...12).contains(month) else { return date }
        guard parts.count == 3 else {
            return "\(language == .greek ? greek[month - 1] : english[month - 1]) \(year)"
        }
        guard let day = parts[2] else { return date }
        return "\(day) \(language == .greek ? greekOf[month - 1] : english[month - 1]) \(year)"
    }
}
