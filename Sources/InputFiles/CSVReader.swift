/// A record of a CSV file.
package struct CSVRecord: Hashable, Sendable {
    /// The line it begins on, from 1.
    package var line: Int
    /// The unquoted fields; empty when it has a ``problem``.
    package var fields: [String]
    /// The reason why it cannot be used; nil when it can.
    package var problem: String?
    /// The number of blank lines directly before it.
    package var blankLines = 0
}

/// Reads CSV records one at a time (RFC 4180): quoted fields, doubled quotes, line breaks within quotes, lines ended by
/// LF, CRLF or CR. Blank lines are skipped. Uses memory for one record.
package struct CSVReader {
    /// The length in bytes of the longest record that is accepted.
    package static let longestRecord = 1 << 24

    private let stream: ByteStream
    private let dialect: CSVDialect
    private var bytes: [UInt8] = []
    private var ends: [Int] = []
    /// The number of lines ended by a lone CR, which the stream does not count.
    private var loneReturns = 0
    private var isAtStart = true

    /// Creates a reader; `stream` must be at its first byte.
    package init(_ stream: ByteStream, dialect: CSVDialect) {
        self.stream = stream
        self.dialect = dialect
    }

    /// The next record that is not blank; nil at the end.
    ///
    /// - Throws: ``InputError`` with the code `malformed` for a record longer than ``longestRecord``.
    package mutating func next() throws(InputError) -> CSVRecord? {
        if isAtStart {
            isAtStart = false
            if dialect.hasByteOrderMark {
                for _ in 0..<3 { _ = try stream.next() }
            }
        }
        var blankLines = 0
        while try stream.peek() != nil {
            let line = stream.line + loneReturns
            bytes.removeAll(keepingCapacity: true)
            ends.removeAll(keepingCapacity: true)
            var problem: String?
            var isQuoted = false
            repeat {
                isQuoted = try field(&problem, from: line) || isQuoted
                ends.append(bytes.count)
            } while try takeDelimiter()
            if bytes.isEmpty, ends.count == 1, !isQuoted {
                blankLines += 1
                continue
            }
            var record = record(line: line, problem: problem)
            record.blankLines = blankLines
            return record
        }
        return nil
    }

    /// Reads a field up to its delimiter, line end or the end, and returns whether it was quoted.
    private mutating func field(_ problem: inout String?, from line: Int) throws(InputError) -> Bool {
        let delimiter = dialect.delimiter
        guard try stream.peek() == UInt8(ascii: "\"") else {
            try takeRun(from: line) { $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
            return false
        }
        let opened = stream.line + loneReturns
        stream.skip(UInt8(ascii: "\""))
        while true {
            try takeRun(from: line) { $0 == UInt8(ascii: "\"") }
            guard try stream.next() != nil else {
                problem =
                    "the quote opened on line \(opened) is never closed; all up to line"
                    + " \(stream.line + loneReturns) was taken into it"
                return true
            }
            guard try stream.peek() == UInt8(ascii: "\"") else { break }
            stream.skip(UInt8(ascii: "\""))
            bytes.append(UInt8(ascii: "\""))
        }
        if let byte = try stream.peek(), byte != delimiter, byte != 0x0A, byte != 0x0D {
            problem = problem ?? "expected a delimiter after the closing quote of field \(ends.count + 1)"
            try takeRun(from: line) { $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
        }
        return true
    }

    private mutating func takeRun(from line: Int, until isEnd: (UInt8) -> Bool) throws(InputError) {
        while try stream.take(into: &bytes, until: isEnd) == .chunk {
            guard bytes.count <= Self.longestRecord else {
                throw InputError(
                    .malformed, at: "\(stream.name):\(line)",
                    "a record of more than \(Self.longestRecord) bytes; is a quote never closed?")
            }
        }
    }

    /// Consumes the end of a field: returns true for a delimiter, false for a line end or the end of the file.
    private mutating func takeDelimiter() throws(InputError) -> Bool {
        guard let byte = try stream.next() else { return false }
        if byte == dialect.delimiter { return true }
        if byte == 0x0D {
            if try stream.peek() == 0x0A {
                stream.skip(0x0A)
            } else {
                loneReturns += 1
            }
        }
        return false
    }

    private func record(line: Int, problem: String?) -> CSVRecord {
        if let problem { return CSVRecord(line: line, fields: [], problem: problem) }
        var fields: [String] = []
        fields.reserveCapacity(ends.count)
        var start = 0
        for (index, end) in ends.enumerated() {
            let slice = bytes[start..<end]
            start = end
            let text =
                switch dialect.encoding {
                case .utf8: String(validating: slice, as: UTF8.self)
                case .windows1253: Windows1253.text(of: slice)
                }
            guard let text else {
                return CSVRecord(
                    line: line, fields: [], problem: "field \(index + 1) is not \(dialect.encoding.rawValue)")
            }
            guard !slice.contains(0) else {
                return CSVRecord(line: line, fields: [], problem: "field \(index + 1) has a zero byte")
            }
            fields.append(text)
        }
        return CSVRecord(line: line, fields: fields, problem: nil)
    }
}
