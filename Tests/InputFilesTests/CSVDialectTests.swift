import InputFiles
import TestSupport
import Testing

struct CSVDialectTests {
    private func detect(
        _ bytes: [UInt8], delimiter: String? = nil, encoding: String? = nil, chunkSize: Int = 5
    ) throws -> CSVDialect {
        try CSVDialect.detect(
            ByteStream(bytes: bytes, name: "t.csv", chunkSize: chunkSize), delimiter: delimiter, encoding: encoding)
    }

    /// Greek in the code page, as written by old spreadsheets.
    private let codePage: [UInt8] = [
        0xCB, 0xDC, 0xF1, 0xE9, 0xF3, 0xE1, 0x3B, 0x31, 0x0A, 0xC2, 0xFC, 0xEB, 0xEF, 0xF2, 0x3B, 0x32, 0x0A,
    ]

    @Test("The delimiter is the one that gives records of equal length")
    func delimiters() throws {
        #expect(try detect(Array("a,b,c\n1,2,3\n".utf8)).delimiter == UInt8(ascii: ","))
        #expect(try detect(Array("a;b;c\n1,5;2,5;3,5\n".utf8)).delimiter == UInt8(ascii: ";"))
        #expect(try detect(Array("a\tb\n1,2,3\tx\n".utf8)).delimiter == 0x09)
        #expect(try detect(Array("\"a;b;c;d\",e\n\"1;2;3\",f\n".utf8)).delimiter == UInt8(ascii: ","))
        #expect(try detect(Array("only\none\n".utf8)).delimiter == UInt8(ascii: ","))
        #expect(try detect([]).delimiter == UInt8(ascii: ","))
    }

    @Test("UTF-8, with or without a byte order mark, and Windows-1253 are detected and reported")
    func encodings() throws {
        #expect(try detect(Array("α;β\n".utf8)).summary == "utf-8, delimiter \";\"")
        let marked = try detect([0xEF, 0xBB, 0xBF] + Array("a,b\n".utf8))
        #expect(marked.hasByteOrderMark)
        #expect(marked.summary == "utf-8 with byte order mark, delimiter \",\"")
        let old = try detect(codePage)
        #expect(old.encoding == .windows1253)
        #expect(old.summary == "windows-1253, delimiter \";\"")
        var reader = CSVReader(ByteStream(bytes: codePage), dialect: old)
        #expect(try reader.next()?.fields == ["Λάρισα", "1"])
        #expect(try reader.next()?.fields == ["Βόλος", "2"])
    }

    @Test("A few bad bytes in UTF-8 are damage, not another encoding")
    func damage() throws {
        let text = Array("Λάρισα,1\nΒόλος,2\n".utf8)
        for place in stride(from: 0, to: text.count, by: 3) {
            var bytes = text
            bytes[place] = 0xFF
            #expect(try detect(bytes).encoding == .utf8)
        }
        #expect(try detect(Array(text.dropLast(4)) + [0xCE]).encoding == .utf8)
    }

    @Test("UTF-16 and binary data are refused")
    func refused() throws {
        for bytes in [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61], [0x61, 0x00, 0x62, 0x00]] as [[UInt8]] {
            #expect(#expect(throws: InputError.self) { try detect(bytes) }?.code == .malformed)
        }
    }

    @Test("A declared dialect overrides detection")
    func overrides() throws {
        let dialect = try detect(
            Array("a;b,c\n".utf8), delimiter: ",", encoding: "windows-1253")
        #expect(dialect.delimiter == UInt8(ascii: ","))
        #expect(dialect.encoding == .windows1253)
    }

    @Test("A file in another encoding than is declared is refused, with the first byte that shows it")
    func otherEncoding() throws {
        let cases: [(bytes: [UInt8], declared: String, found: String, offset: Int)] = [
            (codePage, "utf-8", "windows-1253", 0), (Array("α;β\n".utf8), "windows-1253", "utf-8", 0),
            (Array("ab;c\n1;".utf8) + codePage, "utf-8", "windows-1253", 7),
            (Array("ab;c\nab€;Λάρισα\n".utf8), "windows-1253", "utf-8", 7),
        ]
        for (bytes, declared, found, offset) in cases {
            for chunkSize in 1...8 {
                let error = #expect(throws: InputError.self) {
                    try detect(bytes, encoding: declared, chunkSize: chunkSize)
                }
                #expect(error?.code == .malformed)
                #expect(error?.place == "t.csv, byte \(offset)")
                #expect(error?.reason == "expected \(declared) as is declared, found \(found)")
            }
        }
    }

    @Test("UTF-8 validation agrees with the standard library byte by byte")
    func survey() throws {
        var random = SeededGenerator(seed: 4)
        let alphabet: [UInt8] = [
            0x41, 0x7F, 0x80, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xA0, 0x9F, 0xED, 0xEF, 0xF0, 0x90, 0x8F, 0xF4, 0xF5, 0xFF,
        ]
        for _ in 0..<5_000 {
            let bytes = (0..<Int.random(in: 1...6, using: &random)).map { _ in alphabet.randomElement(using: &random)! }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let survey = UTF8Survey(of: bytes)
            #expect((survey.invalid == 0) == isValid, "\(bytes)")
        }
    }
}
