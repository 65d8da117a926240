internal import Records

extension HSDSRecord {
    /// Reads a partner's record with all nested records that the standard defines. Members that are dropped, or only
    /// kept for exports, are added to `findings`.
    init(reading node: DataNode, _ table: HSDSTable, _ findings: inout HSDSFindings) throws(DataFileError) {
        var members: [(name: String, value: Value)] = []
        for (name, member) in try node.dictionary() where !member.isEmpty && name != "plision" {
            let isAnswered = table.answered.contains(name) || name == "id" || name.hasSuffix("_id")
            func report(_ reason: String) { findings.add(member, name, of: table, reason) }
            func inner(_ item: DataNode, _ table: HSDSTable) throws(DataFileError) -> HSDSRecord {
                var inner = HSDSFindings(isTabular: findings.isTabular)
                let record = try HSDSRecord(reading: item, table, &inner)
                findings.add(inner, lostOnly: !isAnswered)
                return record
            }
            let value: Value?
            if let nested = table.lists.first(where: { $0.name == name }), case .array = member.value {
                var records: [HSDSRecord] = []
                for item in try member.array() {
                    if case .object = item.value {
                        records.append(try inner(item, nested.table))
                    } else {
                        findings.add(item.path, "\(HSDSFindings.lost), expected an object")
                    }
                }
                value = .list(records)
            } else if let single = table.singles.first(where: { $0.name == name }), case .object = member.value {
                value = .record(try inner(member, single.table))
            } else if table.columns.contains(name) {
                value = Self.value(member.value, isNumber: HSDSTable.numbers.contains(name))
            } else {
                value = nil
            }
            if let value { members.append((name, value)) }
            if value == nil { report(HSDSFindings.lost) } else if !isAnswered { report(HSDSFindings.kept) }
        }
        self.init(table, members: members)
    }

    /// Returns a text or number in the type that the standard requires, if possible.
    private static func value(_ json: StrictJSON, isNumber: Bool) -> Value? {
        switch json {
        case .string(let text):
            isNumber ? Double(text).flatMap { $0.isFinite ? .number($0) : nil } ?? .text(text) : .text(text)
        case .number(let number): isNumber ? .number(number) : .text(text(of: number))
        case .null, .bool, .array, .object: nil
        }
    }

    /// Returns the number of a member; nil when it is not a number.
    func number(_ name: String) -> Double? {
        guard case .number(let number)? = members.first(where: { $0.name == name })?.value else { return nil }
        return number
    }

    /// Creates a record from JSON that ``bytes`` wrote; nil for other text.
    package init?(_ table: HSDSTable, json: String) {
        guard let value = try? StrictJSON(Array(json.utf8)) else { return nil }
        var findings = HSDSFindings()
        guard let record = try? HSDSRecord(reading: DataNode(value: value, file: "", path: "$"), table, &findings)
        else { return nil }
        self = record
    }
}

extension DataNode {
    /// Whether it is null or an empty text, list or object.
    var isEmpty: Bool {
        switch value {
        case .null: true
        case .string(let text): text.isEmpty
        case .array(let values): values.isEmpty
        case .object(let members): members.isEmpty
        case .bool, .number: false
        }
    }
}
