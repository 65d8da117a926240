internal import Caching
package import OpeningHours
package import Records
package import Routing

/// Evaluates the conditions of roads, such as `Nov-Apr` or `Mo-Fr 07:00-09:00`, at a time.
///
/// Conditions are read as opening hours. Those that cannot be read, such as `snow` or `weight>3.5`, are unknown.
package final class RoadHours: Sendable {
    private let book: HoursBook
    /// For each condition, its texts in the book, all of which must hold.
    private let parts: [Range<Int>]
    /// The latest results by minute. Several are kept because questions about now and about other times alternate.
    private let latest = Memo<Int, [ConditionState]>(limit: 4)
    /// Conditions with holidays that the calendar does not know.
    private let unknown: Set<Int>

    /// Creates an evaluator for the conditions of a graph. O(bytes).
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
        // Traffic signs also apply on holidays unless they say otherwise.
        book = HoursBook(texts: texts, calendar: calendar, silentHolidays: .asWritten)
    }

    /// Whether there are no conditions.
    var isEmpty: Bool { parts.isEmpty }

    /// Returns the state of each condition at a time, with a resolution of a minute. O(conditions), or O(1) for the
    /// latest minutes.
    package func states(at instant: UTCInstant) -> [ConditionState] {
        latest.value(instant.seconds / 60) {
            parts.enumerated().map { unknown.contains($0) ? .unknown : state(of: $1, at: instant) }
        }
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

/// The state of conditional roads in an answer.
package struct RoadMoment: Hashable, Sendable {
    /// The time at which conditions were evaluated.
    package var instant: UTCInstant
    /// The number of conditions in the region that hold.
    package var holding: Int
    /// The number of conditions in the region that cannot be evaluated.
    package var unknown: Int
}
