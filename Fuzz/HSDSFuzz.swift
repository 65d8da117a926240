import Exchange

/// Fuzz target: any bytes as an HSDS file are refused with a place, or give structures with unique identifiers.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHSDS(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    do {
        let contents = try HSDSDocument.contents(
            reading: bytes, file: "hsds.json", partner: HSDSPartner(id: "fuzz", kind: "centre", zone: .utc))
        let structures = contents.structures
        precondition(
            Set(contents.organisations.map(\.id)).count == contents.organisations.count, "a body came twice")
        precondition(Set(structures.map(\.id)).count == structures.count, "an identifier came twice")
        for structure in structures { precondition(structure.coordinate?.isValid ?? true, "a position off the earth") }
    } catch {
        precondition(!error.place.isEmpty && !error.expected.isEmpty, "an error without a place")
    }
    return 0
}
