import Registry
import RegistryTestSupport
import TestSupport
import Testing

/// Workbooks part by part; files of other programs are read in the end-to-end tests.
struct WorkbookTests {
    private static let header = """
        <row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="s"><v>0</v></c>\
        <c r="C1" t="str"><v>checkedOn</v></c><c r="D1" t="str"><v>redacted</v></c></row>
        """
    private static let texts = "<si><r><t>pho</t></r><r><t>ne</t></r><rPh><t>x</t></rPh></si><si><t>2410 1</t></si>"
    private static let styles = """
        <numFmts count="1"><numFmt numFmtId="164" formatCode="d/m/yyyy"/><numFmt numFmtId="165" formatCode="0 &quot;days&quot;"/>\
        </numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/>\
        <xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>
        """

    private func report(_ file: WorkbookFile) throws -> ImportReport {
        let registry = try TestRegistry()
        let editor = try registry.caller("edna", [(.editor, .municipality("9001"))])
        return try registry.home.check(ImportedFile(file.bytes(), .xlsx), by: editor)
    }

    private func rows(_ cells: String, properties: String = "") throws -> ImportReport {
        try report(
            WorkbookFile(
                "\(Self.header)<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a</v></c>\(cells)</row>", styles: Self.styles,
                texts: Self.texts, properties: properties))
    }

    /// What a cell is read as, by the message about it.
    private func found(_ report: ImportReport, _ place: String) -> String? {
        report.rows.first?.findings.first { $0.place == place }?.found
    }

    @Test func cellsOfEveryType() throws {
        // A value that is accepted is seen in the change; the row is new and refused for what is missing.
        let number = try rows(
            "<c r=\"B2\"><v>2.410123456E9</v></c><c r=\"C2\" s=\"1\"><v>46000</v></c><c r=\"D2\" t=\"b\"><v>1</v></c>")
        #expect(number.rows.first?.findings.map(\.place) == ["name"])
        for (cell, place, text) in [
            ("<c r=\"B2\"><v>12</v></c>", "phone", "12"), ("<c r=\"B2\"><v>7.5</v></c>", "phone", "7.5"),
            ("<c r=\"B2\"><v>1e300</v></c>", "phone", "1e300"),
            ("<c r=\"B2\" t=\"e\"><v>#DIV/0!</v></c>", "phone", "#DIV/0!"),
            ("<c r=\"B2\"><f>1+1</f></c>", "phone", ""), ("<c r=\"B2\"><f>1+1</f><v>2</v></c>", "phone", "2"),
            ("<c r=\"C2\" s=\"2\"><v>46000.5</v></c>", "checkedOn", "46000.5"),
            ("<c r=\"C2\" s=\"1\"><v>60</v></c>", "checkedOn", "60"),
            ("<c r=\"C2\" s=\"3\"><v>60</v></c>", "checkedOn", "60"),
            ("<c r=\"C2\"><v>46000</v></c>", "checkedOn", "46000"),
            ("<c r=\"C2\" t=\"str\"><v>10/4/2026</v></c>", "checkedOn", "10/4/2026"),
            ("<c r=\"D2\" t=\"inlineStr\"><is><t>ίσως_x0021_</t></is></c>", "redacted", "ίσως!"),
            ("<c r=\"E2\"><v>1</v></c>", "5", "1"),
        ] {
            #expect(found(try rows(cell), place) == text, "\(cell)")
        }
    }

    @Test func daysOfBothSystems() throws {
        // Shown by a date that is before 1900 in one system, and a day in the other.
        let old = try rows("<c r=\"C2\" s=\"1\"><v>60</v></c>", properties: "<workbookPr date1904=\"1\"/>")
        #expect(found(old, "checkedOn") == nil)
    }

    @Test func whatIsNotReadIsTold() throws {
        var file = WorkbookFile(
            "\(Self.header)<row r=\"4\"><c r=\"A4\" t=\"str\"><v>a</v></c></row><row r=\"9\"/>", texts: Self.texts,
            after: "<mergeCells><mergeCell ref=\"A1:B1\"/></mergeCells>")
        file.parts["xl/workbook.xml"] = file.parts["xl/workbook.xml"]?.replacing(
            "</sheets>", with: "<sheet name=\"Άλλο\" sheetId=\"2\" r:id=\"r1\"/></sheets>")
        let report = try report(file)
        #expect(report.findings.map(\.found) == ["Άλλο", nil, nil, nil])
        #expect(report.findings.map(\.place) == [nil, nil, "2", "3"])
        #expect(report.rows.map(\.number) == [4])
    }

