internal import OpeningHours
internal import Records

/// Converts the schedules of partners into the `opening_hours` grammar.
///
/// Hours are only used when all of them can be read. One rule, time or date that cannot be read makes all hours of the
/// record unknown, because half a timetable misleads.
struct HSDSHours {
    /// The result of reading the hours of a record.
    enum Stated {
        case nothing
        case hours(String)
        /// They cannot be read. Has the file's words for people, if any, and the reason.
        case unknown(words: String?, reason: String)
    }

    /// The reason why a schedule cannot be read.
    struct Unreadable: Error {
        let reason: String
    }

    /// The time zone for times with an offset; nil when unknown.
    let zone: ZoneRule?
    /// The name of something about hours in the file that cannot be read, if any.
    let fileAside: String?

    /// Returns whether a member or table outside of the standard is about hours, by its name.
    static func isAboutHours(_ name: String) -> Bool {
        ["schedule", "holiday", "opening", "hours"].contains { name.lowercased().contains($0) }
    }

    /// Reads the schedules of a service, a location or a service at a location.
    func stated(by record: DataNode) throws(DataFileError) -> Stated {
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
        // A schedule in our form has all hours; the others repeat parts of it.
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

    /// Returns the rules of all schedules. Comments are left out when the text would be too long with them.
    private func rules(_ schedules: [HSDSSchedule]) throws(Unreadable) -> String {
        // Rules for the two parts of the year cannot also have dates, so a rule at the end closes all other days.
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

    /// Returns whether two texts mean the same hours: they are equal, or have the same times on the same weekdays.
    static func areSame(_ first: String, _ second: String) -> Bool {
        func lines(_ text: String) -> Set<HSDSDocument.WeeklyLine>? {
            (try? HoursExpression(text)).flatMap(HSDSDocument.weekly).map { Set($0) }
        }
        guard first != second else { return true }
        guard let one = lines(first), let other = lines(second) else { return false }
        return one == other
    }

    /// Returns the words of a schedule for people, without characters that are special in the grammar.
    static func words(_ schedule: [String: DataNode]) -> String? {
        let texts = ["description", "notes"].compactMap { try? schedule[$0]?.string() }
            .filter { !HSDSDocument.isGrammar($0) }
        let text = texts.joined(separator: "; ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
            .replacing("\"", with: "'")
        return text.isEmpty ? nil : text.count <= 160 ? text : text.prefix(159) + "…"
    }
}
