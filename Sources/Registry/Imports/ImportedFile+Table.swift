internal import Geocoding
package import Records

extension ImportedFile {
    /// What a column of a table is.
    private enum Column {
        /// The identifier of the structure.
        case id
        /// An input of a field.
        case input(String)
        /// Not known, or there twice: a row with something in it is refused.
        case unknown(String)
    }

    /// The name of the column with the identifier of the structure.
    private static let idNames = [
        Phrase(el: "id", en: "id"), Phrase(el: "Αναγνωριστικό", en: "Identifier"),
    ]

    /// The names of all columns that a table may have, in a language, in the order of the fields.
    package static func columnNames(in language: Language) -> [String] {
        [idNames[1][language]]
            + DirectoryField.allCases.flatMap { field in
                field.inputs.map { FieldNames.name(ofInput: $0, of: field, in: language) }
            }
    }

    /// The inputs by the folded names of their columns: code, Greek and English name. A text without a language is Greek.
    private static let inputs: [String: String] = {
        var inputs: [String: String] = [:]
        for field in DirectoryField.allCases {
            for input in field.inputs {
                for name in [input] + [.greek, .english].map({ FieldNames.name(ofInput: input, of: field, in: $0) }) {
                    inputs[TextFolding.fold(name)] = input
                }
            }
        }
        for field in DirectoryField.allCases where inputs[TextFolding.fold(field.rawValue)] == nil {
            guard case .texts = field.form else { continue }
            let name = FieldNames.name(of: field)
            for name in [field.rawValue, name.greek, name.english] {
                inputs[TextFolding.fold(name)] = field.inputs[0]
            }
        }
        return inputs
    }()

    /// Reads the rows of a table by the names of its columns.
    init(_ table: ImportTable) {
        var findings = table.findings
        let columns = Self.columns(table.header, &findings)
        let (filled, empty) = table.filled
        let rows = filled.map { row in Self.row(row, columns) }
        self.init(rows: rows, findings: findings + empty)
    }

    private static func columns(_ header: [String], _ findings: inout [ImportFinding]) -> [Column] {
        let ids = Set(idNames.flatMap { [$0.greek, $0.english] }.map(TextFolding.fold))
        var columns = header.map { name -> Column in
            let folded = TextFolding.fold(name)
            return ids.contains(folded) ? .id : inputs[folded].map { .input($0) } ?? .unknown(name.trimmed)
        }
        var places: [String: [Int]] = [:]
        for (index, column) in columns.enumerated() {
            switch column {
            case .id: places["id", default: []].append(index)
            case .input(let input): places[input, default: []].append(index)
            case .unknown(let name) where name.isEmpty: break
            case .unknown(let name):
                findings.append(
                    ImportFinding(
                        PlainText.line(name), el: "άγνωστη στήλη· διορθώστε το όνομα ή αφαιρέστε την",
                        en: "an unknown column; correct its name or remove it"))
            }
        }
        for (_, indices) in places.sorted(by: { $0.key < $1.key }) where indices.count > 1 {
            findings.append(
                ImportFinding(
                    PlainText.line(header[indices[0]]), el: "υπάρχει \(indices.count) φορές· δεν διαβάζεται καμία",
                    en: "is there \(indices.count) times; none of them is read"))
            for index in indices { columns[index] = .unknown(header[index]) }
        }
        if places["id"] == nil {
            findings.append(
                ImportFinding(
                    "id", el: "λείπει η στήλη με το αναγνωριστικό κάθε δομής",
                    en: "the column with the identifier of each structure is missing"))
        }
        return columns
    }

    private static func row(_ row: ImportTable.Row, _ columns: [Column]) -> ImportRow {
        var read = ImportRow(number: row.number, ref: "")
        if let fault = row.fault { read.faults.append(fault) }
        for (index, cell) in row.cells.enumerated() {
            let text = cell.text.trimmed
            let column = columns.indices.contains(index) ? columns[index] : .unknown("")
            if var fault = cell.fault {
                switch column {
                case .id: fault.place = "id"
                case .input(let input): fault.place = input
                case .unknown(let name): fault.place = PlainText.line(name)
                }
                read.faults.append(fault)
                continue
            }
            guard !text.isEmpty else { continue }
            switch column {
            case .id: read.ref = text
            case .input(let input): read.entered[input] = text
            case .unknown(let name):
                read.faults.append(
                    name.isEmpty
                        ? ImportFinding(
                            "\(index + 1)", found: text, el: "κελί πέρα από τα ονόματα των στηλών",
                            en: "a cell beyond the names of the columns")
                        : ImportFinding(
                            PlainText.line(name), found: text, el: "η στήλη δεν διαβάζεται, άρα ούτε η γραμμή",
                            en: "the column is not read, and so neither is the row"))
            }
        }
        return read
    }
}
