internal import OpeningHours
package import Records

/// Opening hours as HSDS schedules, and back.
extension HSDSDocument {
    /// What the notes of a schedule say when its description is of the grammar that we read.
    private static let grammar = "OpenStreetMap opening_hours"

    /// The schedules of a structure: one that holds the hours as they are written, and the plain weekly ones among
    /// them for readers that know only these. Times are those of clocks on the spot.
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

    /// Days of the week that are open from a minute to another, which may lie on the next day.
    struct WeeklyLine: Hashable {
        var days: [Weekday]
        let from: Int
        let to: Int
    }

    /// Hours that are the same every week, holidays apart; nothing when they are more than that.
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

    /// Whether the notes of a schedule say that its description is of the grammar that we read.
    static func isGrammar(_ notes: String?) -> Bool { notes == grammar }
}
