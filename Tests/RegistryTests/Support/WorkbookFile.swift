import CZip
import Foundation
import TestSupport

/// A workbook made of the XML that a test gives, zipped by libzip.
struct WorkbookFile {
    /// The parts by their names.
    var parts: [String: String]

    static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

    /// A workbook with one sheet, whose rows are XML.
    init(_ rows: String, styles: String = "", texts: String = "", properties: String = "", after: String = "") {
        parts = [
            "_rels/.rels": """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="r1" Type="\(Self.relations)/officeDocument" Target="xl/workbook.xml"/></Relationships>
            """,
            "xl/workbook.xml": """
            <workbook xmlns="\(Self.main)" xmlns:r="\(Self.relations)">\(properties)\
            <sheets><sheet name="Δομές" sheetId="1" r:id="r1"/></sheets></workbook>
            """,
            "xl/_rels/workbook.xml.rels": """
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\
            <Relationship Id="r1" Type="\(Self.relations)/worksheet" Target="/xl/worksheets/sheet1.xml"/>\
            <Relationship Id="r2" Type="\(Self.relations)/styles" Target="styles.xml"/>\
            <Relationship Id="r3" Type="\(Self.relations)/sharedStrings" Target="sharedStrings.xml"/></Relationships>
            """,
            "xl/worksheets/sheet1.xml":
                "<worksheet xmlns=\"\(Self.main)\"><sheetData>\(rows)</sheetData>\(after)</worksheet>",
            "xl/styles.xml": "<styleSheet xmlns=\"\(Self.main)\">\(styles)</styleSheet>",
            "xl/sharedStrings.xml": "<sst xmlns=\"\(Self.main)\">\(texts)</sst>",
        ]
    }

    /// The file.
    func bytes() throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let path = folder.file("book.xlsx")
        let archive = zip_open(path, ZIP_CREATE, nil)
        var kept: [[UInt8]] = []
        for (name, text) in parts.sorted(by: { $0.key < $1.key }) {
            kept.append(Array(text.utf8))
            let storage = UnsafeMutableRawPointer.allocate(byteCount: max(1, kept[kept.count - 1].count), alignment: 1)
            storage.copyMemory(from: kept[kept.count - 1], byteCount: kept[kept.count - 1].count)
            // libzip frees what it was given with `free`, which is how this was allocated.
            let source = zip_source_buffer(archive, storage, zip_uint64_t(kept[kept.count - 1].count), 1)
            zip_file_add(archive, name, source, zip_flags_t(ZIP_FL_ENC_UTF_8))
        }
        zip_close(archive)
        return Array(FileManager.default.contents(atPath: path) ?? Data())
    }
}
