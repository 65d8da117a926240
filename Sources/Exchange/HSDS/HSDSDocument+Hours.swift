internal import OpeningHours
package import Records

/// Opening hours as HSDS schedules, and the reverse.
extension HSDSDocument {
    /// The notes of a schedule whose description is in the `opening_hours` grammar.
    private static let grammar = "OpenStreetMap opening_hours"

    /// Returns the schedules of a structure, with times in local time: first one with the hours in their own grammar,
    /// then the plain weekly ones for readers that do not know it.
    package static func schedules(of structure: Structure, _ key: String) -> [HSDSRecord] {
        guard let hours = structure.openingHours else { return [] }
        func record(_ part: String) -> HSDSRecord {
            var record = HSDSRecord(.schedules, id: "\(key)\(part)")
            record.set("valid_from", structure.details.validFrom.map(TimeText.text))
            record.set("valid_to", structure.details.validTo.map(TimeText.text))
            return record
        }
        var whole = record("")
        whole.set("description", hours)
        whole.set("notes", grammar)
        let weekly = (try? HoursExpression(hours)).flatMap(weekly) ?? []
        return [whole]
            + weekly.enumerated().map { index, line in
                var part = record("/\(index)")
                part.set("freq", "WEEKLY")
                part.set("byday", line.days.map { $0.code.uppercased() }.joined(separator: ","))
                part.set("opens_at", TimeText.clock(minute: line.from))
                part.set("closes_at", TimeText.clock(minute: line.to > 1440 ? line.to - 1440 : line.to))
                return part
            }
    }

    /// Weekdays with the same period, which can end on the next day.
    struct WeeklyLine: Hashable {
        var days: [Weekday]
        let from: Int
        let to: Int
    }

    /// Returns hours that are the same every week, without holidays; nil when they are more complex.
    static func weekly(_ hours: HoursExpression) -> [WeeklyLine]? {
        var spans: [Weekday: [ClosedRange<Int>]] = [:]
        for rule in hours.rules {
            guard rule.separator != .fallback, rule.label == nil, rule.comment == nil, rule.modifier != .unknown,
                rule.years.isEmpty, rule.dates.isEmpty, rule.weeks.isEmpty, rule.holidays.isEmpty
            else { return nil }
            var days: [Weekday] = rule.days.isEmpty ? Weekday.allCases : []
            for day in rule.days {
                switch day {
                case .week(let from, let to):
                    days += (0...(to.rawValue - from.rawValue + 7) % 7).map {
                        Weekday(daysAfterMonday: (from.rawValue + $0) % 7)
                    }
                case .nth: return nil
                case .publicHoliday, .schoolHoliday: break
                }
            }
            var times: [ClosedRange<Int>] = rule.times.isEmpty ? [0...1440] : []
            for span in rule.times {
                guard span.from.event == nil, let to = span.to, to.event == nil, !span.isOpenEnded else { return nil }
                times.append(span.from.minutes...max(span.from.minutes, endMinute(span.from.minutes, to.minutes)))
            }
            for day in days {
                guard rule.modifier != .off else {
                    guard rule.times.isEmpty else { return nil }
                    spans[day] = nil
                    continue
                }
                spans[day] = (rule.separator == .additional ? spans[day] ?? [] : []) + times
            }
        }
        var lines: [WeeklyLine] = []
        for day in Weekday.allCases {
            for span in spans[day] ?? [] {
                let place = lines.firstIndex { $0.from == span.lowerBound && $0.to == span.upperBound }
                if let place {
                    lines[place].days.append(day)
                } else {
                    lines.append(WeeklyLine(days: [day], from: span.lowerBound, to: span.upperBound))
                }
            }
        }
        return lines
    }

    private static func endMinute(_ from: Int, _ to: Int) -> Int { to <= from ? to + 1440 : to }

    /// Returns whether the notes of a schedule mark its description as `opening_hours` grammar.
    static func isGrammar(_ notes: String?) -> Bool { notes == grammar }
}
