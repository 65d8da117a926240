internal import Records

/// Days from one to another, or without an end, as rules for opening hours write them.
struct DayRange: Hashable {
    /// The first day; nothing where it has been so for ever.
    var from: CivilDate?
    /// The last day; nothing where it has no end.
    var to: CivilDate?

    static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// A day before all that anybody tells of.
    private static let beginning = CivilDate(dayNumber: 0)

    /// Makes a range of two days; the first day of the epoch and the last year stand for «always».
    init(_ from: CivilDate? = nil, _ to: CivilDate? = nil) {
        self.from = from.flatMap { $0 <= Self.beginning ? nil : $0 }
        self.to = to.flatMap { $0.year == 9999 ? nil : $0 }
    }

    /// Whether it does not end before it begins.
    var isInOrder: Bool {
        guard let to else { return true }
        return (from ?? Self.beginning) <= to
    }

    /// The days of both; out of order when there is none.
    func intersection(_ other: DayRange) -> DayRange {
        DayRange([from, other.from].compactMap { $0 }.max(), [to, other.to].compactMap { $0 }.min())
    }

    /// The days that no range of `ranges` has.
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

    /// The dates before a rule, with a blank after them; empty when they are all days.
    var rule: String {
        guard let to else { return from.map { "\(Self.text($0))+ " } ?? "" }
        return "\(Self.text(from ?? Self.beginning))-\(Self.text(to)) "
    }

    private static func text(_ date: CivilDate) -> String {
        let (year, month, day) = date.parts
        return "\(year) \(months[month - 1]) \(day)"
    }
}
