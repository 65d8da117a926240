/// The delimiter and encoding of a CSV file, detected from its bytes.
package struct CSVDialect: Hashable, Sendable {
    /// The encodings that can be read.
    package enum Encoding: String, Hashable, Sendable {
        case utf8 = "utf-8"
        case windows1253 = "windows-1253"
    }

    /// The byte between fields.
    package var delimiter: UInt8
    /// The encoding.
    package var encoding: Encoding
    /// Whether the file begins with the UTF-8 byte order mark.
    package var hasByteOrderMark: Bool

    /// Creates a dialect.
    package init(delimiter: UInt8 = 0x2C, encoding: Encoding = .utf8, hasByteOrderMark: Bool = false) {
        self.delimiter = delimiter
        self.encoding = encoding
        self.hasByteOrderMark = hasByteOrderMark
    }

    /// The encoding and delimiter as one line of text.
    package var summary: String {
        let name =
            switch delimiter {
            case 0x09: "tab"
            case let byte: "\"\(Character(Unicode.Scalar(byte)))\""
            }
        return "\(encoding.rawValue)\(hasByteOrderMark ? " with byte order mark" : ""), delimiter \(name)"
    }

    /// Detects the encoding from all of `stream`, and the delimiter from its first 64 KiB.
    ///
    /// A file that is not valid UTF-8 is read as Windows-1253, unless it has more valid UTF-8 sequences than invalid
    /// bytes: then it is damaged UTF-8, and its damaged records are rejected one by one.
    ///
    /// - Throws: ``InputError`` with the code `malformed` for UTF-16, for binary files, and when the encoding
    ///   is not the one that `encoding` declares.
    package static func detect(
        _ stream: ByteStream, delimiter: String? = nil, encoding: String? = nil
    ) throws(InputError) -> Self {
        var sample: [UInt8] = []
        var survey = UTF8Survey()
        try stream.drain { chunk in
            if sample.count < 1 << 16 { sample.append(contentsOf: chunk.prefix((1 << 16) - sample.count)) }
            survey.take(chunk)
        }
        survey.finish()
        if sample.starts(with: [0xFF, 0xFE]) || sample.starts(with: [0xFE, 0xFF]) {
            throw InputError(.malformed, at: "\(stream.name):1", "expected UTF-8 or Windows-1253, found UTF-16")
        }
        if sample.contains(0), sample.count(where: { $0 == 0 }) > sample.count / 100 {
            throw InputError(.malformed, at: "\(stream.name):1", "expected a CSV text, found binary data")
        }
        var dialect = CSVDialect(hasByteOrderMark: sample.starts(with: [0xEF, 0xBB, 0xBF]))
        let isDamagedUTF8 = dialect.hasByteOrderMark || survey.sequences > survey.invalid
        dialect.encoding = survey.invalid == 0 || isDamagedUTF8 ? .utf8 : .windows1253
        if let declared = encoding.flatMap(Encoding.init), declared != dialect.encoding {
            // Plain ASCII is valid in both.
            if let offset = declared == .utf8 ? survey.firstInvalid : survey.firstSequence {
                throw InputError(
                    .malformed, at: "\(stream.name), byte \(offset)",
                    "expected \(declared.rawValue) as is declared, found \(dialect.encoding.rawValue)")
            }
            dialect.encoding = declared
        }
        dialect.delimiter = delimiter?.utf8.first ?? Self.delimiter(of: sample)
        return dialect
    }

    /// The delimiter that divides the first records most consistently into the same number of fields, more than one.
    package static func delimiter(of sample: [UInt8]) -> UInt8 {
        var best: (delimiter: UInt8, evenness: Double, fields: Int) = (0x2C, 0, 1)
        for candidate in [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")] {
            let counts = fieldCounts(sample, delimiter: candidate)
            guard let header = counts.first, header > 1 else { continue }
            let evenness = Double(counts.count { $0 == header }) / Double(counts.count)
            if (evenness, header) > (best.evenness, best.fields) { best = (candidate, evenness, header) }
        }
        return best.delimiter
    }

    /// The number of fields of each record, for up to 50 records; a truncated last record is not counted.
    private static func fieldCounts(_ sample: [UInt8], delimiter: UInt8) -> [Int] {
        var counts: [Int] = []
        var fields = 1
        var isQuoted = false
        var isEmpty = true
        for byte in sample where counts.count < 50 {
            switch byte {
            case UInt8(ascii: "\""): isQuoted.toggle()
            case delimiter where !isQuoted: fields += 1
            case 0x0A where !isQuoted, 0x0D where !isQuoted:
                if !isEmpty { counts.append(fields) }
                fields = 1
                isEmpty = true
                continue
            default: break
            }
            isEmpty = false
        }
        if counts.isEmpty, !isEmpty { counts.append(fields) }
        return counts
    }
}
