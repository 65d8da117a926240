import InputFiles
import TestSupport
import Testing

struct CSVReaderTests {
    private func records(
        _ bytes: [UInt8], dialect: CSVDialect = CSVDialect(), chunkSize: Int = 1 << 16
    ) throws -> [CSVRecord] {
        var reader = CSVReader(ByteStream(bytes: bytes, name: "t.csv", chunkSize: chunkSize), dialect: dialect)
        var records: [CSVRecord] = []
        while let record = try reader.next() { records.append(record) }
        return records
    }

    private func fields(_ text: String, dialect: CSVDialect = CSVDialect()) throws -> [[String]] {
        try records(Array(text.utf8), dialect: dialect).map(\.fields)
    }

    @Test("RFC 4180 by example")
    func examples() throws {
        #expect(try fields("a,b\r\nc,d\r\n") == [["a", "b"], ["c", "d"]])
        #expect(try fields("a,b\nc,d") == [["a", "b"], ["c", "d"]])
        #expect(try fields("a,b\rc,d\r") == [["a", "b"], ["c", "d"]])
        #expect(try fields(#""a,1","b ""x""",c"#) == [["a,1", #"b "x""#, "c"]])
        #expect(try fields("\"two\nlines\",b\n") == [["two\nlines", "b"]])
        #expect(try fields(",\n\"\",\n") == [["", ""], ["", ""]])
        #expect(try fields("\n\r\n  \na\n") == [["  "], ["a"]])
        #expect(try fields("\"\"\n") == [[""]])
        #expect(try fields("") == [])
        #expect(try fields(#"a "b" c,d"#) == [[#"a "b" c"#, "d"]])
        #expect(try fields("a;b,c\n", dialect: CSVDialect(delimiter: UInt8(ascii: ";"))) == [["a", "b,c"]])
        #expect(try fields("Δήμος,Λάρισα") == [["Δήμος", "Λάρισα"]])
    }

    @Test("Records know the line they begin on, whatever ends lines")
    func lines() throws {
        let text = "a\n\"b\nb\"\n\nc\n"
        #expect(try records(Array(text.utf8)).map(\.line) == [1, 2, 5])
        let returns = text.replacing("\n", with: "\r\n")
        #expect(try records(Array(returns.utf8)).map(\.line) == [1, 2, 5])
        #expect(try records(Array("a\rb\rc".utf8)).map(\.line) == [1, 2, 3])
    }

    @Test("A damaged record reports its error, and the next one is read")
    func problems() throws {
        let damaged = try records(Array("a,b\n\"x\"y,1\nc,d\n".utf8))
        #expect(damaged.map { $0.problem == nil } == [true, false, true])
        #expect(damaged[1].line == 2)
        #expect(damaged[1].problem?.contains("field 1") == true)
        #expect(damaged[2].fields == ["c", "d"])

        let open = try records(Array("a,b\nc,\"d\ne,f\n".utf8))
        #expect(open.count == 2)
        #expect(open[1].problem?.contains("line 2") == true)

        let invalid = try records(Array("a,".utf8) + [0xCE, 0x0A] + Array("b,c\n".utf8))
        #expect(invalid[0].problem?.contains("field 2 is not utf-8") == true)
        #expect(invalid[1].fields == ["b", "c"])
        #expect(try records([0x61, 0x00, 0x0A])[0].problem?.contains("zero byte") == true)
    }

    @Test("An endless record is an error and does not exhaust memory")
    func endless() throws {
        let bytes = [UInt8(ascii: "\"")] + [UInt8](repeating: UInt8(ascii: "x"), count: CSVReader.longestRecord + 10)
        let error = #expect(throws: InputError.self) { try records(bytes) }
        #expect(error?.code == .malformed)
        #expect(error?.place == "t.csv:1")
    }

    @Test("The byte order mark is not part of the first column name")
    func byteOrderMark() throws {
        let bytes = [0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8)
        #expect(try records(bytes, dialect: CSVDialect(hasByteOrderMark: true)).map(\.fields) == [["a", "b"]])
    }

    @Test("Written records can be read back in chunks of any size", arguments: [1, 2, 3, 7, 64, 1 << 16])
    func roundTrip(chunkSize: Int) throws {
        var random = SeededGenerator(seed: UInt64(chunkSize))
        let pieces = ["", "a", "Λάρισα", ",", "\"", "\n", "\r\n", " ", ";", "\t", "𐐷", "1.5", "\"\"", "x,y\"z"]
        for _ in 0..<200 {
            let delimiter: Character = [",", ";", "\t"].randomElement(using: &random)!
            let columns = Int.random(in: 1...5, using: &random)
            var table: [[String]] = []
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                table.append(
                    (0..<columns).map { _ in
                        (0..<Int.random(in: 0...4, using: &random)).map { _ in pieces.randomElement(using: &random)! }
                            .joined()
                    })
            }
            var text = ""
            for row in table {
                let fields = row.map { field -> String in
                    let mustQuote = field.contains { $0 == delimiter || $0 == "\"" || $0.isNewline }
                    // A record of one empty field is a blank line unless it is quoted.
                    guard mustQuote || (columns == 1 && field.isEmpty) || Bool.random(using: &random) else {
                        return field
                    }
                    return "\"" + field.replacing("\"", with: "\"\"") + "\""
                }
                text += fields.joined(separator: String(delimiter)) + (Bool.random(using: &random) ? "\n" : "\r\n")
            }
            let read = try records(
                Array(text.utf8), dialect: CSVDialect(delimiter: delimiter.asciiValue!), chunkSize: chunkSize)
            #expect(read.map(\.fields) == table, "\(text)")
        }
    }

    @Test("Random bytes give the same result in chunks of any size, and never crash")
    func noise() throws {
        var random = SeededGenerator(seed: 9)
        let alphabet: [UInt8] = Array(",\"\n\r;a ".utf8) + [0x00, 0xCE, 0xB1, 0xFF]
        for _ in 0..<3_000 {
            let bytes = (0..<Int.random(in: 0...40, using: &random)).map { _ in alphabet.randomElement(using: &random)!
            }
            let whole = try records(bytes)
            for chunkSize in [1, 3] { #expect(try records(bytes, chunkSize: chunkSize) == whole, "\(bytes)") }
        }
    }
}
