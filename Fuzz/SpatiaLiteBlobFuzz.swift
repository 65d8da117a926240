import GeoStore

/// Fuzz target: any bytes as a geometry blob are refused, or decode to a geometry that survives encoding and decoding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzBlob(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let value = SpatiaLiteBlob.read(UnsafeRawBufferPointer(start: start, count: count)) else { return 0 }
    switch value {
    case .point(let position): precondition(SpatiaLiteBlob.point(position).count == 60)
    case .line(let vertices): precondition(SpatiaLiteBlob.line(vertices).count == 48 + 16 * vertices.count)
    case .area(let polygons): precondition(SpatiaLiteBlob.read(SpatiaLiteBlob.area(polygons)) != nil)
    }
    return 0
}
