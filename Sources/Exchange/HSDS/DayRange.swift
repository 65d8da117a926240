internal import Records

/// A range of dates, with or without a beginning or end, in the form of opening hours rules.
struct DayRange: Hashable {
    /// The first day; nil for no beginning.
    var from: CivilDate?
    /// The last day; nil for no end.
    var to: CivilDate?

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// A day before all dates in use.
    private static let beginning = CivilDate(dayNumber: 0)

    /// Creates a range. A first day up to 1970-01-01 means no beginning, a last day in 9999 no end.
    init(_ from: CivilDate? = nil, _ to: CivilDate? = nil) {
        self.from = from.flatMap { $0 <= Self.beginning ? nil : $0 }
        self.to = to.flatMap { $0.year == 9999 ? nil : $0 }
    }

    /// Whether it does not end before it begins.
    var isInOrder: Bool {
        guard let to else { return true }
        return (from ?? Self.beginning) <= to
    }

    /// Returns the days in both ranges. It is out of order when there are none.
    func intersection(_ other: DayRange) -> DayRange {
        DayRange([from, other.from].compactMap { $0 }.max(), [to, other.to].compactMap { $0 }.min())
    }

    /// Returns the days that are in none of `ranges`.
    static func gaps(between ranges: [DayRange]) -> [DayRange] {
        var gaps: [DayRange] = []
        var next: CivilDate? = beginning
        for range in ranges.sorted(by: { ($0.from ?? beginning) < ($1.from ?? beginning) }) {
            guard let day = next else { return gaps }
            if let from = range.from, from > day {
                gaps.append(DayRange(day, CivilDate(dayNumber: from.dayNumber - 1)))
            }
            next = range.to.map { max(day, CivilDate(dayNumber: $0.dayNumber + 1)) }
        }
        return gaps + (next.map { [DayRange($0, nil)] } ?? [])
    }

    /// The date selector of a rule with a blank after it; empty for all days.
    var rule: String {
        guard let to else { return from.map { "\(Self.text($0))+ " } ?? "" }
        return "\(Self.text(from ?? Self.beginning))-\(Self.text(to)) "
    }

    private static func text(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return "\(year) \(months[month - 1]) \(day)"
    }
}
