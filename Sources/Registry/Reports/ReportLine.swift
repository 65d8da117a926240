package import Records

/// A line of the file in which the public process keeps the mistakes that people report.
package struct ReportLine: Hashable, Sendable {
    /// The most bytes that a line has.
    package static let maximumBytes = 32768

    /// The identifier; nil in lines of versions that wrote none.
    package var id: String?
    /// The date of the report in UTC.
    package var date: CivilDate
    /// The identifier of the structure in what is published.
    package var structure: String
    /// The code of the structure's municipality, if the public process knew it.
    package var municipality: String?
    /// What is wrong.
    package var topic: Report.Topic
    /// What the person wrote.
    package var words: Report.Words
    /// Whether nobody has handled it yet.
    package var isOpen: Bool

    /// Reads a line without its line feed.
    ///
    /// - Throws: `DataFileError`. What it found may be a citizen's text, so only what it expected may be printed.
    package init(_ bytes: [UInt8]) throws(DataFileError) {
        let root = try DataNode(reading: bytes, file: "report")
        guard bytes.count <= Self.maximumBytes else { throw root.fault("at most \(Self.maximumBytes) bytes") }
        let members = try root.object(
            ["date", "structure", "topic", "text", "state"], optional: ["id", "municipality", "contact"])
        date = try members[required: "date"].date()
        structure = try members[required: "structure"].line(500)
        topic = try members[required: "topic"].choice(Report.Topic.self)
        words = Report.Words(
            text: try members[required: "text"].words(1000), contact: try members["contact"]?.present?.words(120))
        isOpen = try members[required: "state"].string() == "open"
        municipality = try members["municipality"]?.present?.line(20)
        guard let node = members["id"] else { return }
        let id = try node.string()
        guard RecordID(id) != nil else { throw node.fault("32 lowercase hexadecimal digits") }
        self.id = id
    }
}

extension DataNode {
    /// A text of at most `limit` Unicode scalars.
    fileprivate func words(_ limit: Int) throws(DataFileError) -> String {
        let text = try string()
        guard text.unicodeScalars.count <= limit else { throw fault("a text of at most \(limit) characters") }
        return text
    }

    /// A text of one line with at most `limit` characters.
    fileprivate func line(_ limit: Int) throws(DataFileError) -> String {
        let text = try string()
        guard text.count <= limit, PlainText.isLine(text) else {
            throw fault("a text of at most \(limit) characters in one line")
        }
        return text
    }
}
