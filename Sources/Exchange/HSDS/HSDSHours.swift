internal import OpeningHours
internal import Records

/// Opening hours that HSDS schedules of others tell, in the grammar that we read.
///
/// Only what can be read as a whole is: one rule, time or end that cannot makes all hours of its record unknown, since
/// nobody is helped by half a timetable.
struct HSDSHours {
    /// What a record says of its hours.
    enum Told {
        case nothing
        case hours(String)
        /// They cannot be read; words for people, if the file has any, and what stood in the way.
        case unknown(words: String?, reason: String)
    }

    /// Why a schedule cannot be read.
    struct Unreadable: Error {
        let reason: String
    }

    /// The clocks that times with an offset are turned into; nothing when they are not known.
    let zone: ZoneRule?
    /// What the file has besides that is about hours and cannot be read.
    let fileAside: String?

    /// Whether a member or a table that is none of the standard's tells of hours by its name.
    static func isAboutHours(_ name: String) -> Bool {
        ["schedule", "holiday", "opening", "hours"].contains { name.lowercased().contains($0) }
    }

    /// What the schedules of a service, a location or a service at a location tell.
    func told(by record: DataNode) throws(DataFileError) -> Told {
        let members = try HSDSDocument.loose(record)
        let aside = members.keys.sorted().first { name in
            name != "schedules" && Self.isAboutHours(name) && members[name]?.isEmpty == false
        }
        var schedules: [[String: DataNode]] = []
        do throws(Unreadable) {
            if let node = members["schedules"], !node.isEmpty {
                guard case .array = node.value else { throw Unreadable(reason: "no list of schedules") }
                for item in try items(node) { schedules.append(item) }
            }
            if let aside { throw Unreadable(reason: "\(aside) is not of the standard") }
            if schedules.isEmpty { return .nothing }
            if let fileAside { throw Unreadable(reason: "\(fileAside) is not of the standard") }
            return .hours(try hours(schedules))
        } catch {
            let words = schedules.compactMap(Self.words).joined(separator: "; ")
            return .unknown(words: words.isEmpty ? nil : words, reason: error.reason)
        }
    }

    private func items(_ list: DataNode) throws(Unreadable) -> [[String: DataNode]] {
        guard let nodes = try? list.array() else { return [] }
        var items: [[String: DataNode]] = []
        for node in nodes {
            guard let members = try? HSDSDocument.loose(node) else { throw Unreadable(reason: "no object") }
            items.append(members.filter { !$0.value.isEmpty })
        }
        return items
    }

    private func hours(_ schedules: [[String: DataNode]]) throws(Unreadable) -> String {
        // Our own form has the hours whole; what follows them repeats a part.
        let whole = schedules.filter { HSDSDocument.isGrammar(try? $0["notes"]?.string()) }
        let isAlone = schedules.count == 1 && schedules[0]["opens_at"] == nil && schedules[0]["closes_at"] == nil
        if let first = whole.first ?? (isAlone ? schedules.first : nil),
            first["valid_from"] == nil, first["valid_to"] == nil, first["freq"] == nil,
            let text = try? first["description"]?.string(), text.contains(where: \.isNumber),
            let hours = try? HoursExpression(text)
        {
            return hours.description
        }
        let spans = try schedules.map { schedule throws(Unreadable) in try HSDSSchedule(schedule) }
        let text = try rules(spans)
        guard let hours = try? HoursExpression(text) else { throw Unreadable(reason: "too long") }
        return hours.description
    }

    /// The rules of all schedules; comments are left out where they would make the text longer than it may be.
    private func rules(_ schedules: [HSDSSchedule]) throws(Unreadable) -> String {
        // The two parts of a year leave no room for dates of the schedule: days on which it does not occur are closed after.
        let isMoving = zone?.daylight != nil && schedules.contains { $0.opens.offset != nil }
        guard !isMoving || schedules.allSatisfy({ $0.occurs == schedules[0].occurs && $0.known == schedules[0].known })
        else {
            throw Unreadable(reason: "times with an offset that hold on different dates")
        }
        func text(withWords: Bool) throws(Unreadable) -> String {
            var rules: [String] = []
            for schedule in schedules {
                guard schedule.dates.isInOrder else { continue }
                for span in try schedule.spans(zone) {
                    var rule = (isMoving ? "" : schedule.dates.rule) + span
                    if withWords, let words = schedule.words { rule += " open \"\(words)\"" }
                    rules.append(rule)
                }
            }
            var parts = rules.isEmpty ? [] : [rules.joined(separator: ", ")]
            if isMoving { parts += DayRange.gaps(between: [schedules[0].occurs]).map { "\($0.rule)off" } }
            parts += DayRange.gaps(between: schedules.map(\.known)).map { "\($0.rule)unknown" }
            return parts.joined(separator: "; ")
        }
        let long = try text(withWords: true)
        return long.utf8.count <= 4096 ? long : try text(withWords: false)
    }

    /// Whether two texts tell the same hours: word for word, or the same times on the same days of every week.
    static func areSame(_ first: String, _ second: String) -> Bool {
        func lines(_ text: String) -> Set<HSDSDocument.WeeklyLine>? {
            (try? HoursExpression(text)).flatMap(HSDSDocument.weekly).map { Set($0) }
        }
        guard first != second else { return true }
        guard let one = lines(first), let other = lines(second) else { return false }
        return one == other
    }

    /// What a schedule says to people, without marks that the grammar has.
    static func words(_ schedule: [String: DataNode]) -> String? {
        let texts = ["description", "notes"].compactMap { try? schedule[$0]?.string() }
            .filter { !HSDSDocument.isGrammar($0) }
        let text = texts.joined(separator: "; ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing("\"", with: "'")
        return text.isEmpty ? nil : text.count <= 160 ? text : text.prefix(159) + "…"
    }
}
