internal import Records

/// A mistake in a structure's record that somebody has reported to the public process.
package struct Report: Sendable {
    /// What is wrong, as the form of the public process offers it.
    package enum Topic: String, CaseIterable, Sendable {
        case phone, hours, address, closed, access, other
    }

    /// What a moderator decided.
    package enum Verdict: String, CaseIterable, Sendable {
        /// The report is right; a draft corrects the record.
        case accepted
        /// The record is right.
        case rejected
        /// Another report says the same.
        case duplicate
    }

    /// What the person wrote.
    package struct Words: Hashable, Sendable {
        /// What is wrong or right.
        package var text: String
        /// How to reach them, if they gave it.
        package var contact: String?

        /// Creates what a person wrote.
        package init(text: String, contact: String?) { (self.text, self.contact) = (text, contact) }
    }

    /// How it was answered.
    package struct Answer: Sendable {
        /// What was decided.
        package var verdict: Verdict
        /// Why; empty when nothing was written.
        package var reason: String
        /// The draft that corrects the record, if one was named.
        package var draft: RecordID?
        /// The other report that says the same, if one was named.
        package var duplicateOf: RecordID?
        /// The name of who answered.
        package var name: String
        /// When.
        package var at: Timestamp
    }

    /// After so many days without an answer a report is overdue.
    package static let overdueDays = 7
    /// For so many days after the answer what the person wrote is kept.
    package static let keptDays = 30

    /// Its identifier.
    package var id: RecordID
    /// The identifier of the structure in what is published.
    package var structure: String
    /// The municipality of the structure, if known.
    package var municipality: String?
    /// What is wrong.
    package var topic: Topic
    /// The day of the report in UTC, as the number of days since 1970-01-01.
    package var day: Int
    /// When the registry took it in.
    package var takenAt: Timestamp
    /// What the person wrote; nil some time after the answer, and in lists.
    package var words: Words?
    /// How it was answered; nil while it waits.
    package var answer: Answer?

    /// The whole days since the report; 0 for one of today. Its date is in UTC, so the present one is too.
    package func age(at now: Timestamp) -> Int { max(0, now.utcDay - day) }

    /// Whether it has waited for too long.
    package func isOverdue(at now: Timestamp) -> Bool { answer == nil && age(at: now) > Self.overdueDays }

    /// Reads a row of `report` with the column `answered_name`.
    init(_ row: StoreRow) throws(RegistryError) {
        id = try row["id"]
        structure = try row["structure"]
        municipality = try row["municipality"]
        guard let topic = Topic(rawValue: try row["topic"]) else {
            throw RegistryError(.damaged, at: "report.topic", "expected a topic of this version")
        }
        self.topic = topic
        day = try row["reported_day"]
        takenAt = try row["taken_at"]
        guard let code: String = try row["verdict"] else { return }
        guard let verdict = Verdict(rawValue: code) else {
            throw RegistryError(.damaged, at: "report.verdict", "expected a verdict of this version")
        }
        answer = Answer(
            verdict: verdict, reason: try row["reason"], draft: try row["draft"], duplicateOf: try row["duplicate_of"],
            name: try row["answered_name"], at: try row["answered_at"])
    }
}

/// How many reports wait, by age.
package struct ReportCounts: Hashable, Sendable {
    /// Those of today and the two days before.
    package var recent = 0
    /// Older ones that are not overdue.
    package var waiting = 0
    /// Those that have waited for too long.
    package var overdue = 0

    /// Counts nothing yet.
    init() {}

    /// All that wait.
    package var all: Int { recent + waiting + overdue }
}

extension Timestamp {
    /// The day in UTC, as the number of days since 1970-01-01.
    package var utcDay: Int { ZoneRule.utc.wallTime(at: instant).date.dayNumber }
}
