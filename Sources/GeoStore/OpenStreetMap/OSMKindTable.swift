package import InputFiles

/// Maps tags to kinds of structure: the rows of `osm-kinds.csv`, tried from top to bottom.
package struct OSMKindTable: Sendable {
    /// The result of a row.
    package enum Answer: Hashable, Sendable {
        /// A structure of the kind with this code.
        case kind(String)
        /// A place whose position must not be published; nothing of it is read, including its address.
        case withheld
    }

    private struct Row: Sendable {
        var answer: Answer
        var conditions: [OSMTagCondition]
    }

    private let rows: [Row]
    /// The keys in the rows' first conditions; an object without any of them needs no further test.
    let keys: Set<String>

    /// A table without structures.
    package static let empty = OSMKindTable(rows: [])

    private init(rows: [Row]) {
        self.rows = rows
        keys = Set(rows.compactMap { $0.conditions.first?.key })
    }

    /// Parses the table. Its columns are `kind` (a code, or `-` for a place that is withheld) and `tags` (conditions
    /// joined by `;`, the first of the form `key=value`); further columns are ignored.
    ///
    /// - Throws: ``InputError`` with the code `malformed` for an invalid row.
    package init(_ stream: ByteStream) throws(InputError) {
        var reader = CSVReader(stream, dialect: CSVDialect())
        let header = try reader.next()
        guard let header, let kind = header.fields.firstIndex(of: "kind"),
            let tags = header.fields.firstIndex(of: "tags")
        else {
            throw InputError(.malformed, at: "\(stream.name):1", "expected the columns \"kind\" and \"tags\"")
        }
        var rows: [Row] = []
        while let record = try reader.next() {
            let place = "\(stream.name):\(record.line)"
            if let problem = record.problem { throw InputError(.malformed, at: place, problem) }
            guard record.fields.count > max(kind, tags), !record.fields[kind].isEmpty else {
                throw InputError(.malformed, at: place, "expected \(header.fields.count) fields")
            }
            rows.append(
                Row(answer: Self.answer(record.fields[kind]), conditions: try Self.terms(record.fields[tags], place)))
        }
        self.init(rows: rows)
    }

    /// The result of the first row whose conditions hold; nil when none does. O(rows × tags).
    package func answer(for tags: OSMTags) -> Answer? {
        rows.first { $0.conditions.allSatisfy { $0.holds(for: tags) } }?.answer
    }

    /// The codes that the table can give, each once, in the order of the rows.
    package var kinds: [String] {
        var seen: [String] = []
        for case .kind(let code) in rows.map(\.answer) where !seen.contains(code) { seen.append(code) }
        return seen
    }

    private static func answer(_ code: String) -> Answer { code == "-" ? .withheld : .kind(code) }

    private static func terms(_ text: String, _ place: String) throws(InputError) -> [OSMTagCondition] {
        var conditions: [OSMTagCondition] = []
        for part in text.split(separator: ";", omittingEmptySubsequences: false) {
            guard let condition = OSMTagCondition(part.trimmingSpace) else {
                throw InputError(
                    .malformed, at: place, "\"\(part)\" is no term: expected key=value, key!=value or key~word")
            }
            conditions.append(condition)
        }
        guard case .isAny? = conditions.first?.test else {
            throw InputError(.malformed, at: place, "expected the first term to be key=value")
        }
        return conditions
    }
}
