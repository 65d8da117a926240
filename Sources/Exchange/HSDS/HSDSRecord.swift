package import Records

/// A record of HSDS with what belongs to it: written nested as JSON, or laid flat into tables.
///
/// HSDS knows no null: what is not known is left out.
package struct HSDSRecord: Sendable {
    /// What a member holds.
    enum Value: Sendable {
        case text(String)
        case number(Double)
        /// JSON of our profile, as it stands; a text in a table.
        case profile([UInt8])
        /// The one record it belongs to.
        case record(HSDSRecord)
        /// Records that belong to it.
        case list([HSDSRecord])
    }

    /// The table its rows stand in.
    let table: HSDSTable
    /// Its members in order, their names the standard's.
    private(set) var members: [(name: String, value: Value)]

    /// A record of `table` with the identifier that our own `id` has there.
    package init(_ table: HSDSTable, id: String) {
        self.table = table
        members = [("id", .text(HSDSDocument.uuid(table.entity, id)))]
    }

    /// A record of `table` as it stands.
    init(_ table: HSDSTable, members: [(name: String, value: Value)]) {
        (self.table, self.members) = (table, members)
    }

    /// Its identifier, empty when it has none.
    package var id: String { text("id") ?? "" }

    /// A member's text, if it is one.
    package func text(_ name: String) -> String? {
        guard case .text(let text)? = members.first(where: { $0.name == name })?.value else { return nil }
        return text
    }

    /// A single record.
    package func record(_ name: String) -> HSDSRecord? {
        guard case .record(let record)? = members.first(where: { $0.name == name })?.value else { return nil }
        return record
    }

    /// The records of a list.
    package func list(_ name: String) -> [HSDSRecord] {
        guard case .list(let list)? = members.first(where: { $0.name == name })?.value else { return [] }
        return list
    }

    /// Adds a text, unless it is nil or empty.
    package mutating func set(_ name: String, _ text: String?) {
        if let text, !text.isEmpty { members.append((name, .text(text))) }
    }

    /// Adds a number, unless it is nil.
    package mutating func set(_ name: String, _ number: Double?) {
        if let number { members.append((name, .number(number))) }
    }

    /// Puts `id` in the place of its identifier.
    package mutating func set(id: String) {
        members.removeAll { $0.name == "id" }
        members.insert(("id", .text(id)), at: 0)
    }

    /// Puts `list` in the place of a list.
    package mutating func replace(_ name: String, _ list: [HSDSRecord]) {
        members.removeAll { $0.name == name }
        members.append((name, .list(list)))
    }

    /// Adds JSON of our profile as it stands.
    package mutating func set(_ name: String, profile json: [UInt8]) { members.append((name, .profile(json))) }

    /// Adds a record it belongs to, unless it is nil.
    package mutating func set(_ name: String, _ record: HSDSRecord?) {
        if let record { members.append((name, .record(record))) }
    }

    /// Adds records that belong to it.
    package mutating func set(_ name: String, _ list: [HSDSRecord]) { members.append((name, .list(list))) }

    /// The record without the lists: what HSDS calls its one-to-one fields.
    package var basic: HSDSRecord {
        var basic = self
        basic.members.removeAll { if case .list = $0.value { true } else { false } }
        return basic
    }

    /// The record without one of its members.
    package func without(_ name: String) -> HSDSRecord {
        var record = self
        record.members.removeAll { $0.name == name }
        return record
    }

    /// Writes it with all that belongs to it.
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

    /// How many decimals a number is written with: none where it is whole, else as many as there is room for.
    private static func decimals(of number: Double) -> Int {
        number == number.rounded() ? 0 : abs(number) < 9e6 ? 9 : 2
    }

    /// A number as a cell has it.
    static func text(of number: Double) -> String { CSVLine.number(number, decimals: decimals(of: number)) }

    /// Its JSON.
    package var bytes: [UInt8] {
        var json = JSONWriter(capacity: 2048)
        write(to: &json)
        return json.bytes
    }
}
