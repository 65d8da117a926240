internal import Records

extension ServiceCalendar {
    /// Reads the member `timeZone` of a calendar file.
    static func zone(_ node: DataNode) throws(DataFileError) -> ZoneRule {
        let object = try node.object(["name", "standardOffset"], optional: ["daylight"])
        var zone = ZoneRule(
            name: try object[required: "name"].string(), standardOffset: try offset(object[required: "standardOffset"]))
        if let node = object["daylight"] {
            let daylight = try node.object(["offset", "start", "end", "fromYear"], optional: ["toYear"])
            let from = try daylight[required: "fromYear"].integer(in: 1...9999)
            zone.daylight = ZoneRule.Daylight(
                offset: try offset(daylight[required: "offset"]), start: try change(daylight[required: "start"]),
                end: try change(daylight[required: "end"]),
                years: from...(try daylight["toYear"]?.integer(in: from...9999) ?? 9999))
        }
        return zone
    }

    private static func change(_ node: DataNode) throws(DataFileError) -> ZoneRule.Change {
        let object = try node.object(["month", "weekday", "nth", "time", "clock"])
        let weekday = try object[required: "weekday"]
        guard case .string(let code) = weekday.value, let day = Weekday(code: code) else {
            throw weekday.fault("a day of the week: Mo, Tu, We, Th, Fr, Sa or Su")
        }
        let nth = try object[required: "nth"]
        let number = try nth.integer(in: -4...4)
        guard number != 0 else { throw nth.fault("1 to 4 from the start or -1 to -4 from the end of the month") }
        return ZoneRule.Change(
            month: try object[required: "month"].integer(in: 1...12), weekday: day, nth: number,
            secondOfDay: try clock(object[required: "time"]),
            isUniversal: try object[required: "clock"].choice(Clock.self) == .utc)
    }

    private enum Clock: String, CaseIterable {
        case utc, local
    }

    private static func offset(_ node: DataNode) throws(DataFileError) -> Int {
        let text = try node.string()
        let isWest = text.hasPrefix("-")
        guard isWest || text.hasPrefix("+"), let seconds = seconds(text.dropFirst()), seconds <= 15 * 3600 else {
            throw node.fault("an offset like +02:00")
        }
        return isWest ? -seconds : seconds
    }

    private static func clock(_ node: DataNode) throws(DataFileError) -> Int {
        guard let seconds = seconds(try node.string()[...]) else { throw node.fault("a time like 01:00") }
        return seconds
    }

    private static func seconds(_ text: Substring) -> Int? {
        TimeText.instant("1970-01-01T\(text)Z", in: .utc)?.seconds
    }
}
