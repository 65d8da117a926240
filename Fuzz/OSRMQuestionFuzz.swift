import Exchange
import GeoIndex

/// Fuzz target: any bytes as the coordinates of an OSRM request, and after a line end its options, are refused with one
/// of OSRM's codes, or give valid positions that survive encoding and decoding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzOSRMQuestion(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let lines = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    guard let coordinates = try? OSRMPath.coordinates(lines[0], count: 1...100) else { return 0 }
    precondition(
        (1...100).contains(coordinates.count) && coordinates.allSatisfy(\.isValid), "no positions on the earth")
    for digits in [5, 6] {
        let code = PolylineCode.encode(coordinates, digits: digits)
        guard let again = PolylineCode.decode(code, digits: digits, limit: 100) else { preconditionFailure("lost") }
        precondition(PolylineCode.encode(again, digits: digits) == code, "another line")
    }
    let pairs = lines.dropFirst().map { line in
        let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        return (name: parts[0], value: parts.count > 1 ? parts[1] : "")
    }
    for service in OSRMOptions.Service.allCases {
        guard let options = try? OSRMOptions(service, pairs, coordinateCount: coordinates.count) else { continue }
        precondition(options.radiuses.count == coordinates.count, "a coordinate without a radius")
        precondition((options.sources + options.destinations).allSatisfy(coordinates.indices.contains), "no such place")
    }
    return 0
}
