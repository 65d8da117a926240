internal import Records

extension HoursTable {
    /// Returns the most efficient form of a range of dates.
    mutating func compile(_ range: HoursDates, computus: Computus) -> Dates {
        if let year = range.from.year {
            guard let days = range.days(from: year, computus: computus) else { return .once(from: 1, to: 0) }
            return .once(from: Int32(clamping: days.lowerBound), to: Int32(clamping: days.upperBound))
        }
        if case .month(let from) = range.from.base, !range.isOpenEnded {
            if range.to == nil { return .months(1 << UInt16(from)) }
            if case .month(let to)? = range.to?.base {
                var months: UInt16 = 1 << UInt16(from)
                var month = from
                while month != to {
                    month = month % 12 + 1
                    months |= 1 << UInt16(month)
                }
                return .months(months)
            }
        }
        if let from = range.from.key(isEnd: false) {
            if range.isOpenEnded { return .yearly(from: from, to: 12 * 32 + 31) }
            guard let to = range.to else {
                return .yearly(from: from, to: from)
            }
            if let to = to.key(isEnd: true) { return .yearly(from: from, to: to) }
        }
        moving.append(range)
        return .moving(Int32(moving.count - 1))
    }

    /// Returns whether `range` includes the day.
    @inline(__always)
    func holds(_ range: Dates, _ facts: DayFacts, computus: Computus) -> Bool {
        switch range {
        case .months(let months): return months & 1 << UInt16(facts.month) != 0
        case .yearly(let from, let to):
            let key = facts.month * 32 + facts.day
            return from <= to ? key >= from && key <= to : key >= from || key <= to
        case .once(let from, let to): return facts.dayNumber >= from && facts.dayNumber <= to
        case .moving(let row):
            // A range can begin in the year before, and an offset can move a date across New Year.
            return (facts.year - 1...facts.year + 1).contains { year in
                moving[Int(row)].days(from: year, computus: computus)?.contains(facts.dayNumber) ?? false
            }
        }
    }
}

extension HoursDates {
    /// Returns the day numbers of the range that begins in `year`; nil when there is none.
    func days(from year: Int, computus: Computus) -> ClosedRange<Int>? {
        let isSingle = to == nil && !isOpenEnded
        guard let start = from.dayNumber(in: year, .start, isExact: isSingle, computus: computus) else { return nil }
        if isOpenEnded {
            let last = from.year == nil ? CivilDate.dayNumber(year: year, month: 12, day: 31) : Int(Int32.max)
            return start <= last ? start...last : nil
        }
        guard let to else {
            guard let end = from.dayNumber(in: year, .end, isExact: true, computus: computus) else { return nil }
            return start...max(start, end)
        }
        for endYear in to.year.map({ [$0] }) ?? [year, year + 1] {
            if let end = to.dayNumber(in: endYear, .end, isExact: false, computus: computus), end >= start {
                return start...end
            }
        }
        return nil
    }
}

extension HoursDates.Point {
    enum Side { case start, end }

    /// The month times 32 plus the day, for a date that is the same every year; nil for others.
    func key(isEnd: Bool) -> Int16? {
        guard year == nil, shift == nil, days == 0 else { return nil }
        return switch base {
        case .day(let month, let day): Int16(month * 32 + day)
        case .month(let month): Int16(month * 32 + (isEnd ? 31 : 1))
        case .easter: nil
        }
    }

    /// Returns the day number in `year`; nil when there is none.
    ///
    /// In common years, 29 February becomes 1 March as the start of a range and 28 February as its end. As a single
    /// date (`isExact`) it does not exist then.
    func dayNumber(in year: Int, _ side: Side, isExact: Bool, computus: Computus) -> Int? {
        var day: Int
        switch base {
        case .easter: day = computus.easter(year).dayNumber
        case .month(let month):
            let number = side == .start ? 1 : CivilDate.length(ofMonth: month, year: year)
            day = CivilDate.dayNumber(year: year, month: month, day: number)
        case .day(let month, let number):
            if number > CivilDate.length(ofMonth: month, year: year) {
                if isExact { return nil }
                day = CivilDate.dayNumber(year: year, month: 3, day: 1) - (side == .end ? 1 : 0)
            } else {
                day = CivilDate.dayNumber(year: year, month: month, day: number)
            }
        }
        if let shift {
            let weekday = CivilDate(dayNumber: day).weekday.rawValue
            day +=
                shift.isForward
                ? (shift.weekday.rawValue - weekday + 7) % 7 : -((weekday - shift.weekday.rawValue + 7) % 7)
        }
        return day + days
    }
}
