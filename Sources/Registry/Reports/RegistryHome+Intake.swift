internal import Records

/// What came of reading a file of reports.
package struct ReportIntake: Sendable {
    /// How many reports were new.
    package var taken = 0
    /// How many lines of answered reports were marked as handled.
    package var marked = 0
    /// How many lines of answered reports are still to be marked, because the file cannot be written at the moment.
    package var unmarked = 0
    /// The lines that cannot be read. They stay in the file.
    package var findings: [ReportLines.Finding] = []
    /// Whether the last line is still being written.
    package var isTorn = false
}

extension RegistryHome {
    /// The most reports that one transaction takes in.
    private static let intakeBatch = 200

    /// Takes in the reports of a file that are new, each one once, and marks the lines of those that were answered.
    ///
    /// - Throws: ``RegistryError`` when the file or the registry cannot be read or written. What was taken in before stays.
    @discardableResult
    package func takeReports(from source: ReportSource) throws(RegistryError) -> ReportIntake {
        let bytes = try source.read()
        let lines = ReportLines(bytes)
        var intake = ReportIntake(findings: lines.findings, isTorn: lines.isTorn)
        var new: [(origin: [UInt8], line: ReportLine)] = []
        var answered: [ReportLines.Entry] = []
        let known = try store.read { connection in
            try connection.rows("SELECT origin, answered_at IS NOT NULL AS is_answered FROM report")
        }
        var isAnswered: [[UInt8]: Bool] = [:]
        for row in known { isAnswered[try row["origin"]] = try row["is_answered"] }
        for entry in lines.entries where entry.line.isOpen {
            let origin = try origin(of: entry)
            switch isAnswered[origin] {
            case nil: new.append((origin, entry.line))
            case true?: answered.append(entry)
            case false?: break
            }
        }
        for start in stride(from: 0, to: new.count, by: Self.intakeBatch) {
            intake.taken += try take(Array(new[start..<min(start + Self.intakeBatch, new.count)]))
        }
        intake.marked = source.mark(answered, of: bytes)
        intake.unmarked = answered.count - intake.marked
        return intake
    }

    private func take(_ batch: [(origin: [UInt8], line: ReportLine)]) throws(RegistryError) -> Int {
        try audited(AuditNote(.systemOperator, .reportsTaken)) { connection, note in
            let now = now()
            for (origin, line) in batch {
                let id = RecordID.random()
                let live: String? = try connection.row(
                    "SELECT municipality FROM structure_state WHERE ref = ?", line.structure)?["municipality"]
                let added = try connection.execute(
                    """
                    INSERT INTO report (id, origin, structure, municipality, topic, reported_day, words, taken_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                    """, id, origin, line.structure, live ?? line.municipality, line.topic.rawValue,
                    line.date.dayNumber, try ring.seal(line.words.bytes, in: .report, row: id), now)
                if added == 1 { note.subjects.append(id.description) }
            }
            return note.subjects.count
        }
    }

    /// What a line is known again by: all that it says, and its identifier or repetition. Without the key it tells nothing
    /// about the text, so it stays when the text is emptied.
    private func origin(of entry: ReportLines.Entry) throws(RegistryError) -> [UInt8] {
        let line = entry.line
        var message = BoundMessage("plision-report-1")
        message.append(line.id ?? "\(entry.repetition)")
        message.append(TimeText.text(line.date))
        for text in [line.structure, line.municipality ?? "", line.topic.rawValue] { message.append(text) }
        message.append(line.words.bytes)
        return try ring.blindIndex(message.bytes.hexadecimal, of: SealedColumn("report", "origin", .index))
    }

    /// Empties what people wrote in reports that were answered long enough ago.
    ///
    /// - Returns: In how many reports.
    @discardableResult
    package func emptyAnsweredReports() throws(RegistryError) -> Int {
        let end = now().adding(seconds: -Report.keptDays * 86400)
        let condition = "words IS NOT NULL AND answered_at <= ?"
        let isDue = try store.read { connection in
            try connection.row("SELECT 1 AS found FROM report WHERE \(condition) LIMIT 1", end) != nil
        }
        guard isDue else { return 0 }
        return try audited(AuditNote(.systemOperator, .reportsEmptied)) { connection, note in
            for row in try connection.rows("SELECT id FROM report WHERE \(condition) ORDER BY id LIMIT 1000", end) {
                let id: RecordID = try row["id"]
                try connection.execute("UPDATE report SET words = NULL WHERE id = ?", id)
                note.subjects.append(id.description)
            }
            return note.subjects.count
        }
    }
}

extension Report.Words {
    /// The words as they are sealed.
    var bytes: [UInt8] {
        var json = JSONWriter()
        json.object { json in
            json.member("text", text)
            json.member("contact", contact)
        }
        return json.bytes
    }

    /// Reads what ``bytes`` has written.
    init(sealed bytes: [UInt8]) throws(RegistryError) {
        do throws(DataFileError) {
            let members = try DataNode(reading: bytes, file: "report").object(["text", "contact"])
            text = try members[required: "text"].string()
            contact = try members["contact"]?.present?.string()
        } catch {
            throw RegistryError(.damaged, at: "report.words", "expected text and contact")
        }
    }
}
