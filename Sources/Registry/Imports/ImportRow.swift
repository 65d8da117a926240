internal import Geocoding
internal import Records

/// What a row of a table, or a service of a document, says about a structure.
struct ImportRow {
    /// Its number in the file, from 1.
    var number: Int
    /// The structure's identifier; empty when it has none.
    var ref: String
    /// Texts as people enter them, by input. An empty one says nothing; ``takeAway`` takes a value away.
    var entered: [String: String] = [:]
    /// Values that need no reading.
    var values: [DirectoryField: StrictJSON] = [:]
    /// What was not understood. With one of them the row is refused.
    var faults: [ImportFinding] = []
    /// What is worth a look.
    var warnings: [ImportFinding] = []

    /// The text of a cell that takes the value of its field, or its part, away.
    static let takeAway = "-"

    /// The change that the row proposes against live fields; empty fields for a new structure.
    ///
    /// What the row does not say stays as it is, also the other parts of a text or a position.
    /// - Parameter faults: Gets what is not accepted.
    func change(of live: StructureFields, _ faults: inout [ImportFinding]) -> StructureFields {
        var change = StructureFields()
        for field in DirectoryField.allCases {
            let found = field.inputs.compactMap { entered[$0] }.first { !$0.isEmpty }
            do throws(RegistryError) {
                guard let value = try value(of: field, live, isEntered: found != nil) else { continue }
                let former = live[field]
                guard !Self.areSame(value, former ?? .null) else { continue }
                try change.set(field, value)
            } catch {
                faults.append(ImportFinding(error, found: found))
            }
        }
        return change
    }

    /// The value that the row gives a field, null to take it away; nil when it says nothing about it.
    private func value(
        of field: DirectoryField, _ live: StructureFields, isEntered: Bool
    ) throws(RegistryError) -> StrictJSON? {
        if let value = values[field] { return Self.keeping(live[field], in: value, of: field) }
        guard isEntered else { return nil }
        let entered = entered
        return try field.value { input in
            switch entered[input] ?? "" {
            case "": field.inputs.count > 1 ? field.entered(live[field], in: input) : ""
            case Self.takeAway: ""
            case let text: text
            }
        } ?? .null
    }

    /// A text with the languages that only the former one has.
    private static func keeping(_ former: StrictJSON?, in value: StrictJSON, of field: DirectoryField) -> StrictJSON {
        guard case .texts = field.form, case .object(let members)? = former, case .object(let new) = value else {
            return value
        }
        return .object(new + members.filter { member in !new.contains { $0.key == member.key } })
    }

    /// Whether two values are the same: members in any order, numbers to a tenth of a metre in degrees.
    private static func areSame(_ left: StrictJSON, _ right: StrictJSON) -> Bool {
        switch (left, right) {
        case (.number(let left), .number(let right)): abs(left - right) < 1e-6
        case (.array(let left), .array(let right)): left.count == right.count && zip(left, right).allSatisfy(areSame)
        case (.object(let left), .object(let right)):
            left.count == right.count
                && left.allSatisfy { member in
                    right.contains { $0.key == member.key && areSame($0.value, member.value) }
                }
        default: left == right
        }
    }
}

/// The rows of a file, and what concerns the whole file.
package struct ImportedFile: Sendable {
    let rows: [ImportRow]
    let findings: [ImportFinding]

    /// The number of its rows.
    package var rowCount: Int { rows.count }

    /// What a file of a partner does not say itself.
    package struct Defaults: Hashable, Sendable {
        /// The partner's name, by which the identifiers of its records are told from those of others.
        package var partner = ""
        /// The kind of services that name none.
        package var kind = ""
        /// The municipality of the services.
        package var municipality = ""

        /// Creates defaults of which none is known.
        package init() {}
    }

    /// Reads a file, without asking what is live. O(bytes).
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` when nothing of it can be read.
    package init(_ bytes: [UInt8], _ format: ImportFormat, _ defaults: Defaults = Defaults()) throws(RegistryError) {
        guard bytes.count <= ImportLimits.bytes else {
            throw RegistryError(
                .invalid, at: "file", "expected at most \(ImportLimits.bytes) bytes, found \(bytes.count)",
                el: "αναμένονταν το πολύ \(ImportLimits.bytes) byte, βρέθηκαν \(bytes.count)")
        }
        switch format {
        case .csv: self.init(try ImportTable(csv: bytes))
        case .xlsx: self.init(try Workbook(bytes).table())
        case .hsds: try self.init(hsds: bytes, defaults)
        }
    }

    /// Takes rows that were read.
    init(rows: [ImportRow], findings: [ImportFinding]) {
        (self.rows, self.findings) = (rows, findings)
    }
}
