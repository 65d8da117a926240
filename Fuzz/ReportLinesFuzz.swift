import Registry

/// Fuzz target: any bytes as the file of reports of mistakes that the registry takes in.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzReportLines(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    let lines = ReportLines(input)
    let feeds = input.count { $0 == UInt8(ascii: "\n") }
    precondition(lines.entries.count + lines.findings.count == feeds, "a line that is neither read nor found")
    precondition(lines.isTorn == (input.last.map { $0 != UInt8(ascii: "\n") } ?? false), "a torn line that is not told")
    for entry in lines.entries {
        precondition(input[entry.bytes].allSatisfy { $0 != UInt8(ascii: "\n") }, "an entry of two lines")
        precondition((try? ReportLine(Array(input[entry.bytes]))) == entry.line, "a line that does not read again")
        precondition((1...1000).contains(entry.line.words.text.unicodeScalars.count), "a text out of bounds")
    }
    return 0
}
