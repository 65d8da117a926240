internal import InputFiles
internal import Records

extension ImportTable {
    /// Reads a CSV file: UTF-8, separated by semicolons, commas or tabs, whichever its first records have.
    ///
    /// Windows-1253 is refused: ISO 8859-7 cannot be told from it, and differs in letters of names.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    init(csv bytes: [UInt8]) throws(RegistryError) {
        do {
            let dialect = try CSVDialect.detect(ByteStream(bytes: bytes, name: "CSV"))
            guard dialect.encoding == .utf8 else { throw Self.notUTF8 }
            var reader = CSVReader(ByteStream(bytes: bytes, name: "CSV"), dialect: dialect)
            guard let first = try reader.next() else { throw Self.noHeader }
            if let problem = first.problem { throw Self.damaged("\(first.line)", problem) }
            self.init(header: first.fields, rows: [])
            var cells = 0
            while let record = try reader.next() {
                for line in record.line - record.blankLines..<record.line { rows.append(Row(number: line, cells: [])) }
                rows.append(
                    Row(
                        number: record.line, cells: record.fields.map { Cell(text: CSVLine.unguarded($0)) },
                        fault: record.problem.map {
                            ImportFinding(el: "η γραμμή δεν διαβάζεται: \($0)", en: "the row cannot be read: \($0)")
                        }))
                cells += record.fields.count
                try ImportLimits.check(rows: rows.count, cells: cells)
            }
        } catch let error as InputError {
            throw Self.damaged(error.place, error.reason)
        } catch {
            throw error as? RegistryError ?? Self.damaged("CSV", "\(error)")
        }
    }

    private static let notUTF8 = RegistryError(
        .invalid, at: "file",
        "expected UTF-8; in the spreadsheet choose «Save as» and the type «CSV UTF-8», or save as .xlsx",
        el: "αναμενόταν UTF-8· στο υπολογιστικό φύλλο «Αποθήκευση ως» με τύπο «CSV UTF-8», ή αποθήκευση σε .xlsx")

    /// A file without anything in it.
    static let noHeader = RegistryError(
        .invalid, at: "file", "expected a first row with the names of the columns, found nothing",
        el: "αναμενόταν πρώτη γραμμή με τα ονόματα των στηλών, δεν βρέθηκε τίποτα")

    /// A file that does not match its format.
    static func damaged(_ place: String, _ reason: String) -> RegistryError {
        RegistryError(
            .invalid, at: "file", "\(place): \(reason)",
            el: "το αρχείο δεν διαβάζεται (\(place))· αποθηκεύστε το ξανά από το πρόγραμμα που το έφτιαξε")
    }
}