    @Test func bombsAndOtherFilesAreRefused() throws {
        func refusal(_ change: (inout WorkbookFile) -> Void) throws -> RegistryError? {
            var file = WorkbookFile(Self.header, texts: Self.texts)
            change(&file)
            let bytes = try file.bytes()
            return error { try ImportedFile(bytes, .xlsx) }
        }
        let sheet = "xl/worksheets/sheet1.xml"
        #expect(try refusal { _ in } == nil)
        #expect(
            try refusal { $0.parts[sheet] = "<!DOCTYPE x [<!ENTITY a \"b\">]><worksheet>&a;</worksheet>" }?.code
                == .invalid)
        #expect(
            try refusal { $0.parts[sheet] = String(repeating: " ", count: 33 << 20) }?.reason.contains("unpacked")
                == true)
        #expect(
            try refusal { $0.parts[sheet] = "<worksheet><row r=\"1\"><c r=\"ZZZ1\"/></row></worksheet>" }?.code
                == .invalid)
        #expect(
            try refusal { $0.parts[sheet] = "<worksheet><row r=\"900000\"><c/></row></worksheet>" }?.code == .invalid)
        #expect(
            try refusal { $0.parts[sheet] = "<worksheet><row r=\"2\"/><row r=\"1\"/></worksheet>" }?.code == .invalid)
        #expect(
            try refusal { $0.parts[sheet] = "<worksheet><row><c t=\"s\"><v>9</v></c></row></worksheet>" }?.code
                == .invalid)
        #expect(try refusal { $0.parts[sheet] = "<worksheet><c/></worksheet>" }?.code == .invalid)
        #expect(try refusal { $0.parts[sheet] = nil }?.code == .invalid)
        #expect(try refusal { $0.parts["_rels/.rels"] = nil }?.code == .invalid)
    }

    /// 12,000 files with a few bytes changed: each is refused in two languages, or gives rows.
    @Test func damagedFiles() throws {
        let table = Array("id;name.el;kind;municipality;status\r\na;\"Ά\"\"λ\";x;9001;active\r\nb;;\r\n".utf8)
        let service = Array(
            #"[{"id":"1","name":"Α","status":"active","service_at_locations":[{"id":"2","location":{"id":"3","latitude":39.6,"longitude":22.4}}]}]"#
                .utf8)
        let book = WorkbookFile(
            Self.header + "<row r=\"2\"><c r=\"A2\" t=\"str\"><v>a</v></c><c r=\"C2\" s=\"1\"><v>46000</v></c></row>",
            styles: Self.styles, texts: Self.texts)
        let whole = try book.bytes()
        var random = SeededGenerator(seed: 21)
        func damaged(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            for _ in 0..<Int.random(in: 1...5, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[index] = .random(in: .min ... .max, using: &random)
                case 1: bytes.remove(at: index)
                case 2: bytes.insert(contentsOf: bytes[index..<min(bytes.count, index + 9)], at: index)
                default: bytes.removeSubrange(index..<min(bytes.count, index + Int.random(in: 1...30, using: &random)))
                }
            }
            return bytes
        }
        var (read, refused) = (0, 0)
        for index in 0..<12_000 {
            let format = ImportFormat.allCases[index % 3]
            var bytes = damaged(format == .csv ? table : format == .hsds ? service : whole)
            if format == .xlsx, index.isMultiple(of: 2) {
                // The archive is whole, and a part of it is damaged.
                var file = book
                let name = file.parts.keys.sorted()[index / 6 % file.parts.count]
                file.parts[name] = String(decoding: damaged(Array((file.parts[name] ?? "").utf8)), as: UTF8.self)
                bytes = try file.bytes()
            }
            do throws(RegistryError) {
                _ = try ImportedFile(bytes, format)
                read += 1
            } catch {
                #expect(error.code == .invalid && error.greek != nil)
                refused += 1
            }
        }
        print("imports: \(read + refused) damaged files, \(refused) refused, \(read) still read")
        #expect(refused > 4000 && read > 1000)
    }
}
