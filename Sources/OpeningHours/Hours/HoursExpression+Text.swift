internal import Records

extension HoursExpression: CustomStringConvertible {
    /// The canonical form: two-digit days and hours, `off` for closed, no unnecessary blanks.
    public var description: String {
        var text = ""
        for (index, rule) in rules.enumerated() {
            if index > 0 { text += rule.separator == .fallback ? " || " : "\(rule.separator.rawValue) " }
            text += rule.description
        }
        return text
    }
}

extension HoursRule: CustomStringConvertible {
    /// The canonical form without the separator.
    public var description: String {
        var parts: [String] = []
        if let label { parts.append("\"\(label)\":") }
        if isAlways { parts.append("24/7") }
        if !years.isEmpty { parts.append(years.map(\.description).joined(separator: ",")) }
        if !dates.isEmpty { parts.append(dates.map(\.description).joined(separator: ",")) }
        if !weeks.isEmpty { parts.append("week " + weeks.map(\.description).joined(separator: ",")) }
        if !holidays.isEmpty { parts.append(holidays.map(\.description).joined(separator: ",")) }
        if !days.isEmpty { parts.append(days.map(\.description).joined(separator: ",")) }
        if !times.isEmpty { parts.append(times.map(\.description).joined(separator: ",")) }
        if let modifier { parts.append(modifier.rawValue) }
        if let comment { parts.append("\"\(comment)\"") }
        return parts.joined(separator: " ")
    }
}

extension HoursYears: CustomStringConvertible {
    /// `2024`, `2024-2026/2` or `2024+`.
    public var description: String {
        guard let to else { return "\(from)+" }
        return to == from && step == 1 ? "\(from)" : "\(from)-\(to)\(step == 1 ? "" : "/\(step)")"
    }
}

extension HoursWeeks: CustomStringConvertible {
    /// `07` or `10-20/2`.
    public var description: String {
        let start = twoDigits(from)
        return to == from && step == 1 ? start : "\(start)-\(twoDigits(to))\(step == 1 ? "" : "/\(step)")"
    }
}

extension HoursDates: CustomStringConvertible {
    /// `Jan`, `Dec 24-26`, `2024 Dec 24-2025 Jan 02`, `easter -2 days-easter +1 day` or `Oct 01+`.
    public var description: String {
        var text = from.description
        if isOpenEnded { text += "+" }
        guard let to else { return text }
        if case .day(let month, _) = from.base, case .day(let other, let day) = to.base, month == other, to.year == nil
        {
            return "\(text)-\(twoDigits(day))\(to.offsets)"
        }
        return "\(text)-\(to)"
    }
}

extension HoursDates.Point: CustomStringConvertible {
    /// The date with its year and offsets.
    public var description: String {
        let name =
            switch base {
            case .month(let month): monthName(month)
            case .day(let month, let day): "\(monthName(month)) \(twoDigits(day))"
            case .easter: "easter"
            }
        return (year.map { "\($0) " } ?? "") + name + offsets
    }

    fileprivate var offsets: String {
        let shift = shift.map { " \($0.isForward ? "+" : "-")\($0.weekday.code)" } ?? ""
        return shift + dayOffset(days)
    }
}

extension HoursDays: CustomStringConvertible {
    /// `Mo-Fr`, `Sa[1,-1] +1 day`, `PH` or `SH`.
    public var description: String {
        switch self {
        case .week(let from, let to): from == to ? from.code : "\(from.code)-\(to.code)"
        case .nth(let weekday, let numbers, let days):
            weekday.code + "["
                + numbers.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
                .joined(separator: ",") + "]" + dayOffset(days)
        case .publicHoliday(let days): "PH" + dayOffset(days)
        case .schoolHoliday: "SH"
        }
    }
}

extension HoursSpan: CustomStringConvertible {
    /// `08:00-15:00`, `(sunset-01:00)-24:00` or `18:00+`.
    public var description: String {
        from.description + (to.map { "-\($0)" } ?? "") + (isOpenEnded ? "+" : "")
    }
}

extension HoursSpan.Time: CustomStringConvertible {
    /// `08:00`, `sunset` or `(sunset-01:00)`.
    public var description: String {
        guard let event else { return TimeText.clock(minute: minutes) }
        guard minutes != 0 else { return event.rawValue }
        return "(\(event.rawValue)\(minutes < 0 ? "-" : "+")\(TimeText.clock(minute: abs(minutes))))"
    }
}

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

private func dayOffset(_ days: Int) -> String {
    days == 0 ? "" : " \(days < 0 ? "-" : "+")\(abs(days)) day\(abs(days) == 1 ? "" : "s")"
}

private func monthName(_ month: Int) -> String {
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"][min(max(month, 1), 12) - 1]
}
