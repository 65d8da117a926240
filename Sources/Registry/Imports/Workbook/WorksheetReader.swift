internal import InputFiles
internal import Records

/// Reads the rows of a worksheet from the events of its XML.
final class WorksheetReader {
    /// The rows so far, in their order; numbers rise.
    private(set) var rows: [ImportTable.Row] = []
    /// Whether cells are merged.
    private(set) var hasMergedCells = false
    private let texts: [String]
    private let dates: WorkbookDates
    private var cells = 0
    private var column = 0
    private var attributes: [String: String] = [:]
    private var value = ""
    private var isInValue = false
    private var hasFormula = false
    private var inline: WorkbookText?

    /// Creates a reader.
    ///
    /// - Parameters:
    ///   - texts: The texts that cells refer to by number.
    ///   - dates: Which numbers are dates.
    init(texts: [String], dates: WorkbookDates) {
        self.texts = texts
        self.dates = dates
    }

    /// Takes the next event.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` for a sheet that is damaged or too large.
    func take(_ event: XMLEvent) throws(RegistryError) {
        inline?.take(event)
        switch event {
        case .begin("row", _, let attributes): try beginRow(attributes)
        case .begin("c", _, let attributes): try beginCell(attributes)
        case .begin("f", _, _): hasFormula = true
        case .begin("v", _, _): isInValue = true
        case .end("v"): isInValue = false
        case .begin("is", _, _): inline = WorkbookText()
        case .end("is"):
            value = inline?.text ?? ""
            inline = nil
        case .text(let piece) where isInValue: value += piece
        case .end("c"): try endCell()
        case .begin("mergeCell", _, _): hasMergedCells = true
        default: break
        }
    }

    private func beginRow(_ attributes: [String: String]) throws(RegistryError) {
        let last = rows.last?.number ?? 0
        let number = attributes["r"].map { Int($0) ?? 0 } ?? last + 1
        guard number > last, number <= 1 << 20 else { throw Self.damaged("row \(number) after row \(last)") }
        // Empty rows between others are not written; they are told of, unless all that follows is empty.
        let gap = number - last - 1
        try ImportLimits.check(rows: rows.count + min(gap, ImportLimits.rows) + 1)
        for missing in last + 1..<number { rows.append(ImportTable.Row(number: missing, cells: [])) }
        rows.append(ImportTable.Row(number: number, cells: []))
        column = 0
    }

    private func beginCell(_ attributes: [String: String]) throws(RegistryError) {
        guard !rows.isEmpty else { throw Self.damaged("a cell outside of a row") }
        self.attributes = attributes
        (value, isInValue, hasFormula, inline) = ("", false, false, nil)
        let next = attributes["r"].map(Self.column) ?? column + 1
        guard let next, next > column, next <= ImportLimits.columns else {
            throw Self.damaged(
                "cell \(PlainText.quoted(attributes["r"] ?? "")), expected at most \(ImportLimits.columns) columns in order"
            )
        }
        column = next
    }

    private func endCell() throws(RegistryError) {
        let cell = try cell()
        guard cell.fault != nil || !cell.text.isEmpty else { return }
        cells += 1
        try ImportLimits.check(rows: rows.count, cells: cells)
        let last = rows.count - 1
        while rows[last].cells.count < column - 1 { rows[last].cells.append(ImportTable.Cell()) }
        rows[last].cells.append(cell)
    }

    /// The cell that has ended. A formula counts as the value that was stored with it.
    private func cell() throws(RegistryError) -> ImportTable.Cell {
        if hasFormula, value.isEmpty, attributes["t"] != "str" {
            return Self.refused(
                "", "τύπος χωρίς αποθηκευμένη τιμή· ανοίξτε και αποθηκεύστε το αρχείο",
                "a formula without a stored value; open and save the file")
        }
        switch attributes["t"] ?? "n" {
        case "s":
            guard let index = Int(value.trimmed), texts.indices.contains(index) else {
                if value.isEmpty { return ImportTable.Cell() }
                throw Self.damaged("a text that is not there")
            }
            return ImportTable.Cell(text: texts[index])
        case "str": return ImportTable.Cell(text: WorkbookText.unescaped(value))
        case "inlineStr": return ImportTable.Cell(text: value)
        case "b":
            if value.isEmpty { return ImportTable.Cell() }
            return ImportTable.Cell(text: value.trimmed == "1" || value.trimmed == "true" ? "true" : "false")
        case "e": return Self.refused(value, "τιμή σφάλματος", "an error value")
        case "d":
            let day = value.hasSuffix("T00:00:00") ? String(value.dropLast(9)) : value
            return ImportTable.Cell(text: day)
        case "n": return number(value.trimmed)
        default: throw Self.damaged("a cell of the unknown type \(PlainText.quoted(attributes["t"] ?? ""))")
        }
    }

    /// A number as people write it: a telephone keeps its digits, a date is a date.
    private func number(_ text: String) -> ImportTable.Cell {
        if text.isEmpty { return ImportTable.Cell() }
        guard let number = DecimalText.number(text), abs(number) < 1e15, number == 0 || abs(number) >= 1e-4 else {
            return Self.refused(
                text, "αριθμός εκτός ορίων· γράψτε τον ως κείμενο", "a number out of range; enter it as text")
        }
        if dates.isDate(format: attributes["s"].flatMap { Int($0) } ?? 0) {
            guard let day = dates.day(number) else {
                return Self.refused(text, "αναμενόταν ημερομηνία χωρίς ώρα", "expected a date without time")
            }
            return ImportTable.Cell(text: day)
        }
        // Without an exponent at these magnitudes.
        return ImportTable.Cell(text: Int(exactly: number).map { "\($0)" } ?? "\(number)")
    }

    /// The number of the column in a reference such as `AB12`, from 1; nil for other texts.
    private static func column(_ reference: String) -> Int? {
        var column = 0
        var rest = reference.utf8[...]
        while let letter = rest.first, (0x41...0x5A).contains(letter), column < 1 << 15 {
            column = column * 26 + Int(letter - 0x40)
            rest = rest.dropFirst()
        }
        guard column > 0, !rest.isEmpty, rest.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return column
    }

    private static func refused(_ found: String, _ greek: String, _ english: String) -> ImportTable.Cell {
        ImportTable.Cell(fault: ImportFinding(found: found, el: greek, en: english))
    }

    private static func damaged(_ reason: String) -> RegistryError { ImportTable.damaged("sheet", reason) }
}
