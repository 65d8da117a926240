internal import InputFiles
internal import Records

/// An Office Open XML workbook, of which the first sheet is read (ECMA-376; the strict form has other namespaces only).
struct Workbook {
    private let archive: ZipArchive
    private var dates = WorkbookDates()
    private var texts: [String] = []
    private var sheets: [(name: String, path: String)] = []

    /// Opens a workbook.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    init(_ bytes: [UInt8]) throws(RegistryError) {
        archive = try ZipArchive(bytes, limit: ImportLimits.unpackedBytes)
        let root = try Self.relations(of: "", in: archive)
        guard let path = root.first(where: { $0.type == "officeDocument" })?.target, let book = try archive.member(path)
        else {
            throw RegistryError(
                .invalid, at: "file", "expected a workbook of the type .xlsx",
                el: "αναμενόταν βιβλίο εργασίας τύπου .xlsx")
        }
        let parts = try Self.relations(of: path, in: archive)
        var named: [(name: String, relation: String)] = []
        var isFrom1904 = false
        try WorkbookXML.read(book, path) { event throws(RegistryError) in
            switch event {
            case .begin("sheet", _, let attributes): named.append((attributes["name"] ?? "", attributes["id"] ?? ""))
            case .begin("workbookPr", _, let attributes):
                isFrom1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
            default: break
            }
        }
        dates.isFrom1904 = isFrom1904
        for sheet in named {
            guard let part = parts.first(where: { $0.id == sheet.relation }) else { continue }
            sheets.append((sheet.name, part.target))
        }
        if let path = parts.first(where: { $0.type == "styles" })?.target, let bytes = try archive.member(path) {
            try dates.read(styles: bytes)
        }
        if let path = parts.first(where: { $0.type == "sharedStrings" })?.target, let bytes = try archive.member(path) {
            texts = try Self.texts(bytes, path)
        }
    }

    /// The table in the first sheet. Its first row with something in it is the header.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    func table() throws(RegistryError) -> ImportTable {
        guard let sheet = sheets.first, let bytes = try archive.member(sheet.path) else {
            throw ImportTable.damaged("workbook", "has no sheet with a table")
        }
        let reader = WorksheetReader(texts: texts, dates: dates)
        try WorkbookXML.read(bytes, sheet.path) { event throws(RegistryError) in try reader.take(event) }
        var rows = reader.rows.drop(while: \.isEmpty)
        guard let header = rows.popFirst() else { throw ImportTable.noHeader }
        if let fault = header.cells.lazy.compactMap(\.fault).first {
            throw ImportTable.damaged("\(header.number)", fault.text(in: .english))
        }
        var table = ImportTable(header: header.cells.map(\.text), rows: Array(rows))
        if sheets.count > 1 {
            table.findings.append(
                ImportFinding(
                    found: sheets.dropFirst().map(\.name).joined(separator: ", "),
                    el: "διαβάζεται μόνο το πρώτο φύλλο, όχι αυτά", en: "only the first sheet is read, not these"))
        }
        if reader.hasMergedCells {
            table.findings.append(
                ImportFinding(
                    el: "υπάρχουν συγχωνευμένα κελιά· το κείμενό τους ισχύει μόνο για το πρώτο",
                    en: "there are merged cells; their text counts for the first one only"))
        }
        return table
    }

    /// The parts that a part refers to: identifier, the last word of the type, and the path in the archive.
    private static func relations(
        of path: String, in archive: ZipArchive
    ) throws(RegistryError) -> [(id: String, type: String, target: String)] {
        let folder = path.split(separator: "/").dropLast().map { "\($0)/" }.joined()
        let name = folder + "_rels/" + path.dropFirst(folder.count) + ".rels"
        guard let bytes = try archive.member(name) else { return [] }
        var found: [(id: String, type: String, target: String)] = []
        try WorkbookXML.read(bytes, name) { event throws(RegistryError) in
            guard case .begin("Relationship", _, let attributes) = event, let target = attributes["Target"] else {
                return
            }
            found.append(
                (
                    attributes["Id"] ?? "", attributes["Type"]?.split(separator: "/").last.map(String.init) ?? "",
                    target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
                ))
        }
        return found
    }

    /// The texts that cells refer to by number.
    private static func texts(_ bytes: [UInt8], _ path: String) throws(RegistryError) -> [String] {
        var texts: [String] = []
        var reader = WorkbookText()
        try WorkbookXML.read(bytes, path) { event throws(RegistryError) in
            if case .begin("si", _, _) = event { reader = WorkbookText() }
            reader.take(event)
            guard case .end("si") = event else { return }
            texts.append(reader.text)
            try ImportLimits.check(rows: 0, cells: texts.count / 5)
        }
        return texts
    }
}

/// A text of a workbook: the pieces of its runs, without how East Asian ones are pronounced.
struct WorkbookText {
    private(set) var raw = ""
    private var isInText = false
    private var isInPhonetic = false

    /// Takes an event inside of the text.
    mutating func take(_ event: XMLEvent) {
        switch event {
        case .begin("rPh", _, _): isInPhonetic = true
        case .end("rPh"): isInPhonetic = false
        case .begin("t", _, _): isInText = true
        case .end("t"): isInText = false
        case .text(let piece) where isInText && !isInPhonetic: raw += piece
        default: break
        }
    }

    /// The text; `_x000D_` and its like, by which workbooks write characters that XML has not, as what they are.
    var text: String { Self.unescaped(raw) }

    /// Replaces escapes such as `_x000D_`.
    static func unescaped(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        return text.replacing(/_x([0-9A-Fa-f]{4})_/) { match in
            UInt32(match.1, radix: 16).flatMap(Unicode.Scalar.init).map { String(Character($0)) } ?? String(match.0)
        }
    }
}
