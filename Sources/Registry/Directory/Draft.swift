package import Records

/// A change of a structure that waits for approval, or a new structure.
package struct Draft: Sendable {
    /// What has become of it.
    package enum State: String, CaseIterable, Sendable {
        /// It waits.
        case open
        /// It is, or was, the live version.
        case published
        /// Somebody has declined it.
        case declined
        /// Its author has withdrawn it.
        case withdrawn

        /// Reads the column `state` of a row of a table.
        init(_ row: StoreRow, in table: String) throws(RegistryError) {
            guard let state = Self(rawValue: try row["state"]) else {
                throw RegistryError(.damaged, at: "\(table).state", "expected a state of this version")
            }
            self = state
        }
    }

    /// Its identifier.
    package var id: RecordID
    /// The structure, which need not exist yet.
    package var structure: RecordID
    /// The identifier of the structure in what is published.
    package var ref: String
    /// The municipality that the structure has now, or will have when it is new.
    package var municipality: String
    /// The version that it changes; 0 for a new structure.
    package var base: Int
    /// What it changes.
    package var patch: StructureFields
    /// Why, in the words of its author.
    package var reason: String
    /// Who made it.
    package var author: RecordID
    /// What has become of it.
    package var state: State
    /// When it was made.
    package var createdAt: Timestamp

    /// Reads a row of `draft`.
    init(_ row: StoreRow) throws(RegistryError) {
        id = try row["id"]
        structure = try row["structure"]
        ref = try row["ref"]
        municipality = try row["municipality"]
        base = try row["base_version"]
        patch = try StructureFields(stored: try row["patch"])
        reason = try row["reason"]
        author = try row["author"]
        state = try State(row, in: "draft")
        createdAt = try row["created_at"]
    }

    /// The municipalities that it concerns: that of the structure, and the one it would move to.
    var municipalities: Set<String> {
        [municipality, patch.text(.municipality) ?? municipality]
    }
}

/// A structure as it is live.
package struct StructureState: Sendable {
    /// Its identifier in the registry.
    package var id: RecordID
    /// Its identifier in what is published.
    package var ref: String
    /// Its municipality, which is also one of its fields.
    package var municipality: String
    /// Its fields.
    package var fields: StructureFields
    /// Its version, from 1.
    package var version: Int

    /// Its name in a language, else in another one.
    package func name(in language: Language) -> String {
        guard case .object(let members)? = fields[.name] else { return ref }
        let texts = members.compactMap { member -> (String, String)? in
            if case .string(let text) = member.value { (member.key, text) } else { nil }
        }
        return texts.first { $0.0 == language.tag }?.1 ?? texts.first?.1 ?? ref
    }

    /// Reads a row of `structure_state`.
    init(_ row: StoreRow) throws(RegistryError) {
        id = try row["id"]
        ref = try row["ref"]
        municipality = try row["municipality"]
        fields = try StructureFields(stored: try row["fields"])
        version = try row["version"]
    }
}
