import GeoStore
import InputFiles

/// Fuzz target: any bytes as a GeoJSON file give features or a ``InputError``, independent of the chunk size.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzGeoJSON(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let whole = features(bytes, chunkSize: 1 << 16)
    let pieces = features(bytes, chunkSize: 3)
    precondition(whole == pieces, "chunks of another size gave other features")
    return 0
}

/// The features, or the error, as text.
private func features(_ bytes: [UInt8], chunkSize: Int) -> [String] {
    var lines: [String] = []
    var reader = GeoJSONReader(ByteStream(bytes: bytes, chunkSize: chunkSize))
    do {
        while let feature = try reader.next() {
            let properties = feature.properties.sorted { $0.key < $1.key }
            let geometry = feature.geometry.map { "\($0)" } ?? "none"
            lines.append("\(feature.offset) \(feature.line) \(feature.problem ?? "") \(properties) \(geometry)")
        }
        lines.append("\(reader.referenceSystem ?? "none") \(reader.isReferenceSystemUnknown)")
    } catch {
        lines.append("\(error)")
    }
    return lines
}
