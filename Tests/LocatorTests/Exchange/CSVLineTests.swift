import RuleFixtures
import Exchange
import GeoIndex
import Locator
import Records
import Testing
import TestSupport

struct CSVLineTests {
    private let partner = HSDSFixture.partner
    private let today = CalendarFixture.date("2026-02-11")

    @Test func formulasAreGuardedAndTelephoneNumbersAreNot() {
        let harmless = [
            "", "Λάρισα", "+30 2410 123456; +30 2410 999", "-59.88", "+(30) 2410-123", "'Αθηνά", "2+2", "a=b",
        ]
        #expect(
            CSVLine.text(harmless) == ",Λάρισα,+30 2410 123456; +30 2410 999,-59.88,+(30) 2410-123,'Αθηνά,2+2,a=b\r\n")
        for formula in ["=1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-A1", "\tx", "'=1", "--1+HYPERLINK(1)"] {
            #expect(CSVLine.text([formula]) == "'\(formula)\r\n")
        }
        #expect(CSVLine.text(["=HYPERLINK(\"http://x\")", "\r="]) == "\"'=HYPERLINK(\"\"http://x\"\")\",\"'\r=\"\r\n")
    }

    @Test func numbersHaveNoTrailingZeros() {
        #expect(CSVLine.degrees(-59.879999999999995) == "-59.88" && CSVLine.degrees(22.4181234567) == "22.4181235")
        #expect(CSVLine.degrees(nil).isEmpty)
    }

    /// Tables preserve names with any beginning, and none of their cells begins like a formula.
    @Test func guardedFieldsReadBackUnchanged() throws {
        var random = SeededGenerator(seed: 23)
        let letters = ["=", "+", "-", "@", "\t", "'", "1", " ", "α", "\"", ",", ";"]
        let structures = (0..<200).map { index in
            var structure = Toyland.structure("s\(index)", "centre", 0.5, 0.5, municipality: "T0")
            structure.details.organisation = "o\(index)"
            return structure
        }
        let bodies = (0..<200).map { index in
            let text = (0..<Int.random(in: 1...6, using: &random)).map { _ in letters.randomElement(using: &random)! }
            return Organisation(id: "o\(index)", names: LocalizedText(["und": text.joined() + "x"]))
        }
        let dataset = try Toyland.dataset(structures, organisations: bodies)
        let files = HSDSDocument.files(rows: dataset.publishedRows(on: today), of: dataset)
        let table = try #require(files.first { $0.name == "organizations.csv" })
        let rows = Self.rows(String(decoding: table.bytes, as: UTF8.self))
        let names = rows.dropFirst().map { $0[1] }
        #expect(names.count == 200 && names.contains { $0.hasPrefix("'=") })
        for name in names where "=@\t".contains(name.first ?? "x") { Issue.record("\(name)") }
        // A partner's record without ours, so that the name is read from the cell.
        var tables: [HSDSTable: [[String: String]]] = [:]
        for entry in HSDSTable.allCases {
            guard let file = files.first(where: { $0.name == entry.fileName }) else { continue }
            let rows = Self.rows(String(decoding: file.bytes, as: UTF8.self))
            tables[entry] = rows.dropFirst().map { row in
                Dictionary(uniqueKeysWithValues: zip(rows[0], row)).filter { $0.key != "plision" }
            }
        }
        let read = try HSDSDocument.contents(tables: tables, file: "hsds", partner: partner)
        #expect(read.organisations.count == 200)
        #expect(Set(read.organisations.map { $0.names.text(in: "el") }) == Set(bodies.map { $0.names.text(in: "el") }))
    }

    /// Splits lines by RFC 4180 in a simple way.
    static func rows(_ text: String) -> [[String]] {
        var (rows, row, field, isQuoted) = ([[String]](), [String](), "", false)
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            if isQuoted {
                if scalar == "\"", scalars.first == "\"" {
                    scalars.removeFirst()
                    field.unicodeScalars.append(scalar)
                } else if scalar == "\"" {
                    isQuoted = false
                } else {
                    field.unicodeScalars.append(scalar)
                }
            } else if scalar == "\"" {
                isQuoted = true
            } else if scalar == "," || scalar == "\n" {
                row.append(field)
                field = ""
                if scalar == "\n" {
                    rows.append(row)
                    row = []
                }
            } else if scalar != "\r" {
                field.unicodeScalars.append(scalar)
            }
        }
        return rows
    }

    @Test func accuracyIsRoundedUpEverywhere() throws {
        var structure = Toyland.structure("s", "centre", 0.1 + 0.2, 0.5, municipality: "T0")
        structure.accuracyMetres = 3622.25
        let dataset = try Toyland.dataset([structure])
        let table = String(decoding: StructureTable.csv(rows: [0], of: dataset), as: UTF8.self)
        #expect(table.contains(",0.3,0.5,3623,"))
        let features = String(decoding: dataset.featureCollection(rows: [0]), as: UTF8.self)
        #expect(features.contains("\"accuracy_m\":3623,"))
        var json = JSONWriter()
        json.structure(row: 0, of: dataset)
        #expect(String(decoding: json.bytes, as: UTF8.self).contains("\"accuracyMetres\":3623,"))
        #expect(
            ServiceLocator(dataset: dataset).quality(today: today).findings
                .contains { $0.message.text(in: "en").contains("±3623 m") })
        // The exact value reads back unchanged.
        let read = try HSDSDocument.contents(reading: dataset.hsdsDocument(rows: [0]), file: "f", partner: partner)
        #expect(read.structures.first?.accuracyMetres == 3622.25)
    }

    @Test func aByteOrderMarkBeforeJSONIsIgnored() throws {
        let dataset = try Toyland.dataset([Toyland.structure("s", "centre", 0.5, 0.5, municipality: "T0")])
        let bytes = [0xEF, 0xBB, 0xBF] + dataset.hsdsDocument(rows: [0])
        #expect(try HSDSDocument.contents(reading: bytes, file: "f", partner: partner).structures.count == 1)
        #expect(throws: DataFileError.self) {
            try HSDSDocument.contents(reading: [0xEF, 0xBB, 0xBF, 0x7B], file: "f", partner: partner)
        }
    }
}
