package import OpeningHours
package import Records
package import Routing
internal import Synchronization

/// Judges at any moment the conditions under which roads are closed or opened, such as `Nov-Apr` or `Mo-Fr 07:00-09:00`, by
/// the reader of opening hours. What that cannot read, such as `snow` or `weight>3.5`, is unknown.
package final class RoadHours: Sendable {
    private let book: HoursBook
    /// For each condition, the texts in the book all of which must hold.
    private let parts: [Range<Int>]
    /// What was judged last, and for which minutes: now and another moment take turns.
    private let latest = Mutex<[(minute: Int, states: [ConditionState])]>([])
    private static let keepCount = 4
    /// Conditions that name days off which the calendar does not know.
    private let unknown: Set<Int>

    /// Reads the conditions of a graph. O(bytes).
    package init(_ conditions: [String], calendar: ServiceCalendar) {
        var texts: [String] = []
        parts = conditions.map { condition in
            let first = texts.count
            texts += ConditionalTag.parts(of: condition)
            return first..<texts.count
        }
        let knowsDaysOff = !calendar.feasts.isEmpty
        unknown = Set(
            conditions.indices.filter { index in
                let words = conditions[index].split { !$0.isLetter }
                return !knowsDaysOff && (words.contains("PH") || words.contains("SH"))
            })
        // Traffic signs hold on holidays unless they say otherwise.
        book = HoursBook(texts: texts, calendar: calendar, silentHolidays: .asWritten)
    }

    /// Whether there is anything to judge.
    var isEmpty: Bool { parts.isEmpty }

    /// What is known of each condition at a moment, to the minute. O(conditions), or O(1) for the minute asked about last.
    package func states(at instant: UTCInstant) -> [ConditionState] {
        let minute = instant.seconds / 60
        if let known = latest.withLock({ $0.first { $0.minute == minute }?.states }) { return known }
        let states = parts.enumerated().map { unknown.contains($0) ? .unknown : state(of: $1, at: instant) }
        latest.withLock { latest in
            latest.insert((minute, states), at: 0)
            if latest.count > Self.keepCount { latest.removeLast() }
        }
        return states
    }

    private func state(of parts: Range<Int>, at instant: UTCInstant) -> ConditionState {
        guard !parts.isEmpty else { return .unknown }
        var result = ConditionState.holds
        for row in parts {
            switch book.answer(row: row, local: 0, at: instant).state {
            case .open: break
            case .closed: return .fails
            case .appointment, .unknown: result = .unknown
            }
        }
        return result
    }
}

/// What the roads of an answer depend on besides closures.
package struct RoadMoment: Hashable, Sendable {
    /// The moment for which conditions in the tags of roads were judged.
    package var instant: UTCInstant
    /// How many of the region's conditions hold then, and of how many nobody can tell.
    package var holding: Int
    package var unknown: Int
}
