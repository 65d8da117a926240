internal import Records

/// An HSDS schedule that recurs weekly or daily, optionally between two dates.
struct HSDSSchedule {
    /// A time of day with an offset; without one it is local time.
    struct Time {
        var minute: Int
        /// Seconds east of UTC.
        var offset: Int?
    }

    var days: [Weekday]
    var opens: Time
    var closes: Time
    /// The days that it describes (`valid_from`, `valid_to`). For other days nothing is known.
    var known: DayRange
    /// The days from the first to the last occurrence (`dtstart`, `until`). On other days it is closed.
    var occurs: DayRange
    /// The words for people.
    var words: String?

    /// Members that do not affect the hours.
    private static let harmless: Set<String> = [
        "id", "service_id", "location_id", "service_at_location_id", "wkst", "description", "notes", "schedule_link",
        "attributes", "metadata",
    ]
    /// Members that are read.
    private static let read: Set<String> = [
        "valid_from", "valid_to", "dtstart", "until", "timezone", "freq", "interval", "byday", "opens_at", "closes_at",
        "attending_type",
    ]
    /// Values for attendance in person.
    private static let inPerson: Set<String> = ["venue", "in person", "in-person", "in_person", "on site", "on-site"]

    /// Reads the members of a schedule that are not empty.
    ///
    /// - Throws: `HSDSHours.Unreadable` when a member cannot be understood.
    init(_ members: [String: DataNode]) throws(HSDSHours.Unreadable) {
        typealias Unreadable = HSDSHours.Unreadable
        func text(_ name: String) throws(Unreadable) -> String? {
            guard let node = members[name] else { return nil }
            switch node.value {
            case .string(let text): return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            case .number(let number): return HSDSRecord.text(of: number)
            default: throw Unreadable(reason: "\(name) is \(node.value.summary)")
            }
        }
        if let other = members.keys.sorted().first(where: { !Self.harmless.contains($0) && !Self.read.contains($0) }) {
            throw Unreadable(reason: "\(other) \((try? text(other)) ?? "")")
        }
        let frequency = try text("freq")?.uppercased() ?? "WEEKLY"
        guard ["WEEKLY", "DAILY"].contains(frequency) else { throw Unreadable(reason: "freq \(frequency)") }
        if let interval = try text("interval"), interval != "1" { throw Unreadable(reason: "interval \(interval)") }
        if let way = try text("attending_type"), !Self.inPerson.contains(way.lowercased()) {
            throw Unreadable(reason: "attending_type \(way.prefix(40))")
        }
        func date(_ name: String) throws(Unreadable) -> CivilDate? {
            guard let text = try text(name) else { return nil }
            guard let date = Self.date(text) else { throw Unreadable(reason: "\(name) \(text)") }
            return date
        }
        let start = try date("dtstart")
        known = DayRange(try date("valid_from"), try date("valid_to"))
        occurs = DayRange(start, try date("until"))
        guard known.isInOrder, occurs.isInOrder else { throw Unreadable(reason: "it ends before it begins") }
        days = try Self.days(try text("byday"), isDaily: frequency == "DAILY", start)
        guard let opening = try text("opens_at"), let closing = try text("closes_at") else {
            throw Unreadable(reason: members["opens_at"] == nil ? "no opens_at" : "no closes_at")
        }
        guard var opens = Self.time(opening), opens.minute < 1440 else {
            throw Unreadable(reason: "opens_at \(opening)")
        }
        guard var closes = Self.time(closing) else { throw Unreadable(reason: "closes_at \(closing)") }
        if let zone = try text("timezone") {
            guard let hours = Double(zone), abs(hours) <= 14, (hours * 4).rounded() == hours * 4 else {
                throw Unreadable(reason: "timezone \(zone)")
            }
            opens.offset = opens.offset ?? Int(hours * 3600)
            closes.offset = closes.offset ?? Int(hours * 3600)
        }
        guard (opens.offset == nil) == (closes.offset == nil) else {
            throw Unreadable(reason: "one time with an offset, one without")
        }
        guard opens.offset != closes.offset || opens.minute != closes.minute else {
            throw Unreadable(reason: "it closes when it opens")
        }
        // The standard writes «all day» like this.
        if opens.minute == 0, closes.minute == 1439 { closes.minute = 1440 }
        self.opens = opens
        self.closes = closes
        words = HSDSHours.words(members)
    }

    /// Reads a date such as `2025-06-30`, or midnight of that day.
    private static func date(_ text: String) -> CivilDate? {
        guard text.utf8.count > 10 else { return TimeText.date(text) }
        let rest = text.dropFirst(10)
        guard rest.hasPrefix("T00:00") || rest.hasPrefix(" 00:00"), TimeText.instant(text, in: .utc) != nil,
            time(String(rest.dropFirst()))?.minute == 0
        else { return nil }
        return TimeText.date(text.prefix(10))
    }

    private static func days(
        _ text: String?, isDaily: Bool, _ start: CivilDate?
    ) throws(HSDSHours.Unreadable) -> [Weekday] {
        guard let text else {
            if isDaily { return Weekday.allCases }
            guard let start else { throw HSDSHours.Unreadable(reason: "no byday") }
            return [start.weekday]
        }
        var days: Set<Weekday> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let day = Weekday(code: part.filter { !$0.isWhitespace }) else {
                throw HSDSHours.Unreadable(reason: "byday \(text)")
            }
            days.insert(day)
        }
        return Weekday.allCases.filter(days.contains)
    }

    /// Reads a time such as `9:00`, `09:00`, `09:00:00`, `09:00Z`, `09:00+02:00` or `24:00`.
    private static func time(_ text: String) -> Time? {
        let end = text.firstIndex { $0 == "Z" || $0 == "z" || $0 == "+" || $0 == "-" } ?? text.endIndex
        let clock = text[..<end].split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(clock.count), (1...2).contains(clock[0].utf8.count), clock[1].utf8.count == 2,
            let hour = digits(clock[0]), let minute = digits(clock[1]), minute < 60,
            hour < 24 || hour == 24 && minute == 0,
            clock.count == 2 || clock[2].utf8.count >= 2 && clock[2].allSatisfy({ $0 == "0" || $0 == "." })
        else { return nil }
        guard end < text.endIndex else { return Time(minute: hour * 60 + minute) }
        let zone = text[end...]
        if zone.uppercased() == "Z" { return Time(minute: hour * 60 + minute, offset: 0) }
        let parts = zone.dropFirst().split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0].utf8.count == 2, parts[1].utf8.count == 2, let hours = digits(parts[0]),
            let minutes = digits(parts[1]), hours <= 14, minutes < 60
        else { return nil }
        let seconds = (hours * 60 + minutes) * 60
        return Time(minute: hour * 60 + minute, offset: zone.hasPrefix("-") ? -seconds : seconds)
    }

    private static func digits(_ text: Substring) -> Int? {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
