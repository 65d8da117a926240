internal import Records

extension HoursTable {
    /// The state that the rules of a day give for a minute.
    struct Decision: Hashable, Sendable {
        /// Nil when no rule applies, which counts as closed.
        var state: HoursState?
        var comment: Int32 = -1
        /// Whether a rule with times closed it, which also ends periods from the day before.
        var isTimedOff = false
        var isOpenEnd = false
        var isHolidayDoubt = false
    }

    /// Returns whether `rule` applies to the day; `school` is used when the school holidays are unknown.
    @inline(__always)
    func applies(_ rule: Rule, to facts: DayFacts, school: Bool, computus: Computus) -> Bool {
        if rule.parts.contains(.days), !contains(rule.days, facts, school: school) { return false }
        guard !rule.parts.isDisjoint(with: [.years, .dates, .weeks, .holidays]) else { return true }
        if rule.parts.contains(.holidays), !contains(rule.holidays, facts, school: school) { return false }
        if rule.parts.contains(.weeks), rule.weeks & 1 << UInt64(facts.week) == 0 { return false }
        if rule.parts.contains(.years) {
            let isYear = years[rule.years.indices].contains {
                facts.year >= $0.from && facts.year <= $0.to && (facts.year - Int($0.from)) % Int($0.step) == 0
            }
            if !isYear { return false }
        }
        guard rule.parts.contains(.dates) else { return true }
        return rule.dates.indices.contains { holds(dates[$0], facts, computus: computus) }
    }

    @inline(__always)
    private func contains(_ days: Days, _ facts: DayFacts, school: Bool) -> Bool {
        if days.weekdays & 1 << UInt8(facts.weekday) != 0 { return true }
        if days.hasPublicHolidays, facts.isPublicHoliday { return true }
        if days.hasSchoolHolidays, facts.isSchoolHoliday ?? school { return true }
        guard !days.specials.isEmpty else { return false }
        return days.specials.indices.contains { matches(specials[$0], facts) }
    }

    private func matches(_ special: Special, _ facts: DayFacts) -> Bool {
        if special.weekday == 7 {
            return facts.holidays & 1 << UInt64(min(max(32 - Int(special.offset), 1), 63)) != 0
        }
        let date = CivilDate(dayNumber: facts.dayNumber - Int(special.offset))
        guard date.weekday.rawValue == Int(special.weekday) else { return false }
        let (year, month, day) = date.parts
        let fromStart = (day - 1) / 7
        let fromEnd = (CivilDate.length(ofMonth: month, year: year) - day) / 7
        return special.numbers & (1 << UInt16(fromStart) | 1 << UInt16(5 + fromEnd)) != 0
    }

    /// Returns the state that the day's own rules give for a minute, 0 to 2,879 since its midnight.
    @inline(__always)
    func decide(
        _ entry: Entry, _ facts: DayFacts, minute: Int, school: Bool, doubtsHolidays: Bool, computus: Computus
    ) -> Decision {
        var decision = Decision()
        for index in entry.rules.indices {
            let rule = rules[index]
            guard applies(rule, to: facts, school: school, computus: computus) else { continue }
            switch rule.separator {
            case .fallback: if decision.state != nil { continue }
            case .normal:
                if rule.state != .closed, !rule.parts.contains(.label) { decision = Decision() }
            case .additional: break
            }
            switch hit(rule, facts, minute: minute) {
            case .none: break
            case .certain:
                decision = Decision(
                    state: rule.state, comment: rule.comment,
                    isTimedOff: rule.state == .closed && rule.parts.contains(.times))
            case .possible(let isOpenEnd):
                // A possible state does not replace a certain one: open and by appointment stay.
                if (decision.state ?? .closed) < .appointment {
                    decision = Decision(state: .unknown, comment: rule.comment, isOpenEnd: isOpenEnd)
                }
            }
        }
        if doubtsHolidays, facts.isPublicHoliday, !entry.traits.contains(.mentionsHolidays),
            let state = decision.state, state >= .appointment
        {
            decision.state = .unknown
            decision.isHolidayDoubt = true
        }
        return decision
    }

    private enum Hit {
        case none
        case certain
        case possible(isOpenEnd: Bool)
    }

    @inline(__always)
    private func hit(_ rule: Rule, _ facts: DayFacts, minute: Int) -> Hit {
        let certain = rule.parts.contains(.label) ? Hit.possible(isOpenEnd: false) : .certain
        guard rule.parts.contains(.times) else {
            // A day off also cancels the part after midnight of periods that would begin on it.
            return minute < 1440 || rule.state == .closed ? certain : .none
        }
        var result = Hit.none
        for index in rule.spans.indices {
            guard let times = times(of: spans[index], facts) else {
                if minute < 1440 { result = .possible(isOpenEnd: false) }
                continue
            }
            guard minute >= times.start else { continue }
            if minute < times.end { return certain }
            if minute < times.openEnd { result = .possible(isOpenEnd: true) }
        }
        return result
    }

    /// Returns start, end and last possible end in minutes since midnight; nil when the sun's times are unknown.
    @inline(__always)
    func times(of span: Span, _ facts: DayFacts) -> (start: Int, end: Int, openEnd: Int)? {
        var start = Int(span.from)
        if span.fromEvent >= 0 {
            guard let event = facts.minute(ofEvent: Int(span.fromEvent)) else { return nil }
            start = min(max(event + start, 0), 1439)
        }
        var end = start
        if span.toEvent != -2 {
            end = Int(span.to)
            if span.toEvent >= 0 {
                guard let event = facts.minute(ofEvent: Int(span.toEvent)) else { return nil }
                end = min(max(event + end, 0), 1440)
            }
            if end <= start { end += 1440 }
        }
        guard span.isOpenEnded else { return (start, end, end) }
        // The grammar does not limit an open end. Here it lasts until midnight and for at least six hours.
        return (start, end, min(max(1440, end + 360), 2880, max(Int(span.limit), end)))
    }
}
