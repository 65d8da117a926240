package import Records

/// A record of HSDS with the records that belong to it. It can be written nested as JSON, or as rows of tables.
///
/// HSDS has no null: unknown members are left out.
package struct HSDSRecord: Sendable {
    /// The value of a member.
    enum Value: Sendable {
        case text(String)
        case number(Double)
        /// JSON of our extension; text in a table.
        case profile([UInt8])
        /// A single nested record.
        case record(HSDSRecord)
        /// A list of nested records.
        case list([HSDSRecord])
    }

    /// The table of the record.
    let table: HSDSTable
    /// The members in order, with the standard's names.
    private(set) var members: [(name: String, value: Value)]

    /// Creates a record of `table` with the UUID of our own `id`.
    package init(_ table: HSDSTable, id: String) {
        self.table = table
        members = [("id", .text(HSDSDocument.uuid(table.entity, id)))]
    }

    /// Creates a record from its members.
    init(_ table: HSDSTable, members: [(name: String, value: Value)]) {
        (self.table, self.members) = (table, members)
    }

    /// The identifier; empty when it has none.
    package var id: String { text("id") ?? "" }

    /// Returns the text of a member; nil when it is not a text.
    package func text(_ name: String) -> String? {
        guard case .text(let text)? = members.first(where: { $0.name == name })?.value else { return nil }
        return text
    }

    /// Returns a single nested record, or nil.
    package func record(_ name: String) -> HSDSRecord? {
        guard case .record(let record)? = members.first(where: { $0.name == name })?.value else { return nil }
        return record
    }

    /// Returns a list of nested records.
    package func list(_ name: String) -> [HSDSRecord] {
        guard case .list(let list)? = members.first(where: { $0.name == name })?.value else { return [] }
        return list
    }

    /// Appends a text, unless it is nil or empty.
    package mutating func set(_ name: String, _ text: String?) {
        if let text, !text.isEmpty { members.append((name, .text(text))) }
    }

    /// Appends a number, unless it is nil.
    package mutating func set(_ name: String, _ number: Double?) {
        if let number { members.append((name, .number(number))) }
    }

    /// Replaces the identifier.
    package mutating func set(id: String) {
        members.removeAll { $0.name == "id" }
        members.insert(("id", .text(id)), at: 0)
    }

    /// Replaces a list.
    package mutating func replace(_ name: String, _ list: [HSDSRecord]) {
        members.removeAll { $0.name == name }
        members.append((name, .list(list)))
    }

    /// Appends JSON of our extension.
    package mutating func set(_ name: String, profile json: [UInt8]) { members.append((name, .profile(json))) }

    /// Appends a single nested record, unless it is nil.
    package mutating func set(_ name: String, _ record: HSDSRecord?) {
        if let record { members.append((name, .record(record))) }
    }

    /// Appends a list of nested records.
    package mutating func set(_ name: String, _ list: [HSDSRecord]) { members.append((name, .list(list))) }

    /// The record without lists, only with what HSDS calls one-to-one fields.
    package var basic: HSDSRecord {
        var basic = self
        basic.members.removeAll { if case .list = $0.value { true } else { false } }
        return basic
    }

    /// Returns the record without one of its members.
    package func without(_ name: String) -> HSDSRecord {
        var record = self
        record.members.removeAll { $0.name == name }
        return record
    }

    /// Writes it as JSON with all nested records.
    package func write(to json: inout JSONWriter) {
        json.object { json in
            for (name, value) in members {
                json.key(named: name)
                switch value {
                case .text(let text): json.string(text)
                case .number(let number): json.number(number, decimals: Self.decimals(of: number))
                case .profile(let bytes): json.raw(bytes)
                case .record(let record): record.write(to: &json)
                case .list(let records): json.array { json in for record in records { record.write(to: &json) } }
                }
            }
        }
    }

    /// Returns the number of decimals to write: none for whole numbers, else as many as fit.
    private static func decimals(of number: Double) -> Int {
        number == number.rounded() ? 0 : abs(number) < 9e6 ? 9 : 2
    }

    /// Returns a number as the text of a cell.
    static func text(of number: Double) -> String { CSVLine.number(number, decimals: decimals(of: number)) }

    /// The record as JSON, UTF-8.
    package var bytes: [UInt8] {
        var json = JSONWriter(capacity: 2048)
        write(to: &json)
        return json.bytes
    }
}
