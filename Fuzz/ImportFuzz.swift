import Registry

/// Fuzz target: any bytes as an imported file, the first byte of which chooses the format, are refused with what was
/// expected in two languages, or give rows within the limits.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImport(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = input.first else { return 0 }
    let formats = ImportFormat.allCases
    do {
        let file = try ImportedFile(Array(input.dropFirst()), formats[Int(first) % formats.count])
        precondition(file.rowCount <= ImportLimits.rows, "more rows than the limit")
    } catch {
        precondition(error.code == .invalid && error.greek != nil, "\(error)")
    }
    return 0
}
