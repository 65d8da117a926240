internal import GeoIndex

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

    /// What the schedules of a service, a location or a service at a location tell.
    func told(by record: DataNode) throws(DataFileError) -> Told {
        let members = try HSDSDocument.loose(record)
        let aside = members.keys.sorted().first { name in
            name != "schedules" && ["schedule", "holiday", "opening"].contains { name.lowercased().contains($0) }
                && members[name]?.isEmpty == false
        }
        var schedules: [[String: DataNode]] = []
        do throws(Unreadable) {
            if let node = members["schedules"], !node.isEmpty {
                guard case .array = node.value else { throw Unreadable(reason: "no list of schedules") }
                for item in try items(node) { schedules.append(item) }
            }
            if let aside { throw Unreadable(reason: "\(aside) is not of the standard") }
            if schedules.isEmpty { return .nothing }
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
        let isMoving = zone?.daylight != nil && schedules.contains { $0.opens.offset != nil }
        let isSame = schedules.allSatisfy { $0.from == schedules[0].from && $0.to == schedules[0].to }
        guard !isMoving || isSame else {
            throw Unreadable(reason: "times with an offset that hold on different dates")
        }
        func text(withWords: Bool) throws(Unreadable) -> String {
            var rules: [String] = []
            for schedule in schedules {
                let dates = isMoving ? "" : schedule.dates
                for span in try schedule.spans(zone) {
                    var rule = dates + span
                    if withWords, let words = schedule.words { rule += " open \"\(words)\"" }
                    rules.append(rule)
                }
            }
            return rules.joined(separator: ", ") + (isMoving ? schedules[0].outside : "")
        }
        let long = try text(withWords: true)
        return long.utf8.count <= 4096 ? long : try text(withWords: false)
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
