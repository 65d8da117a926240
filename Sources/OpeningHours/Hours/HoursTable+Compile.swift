internal import Records

extension HoursTable {
    /// Adds an invalid text, which is always unknown.
    mutating func addUnreadable() {
        entries.append(Entry(rules: Run(), traits: .unreadable))
    }

    /// Adds `expression`. The calendar gives the appointment words and the date of Easter.
    mutating func add(_ expression: HoursExpression, calendar: ServiceCalendar) {
        let first = rules.count
        var traits: Traits = []
        for source in expression.rules {
            let rule = compile(source, calendar: calendar)
            for days in [rule.days, rule.holidays] {
                if days.hasSchoolHolidays { traits.insert(.mentionsSchool) }
                let isMoved = specials[days.specials.indices].contains { $0.weekday == 7 }
                if days.hasPublicHolidays || isMoved { traits.insert(.mentionsHolidays) }
            }
            if source.isAlways { traits.insert(.mentionsHolidays) }
            for span in spans[rule.spans.indices] {
                if span.fromEvent >= 0 || span.toEvent >= 0 { traits.formUnion([.usesSun, .spills]) }
                if span.isOpenEnded || span.to > 1440 || span.to <= span.from { traits.insert(.spills) }
            }
            rules.append(rule)
        }
        entries.append(Entry(rules: run(first, rules.count), traits: traits))
    }

    private func run(_ first: Int, _ end: Int) -> Run {
        Run(first: UInt32(first), count: UInt32(end - first))
    }

    private mutating func compile(_ source: HoursRule, calendar: ServiceCalendar) -> Rule {
        var rule = Rule(separator: source.separator, state: .open, parts: [], comment: -1)
        let comment = source.comment ?? source.label
        let asksAppointment = source.comment.map(calendar.appointment.ask) ?? false
        switch source.modifier {
        case .off: rule.state = .closed
        case .unknown: rule.state = asksAppointment ? .appointment : .unknown
        case .open: rule.state = asksAppointment ? .appointment : .open
        case nil where source.comment != nil: rule.state = asksAppointment ? .appointment : .unknown
        case nil: rule.state = .open
        }
        if source.label != nil {
            rule.parts.insert(.label)
            rule.state = .unknown
        }
        if let comment {
            rule.comment = Int32(comments.count)
            comments.append(comment)
        }
        compileWide(source, into: &rule, calendar: calendar)
        if !source.days.isEmpty {
            rule.parts.insert(.days)
            rule.days = compile(source.days)
        }
        if !source.holidays.isEmpty {
            rule.parts.insert(.holidays)
            rule.holidays = compile(source.holidays)
        }
        if !source.times.isEmpty {
            rule.parts.insert(.times)
            rule.spans = compile(source.times)
        }
        return rule
    }

    private mutating func compileWide(_ source: HoursRule, into rule: inout Rule, calendar: ServiceCalendar) {
        if !source.years.isEmpty {
            rule.parts.insert(.years)
            let first = years.count
            for range in source.years {
                years.append(
                    Years(from: Int32(range.from), to: Int32(range.to ?? 9999), step: Int32(max(range.step, 1))))
            }
            rule.years = run(first, years.count)
        }
        if !source.dates.isEmpty {
            rule.parts.insert(.dates)
            let first = dates.count
            for range in source.dates { dates.append(compile(range, computus: calendar.computus)) }
            rule.dates = run(first, dates.count)
        }
        for range in source.weeks {
            rule.parts.insert(.weeks)
            let end = range.to < range.from ? range.to + 53 : range.to
            for week in stride(from: range.from, through: end, by: max(range.step, 1)) {
                rule.weeks |= 1 << UInt64(week > 53 ? week - 53 : week)
            }
        }
    }

    private mutating func compile(_ days: [HoursDays]) -> Days {
        var result = Days()
        let first = specials.count
        for item in days {
            switch item {
            case .week(let from, let to):
                var day = from.rawValue
                result.weekdays |= 1 << UInt8(day)
                while day != to.rawValue {
                    day = (day + 1) % 7
                    result.weekdays |= 1 << UInt8(day)
                }
            case .nth(let weekday, let ranges, let offset):
                var numbers: UInt16 = 0
                for number in ranges.joined() {
                    numbers |= 1 << UInt16(number > 0 ? number - 1 : 4 - number)
                }
                specials.append(
                    Special(weekday: UInt8(weekday.rawValue), numbers: numbers, offset: Int16(clamping: offset)))
            case .publicHoliday(days: 0): result.hasPublicHolidays = true
            case .publicHoliday(let offset):
                specials.append(Special(weekday: 7, numbers: 0, offset: Int16(clamping: offset)))
            case .schoolHoliday: result.hasSchoolHolidays = true
            }
        }
        result.specials = run(first, specials.count)
        return result
    }

    private mutating func compile(_ times: [HoursSpan]) -> Run {
        let first = spans.count
        for time in times {
            // An open end does not continue into a later period of the same rule.
            let end = time.to.map { $0.event == nil ? $0.minutes : 0 } ?? time.from.minutes
            let isFixed = time.from.event == nil && time.to?.event == nil && end >= time.from.minutes
            let starts = times.filter { isFixed && $0.from.event == nil && $0.from.minutes > time.from.minutes }
            let limit = starts.map(\.from.minutes).filter { $0 >= end }.min() ?? 2880
            spans.append(
                Span(
                    from: Int16(clamping: time.from.minutes), to: Int16(clamping: time.to?.minutes ?? 0),
                    fromEvent: Self.code(time.from.event), toEvent: time.to.map { Self.code($0.event) } ?? -2,
                    isOpenEnded: time.isOpenEnded, limit: Int16(clamping: limit)))
        }
        return run(first, spans.count)
    }

    private static func code(_ event: HoursSpan.Event?) -> Int8 {
        switch event {
        case nil: -1
        case .dawn: 0
        case .sunrise: 1
        case .sunset: 2
        case .dusk: 3
        }
    }
}
