/// Opening hours as HSDS schedules, and back.
extension HSDSDocument {
    /// What the notes of a schedule say when its description is of the grammar that we read.
    private static let grammar = "OpenStreetMap opening_hours"

    /// The schedules of a structure: one that holds the hours as they are written, and the plain weekly ones among
    /// them for readers that know only these. Times are those of clocks on the spot.
    static func schedules(of structure: Structure, _ key: String) -> [HSDSRecord] {
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

    /// The hours that schedules of others tell in the standard's words; nothing when they are told otherwise.
    static func hours(reading schedules: [DataNode]) throws(DataFileError) -> String? {
        var rules: [String] = []
        for schedule in schedules {
            let members = try loose(schedule)
            if let text = try members["description"]?.present?.string(), let hours = try? HoursExpression(text) {
                return hours.description
            }
            guard let opens = clock(try members["opens_at"]?.present?.string()),
                let closes = clock(try members["closes_at"]?.present?.string())
            else { continue }
            guard try members["freq"]?.present?.string() ?? "WEEKLY" == "WEEKLY",
                try members["interval"]?.present?.number() ?? 1 == 1
            else { return nil }
            let days = try (members["byday"]?.present?.string() ?? "").split(separator: ",")
                .map { $0.prefix(1).uppercased() + $0.dropFirst().prefix(1).lowercased() }
            guard
                let span = span(
                    try members["valid_from"]?.present?.string(), try members["valid_to"]?.present?.string())
            else { return nil }
            rules.append("\(span)\(days.isEmpty ? "" : days.joined(separator: ",") + " ")\(opens)-\(closes)")
        }
        return (try? HoursExpression(rules.joined(separator: ", ")))?.description
    }

    /// The days on which a schedule holds, before its own; nothing when one end only is told, so that nobody is sent to a
    /// place whose hours hold no longer or not yet.
    private static func span(_ from: String?, _ to: String?) -> String? {
        if from == nil, to == nil { return "" }
        guard let from = from.flatMap({ TimeText.date($0) }), let to = to.flatMap({ TimeText.date($0) }) else {
            return nil
        }
        return "\(day(from))-\(day(to)) "
    }

    private static func day(_ date: CivilDate) -> String {
        let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        let digits = TimeText.text(date).split(separator: "-")
        return "\(digits[0]) \(names[(Int(digits[1]) ?? 1) - 1]) \(digits[2])"
    }

    /// Hours and minutes of a time such as `10:00`, `10:00:00` or `09:00-05:00`.
    private static func clock(_ text: String?) -> Substring? {
        guard let text, text.utf8.count >= 5 else { return nil }
        let clock = text.prefix(5)
        return clock.utf8.enumerated().allSatisfy { index, byte in
            index == 2 ? byte == 0x3A : (0x30...0x39).contains(byte)
        } ? clock : nil
    }
}
