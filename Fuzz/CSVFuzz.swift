import InputFiles

/// Fuzz target: any bytes as a CSV file give records or a ``InputError``, independent of the chunk size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzCSV(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = records(bytes, chunkSize: 1 << 16)
    let pieces = records(bytes, chunkSize: 3)
    precondition(whole == pieces, "chunks of another size gave other records")
    return 0
}

/// The records, or the error, as text.
private func records(_ bytes: [UInt8], chunkSize: Int) -> [String] {
    var lines: [String] = []
    do {
        let dialect = try CSVDialect.detect(ByteStream(bytes: bytes, chunkSize: chunkSize))
        lines.append(dialect.summary)
        var reader = CSVReader(ByteStream(bytes: bytes, chunkSize: chunkSize), dialect: dialect)
        while let record = try reader.next() {
            precondition(record.problem == nil || record.fields.isEmpty)
            lines.append("\(record)")
        }
    } catch {
        lines.append("\(error)")
    }
    return lines
}
