package import Records

/// The fields of a structure, or a change of some of them. Values are checked; their order is that of the fields.
package struct StructureFields: Hashable, Sendable {
    /// The values; null, in a change only, takes a field away.
    package private(set) var values: [DirectoryField: StrictJSON] = [:]

    /// Creates fields without any value.
    package init() {}

    /// Reads an object of fields.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`: not JSON, a name that is no field, or a value that does not fit.
    package init(patch bytes: [UInt8]) throws(RegistryError) {
        let value: StrictJSON
        do {
            value = try StrictJSON(bytes)
        } catch {
            throw RegistryError(
                .invalid, at: "byte \(error.offset)", "expected \(error.expected), found \(error.found)",
                el: "αναμενόταν έγκυρο JSON")
        }
        guard case .object(let members) = value, !members.isEmpty else {
            throw RegistryError(
                .invalid, at: "draft", "expected an object of fields, found \(value.summary)",
                el: "αναμενόταν αντικείμενο με πεδία")
        }
        for member in members {
            guard let field = DirectoryField(rawValue: member.key) else {
                throw RegistryError(
                    .invalid, at: PlainText.quoted(member.key), "there is no such field",
                    el: "δεν υπάρχει τέτοιο πεδίο")
            }
            try set(field, member.value)
        }
    }

    /// Reads fields that ``json`` has written.
    init(stored text: String) throws(RegistryError) {
        guard case .object(let members)? = try? StrictJSON(Array(text.utf8)) else {
            throw RegistryError(.damaged, at: "fields", "expected an object")
        }
        for member in members {
            guard let field = DirectoryField(rawValue: member.key) else {
                throw RegistryError(.damaged, at: member.key, "there is no such field", el: "δεν υπάρχει τέτοιο πεδίο")
            }
            values[field] = member.value
        }
    }

    /// Sets a value after checking it; null is to take the field away.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    package mutating func set(_ field: DirectoryField, _ value: StrictJSON) throws(RegistryError) {
        if value == .null {
            guard !field.isRequired else {
                throw RegistryError(
                    .invalid, at: field.rawValue, "every structure has one; it cannot be taken away",
                    el: "κάθε δομή το έχει· δεν αφαιρείται")
            }
        } else {
            try field.check(value)
        }
        values[field] = value
    }

    /// The value of a field; nil when there is none.
    package subscript(_ field: DirectoryField) -> StrictJSON? { values[field] }

    /// The value of a field that is a text; nil when there is none.
    package func text(_ field: DirectoryField) -> String? {
        if case .string(let text)? = values[field] { text } else { nil }
    }

    /// The fields after a change.
    package func applying(_ change: StructureFields) -> StructureFields {
        var fields = self
        for (field, value) in change.values { fields.values[field] = value == .null ? nil : value }
        return fields
    }

    /// The fields without some of them.
    func without(_ fields: Set<DirectoryField>) -> StructureFields {
        var rest = self
        for field in fields { rest.values[field] = nil }
        return rest
    }

    /// The change that leads from these fields to others.
    package func change(to other: StructureFields) -> StructureFields {
        var change = StructureFields()
        for field in DirectoryField.allCases where values[field] != other.values[field] {
            change.values[field] = other.values[field] ?? .null
        }
        return change
    }

    /// Refuses fields that do not make a structure.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    func checkWhole() throws(RegistryError) {
        for field in DirectoryField.allCases where field.isRequired && values[field] == nil {
            throw RegistryError(
                .invalid, at: field.rawValue, "every structure has one; it is missing",
                el: "λείπει, ενώ κάθε δομή το έχει")
        }
        if let from = text(.validFrom), let to = text(.validTo), from > to {
            throw RegistryError(
                .invalid, at: DirectoryField.validTo.rawValue, "the last day is before the first one",
                el: "η τελευταία ημέρα είναι πριν από την πρώτη")
        }
        if text(.status) == Structure.Status.suspended.rawValue, values[.statusReason] == nil {
            throw RegistryError(
                .invalid, at: DirectoryField.statusReason.rawValue, "expected the reason why it is suspended",
                el: "αναμενόταν ο λόγος της αναστολής")
        }
    }

    /// The number of people who must approve a change.
    package var approvalsNeeded: Int { values.keys.contains { $0.isSafetyCritical } ? 2 : 1 }

    /// The fields as JSON; equal fields give equal bytes.
    package var json: String {
        var json = JSONWriter()
        json.object { json in
            for field in DirectoryField.allCases {
                guard let value = values[field] else { continue }
                json.key(named: field.rawValue)
                json.value(value)
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}

/// What a change does to one field.
package struct FieldChange: Hashable, Sendable {
    /// The field.
    package var field: DirectoryField
    /// Its value before; nil when it had none.
    package var before: StrictJSON?
    /// Its value after; nil when it is taken away.
    package var after: StrictJSON?

    /// The differences between two states of a structure, in the order of the fields.
    package static func between(_ before: StructureFields, _ after: StructureFields) -> [FieldChange] {
        DirectoryField.allCases.compactMap { field in
            before[field] == after[field] ? nil : FieldChange(field: field, before: before[field], after: after[field])
        }
    }

    /// The change in one line, such as `phone: "2410 1" → "2410 2"`; a dash for no value.
    package var text: String { "\(field.rawValue): \(before?.text ?? "–") → \(after?.text ?? "–")" }
}
