public import Records

/// Makes the identifiers of partners' records unique in exports.
///
/// When two partners use an identifier for different records, the record of the second gets an identifier computed from
/// partner and identifier, so that it is the same in every export. Services of different partners are always different;
/// locations and taxonomy terms are shared when their contents are equal.
public struct HSDSIdentifiers: Sendable {
    private var owners: [String: (partner: String, contents: Set<[UInt8]>)] = [:]

    /// Replaces identifiers in the records of `structures` where needed, in their order. The source of a structure is
    /// its partner.
    public static func settle(_ structures: inout [Structure]) {
        var identifiers = HSDSIdentifiers()
        let records = structures.map { $0.details.partnerRecord.flatMap { HSDSRecord(.services, json: $0) } }
        for (record, structure) in zip(records, structures) {
            if let record { identifiers.claim(record, structure.source ?? "") }
        }
        for index in structures.indices {
            guard let record = records[index] else { continue }
            let settled = identifiers.settled(record, structures[index].source ?? "", above: [:])
            structures[index].details.partnerRecord = String(decoding: settled.bytes, as: UTF8.self)
        }
    }

    private static func key(_ table: HSDSTable, _ id: String) -> String { "\(table.rawValue)/\(id)" }

    /// Returns the contents of a record without the records around it.
    private static func content(_ record: HSDSRecord) -> [UInt8] {
        record.without("service_at_locations").without("organization").bytes
    }

    private mutating func claim(_ record: HSDSRecord, _ partner: String) {
        if !record.id.isEmpty {
            let key = Self.key(record.table, record.id)
            if owners[key] == nil { owners[key] = (partner, []) }
            if owners[key]?.partner == partner { owners[key]?.contents.insert(Self.content(record)) }
        }
        for part in record.parts { claim(part, partner) }
    }

    /// Returns the identifier in exports of a partner's record. `content` is nil when the record is only referred to.
    private func identifier(_ id: String, _ table: HSDSTable, _ partner: String, _ content: [UInt8]?) -> String {
        let isShared = table != .services && table != .serviceAtLocations
        guard let owner = owners[Self.key(table, id)], owner.partner != partner,
            !(isShared && content.map(owner.contents.contains) ?? false)
        else { return id }
        return HSDSDocument.uuid(table.entity, "\(partner)\u{1F}\(id)")
    }

    /// Returns the record with its identifiers and references replaced; `above` has the identifiers of the records
    /// around it.
    private func settled(_ record: HSDSRecord, _ partner: String, above: [String: String]) -> HSDSRecord {
        var known = above
        for part in [record] + record.parts where !part.id.isEmpty {
            known[Self.key(part.table, part.id)] = identifier(part.id, part.table, partner, Self.content(part))
        }
        return record.map { name, text in
            if name == "id" { return known[Self.key(record.table, text)] ?? text }
            if name == "link_id" || name == "resource_id" {
                return HSDSTable.allCases.lazy.compactMap { known[Self.key($0, text)] }.first ?? text
            }
            let entity = name == "parent_organization_id" ? "organization_id" : name
            guard let table = HSDSTable.allCases.first(where: { "\($0.entity)_id" == entity }) else { return text }
            return known[Self.key(table, text)] ?? identifier(text, table, partner, nil)
        } parts: {
            settled($0, partner, above: known)
        }
    }
}

extension HSDSRecord {
    /// The records nested in it.
    fileprivate var parts: [HSDSRecord] {
        members.flatMap { member -> [HSDSRecord] in
            switch member.value {
            case .record(let record): [record]
            case .list(let list): list
            case .text, .number, .profile: []
            }
        }
    }

    /// Returns the record with its texts and nested records replaced.
    fileprivate func map(
        _ text: (String, String) -> String, parts: (HSDSRecord) -> HSDSRecord
    ) -> HSDSRecord {
        HSDSRecord(
            table,
            members: members.map { name, value -> (name: String, value: Value) in
                switch value {
                case .text(let old): (name, .text(text(name, old)))
                case .record(let record): (name, .record(parts(record)))
                case .list(let list): (name, .list(list.map(parts)))
                case .number, .profile: (name, value)
                }
            })
    }
}
