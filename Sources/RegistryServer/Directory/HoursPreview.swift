internal import OpeningHours
internal import Records
internal import Registry

/// What opening hours mean for the next two weeks.
enum HoursPreview {
    static let days = 14

    /// A table of the next two weeks; nil without hours.
    static func block(_ text: String?, _ municipality: String, _ visit: Visit) -> Block? {
        guard let text, !text.isEmpty else { return nil }
        let calendar = visit.configuration.calendar
        let book = HoursBook(texts: [text], calendar: calendar)
        let rows = book.timetable(row: 0, municipality: municipality, from: visit.home.today, days: days).map { day in
            Block.Row(
                Block.Cell(DateWords.day(day.date, in: visit.language)),
                Block.Cell(lines(day, visit)),
                Block.Cell(day.holiday.map { $0.names.text(in: visit.language) } ?? ""))
        }
        let heading = visit.words("Οι επόμενες δύο εβδομάδες", "The next two weeks")
        return Block(
            heading: heading, paragraphs: [text],
            table: Block.Table(
                caption: heading, repeatsHeading: true, stacks: false,
                head: [visit.words("Ημέρα", "Day"), visit.words("Ώρες", "Times"), visit.words("Αργία", "Holiday")],
                rows: rows))
    }

    private static func lines(_ day: HoursDay, _ visit: Visit) -> String {
        guard !day.lines.isEmpty else { return visit.words("κλειστά", "closed") }
        return day.lines.map { line in
            let times = "\(TimeText.clock(minute: line.fromMinute))–\(TimeText.clock(minute: line.toMinute % 1440))"
            switch line.answer.state {
            case .open: return times
            case .appointment: return times + visit.words(" με ραντεβού", " by appointment")
            case .unknown: return times + visit.words(" άγνωστο", " unknown")
            case .closed: return times + visit.words(" κλειστά", " closed")
            }
        }.joined(separator: ", ")
    }
}
