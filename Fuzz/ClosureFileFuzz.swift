import GeoIndex
import Routing

/// A few streets for closures.
private let graph: RoadGraph? = {
    var builder = RoadGraphBuilder()
    for line in 0..<5 {
        builder.add(
            WayInput(
                id: Int64(line + 1), nodes: (0..<5).map { Int64(line * 5 + $0 + 1) },
                coordinates: (0..<5).map { Coordinate(longitude: Double($0), latitude: Double(line)) },
                tags: ["highway": "residential"]))
    }
    var writer = PackedFileWriter(kind: RoadGraph.fileKind)
    _ = builder.finish(into: &writer)
    let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
    return try? RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "fuzz"))
}()

/// Fuzz target: any bytes as a file of closures are refused with a place, or close only arcs of the graph.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzClosureFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = Array(UnsafeBufferPointer(start: start, count: count))
    do {
        let set = try ClosureSet(json: input)
        precondition(set.version >= 0, "a version below 0")
        guard let graph, set.closures.count < 20 else { return 0 }
        for closure in set.closures {
            if let next = set.nextChange(after: 0) { precondition(next > 0, "a change in the past") }
            for arc in graph.arcs(closedBy: closure) {
                precondition(arc >= 0 && arc < graph.segmentCount * 2, "an arc that is not")
            }
        }
    } catch {
        precondition(!error.place.isEmpty && !error.expected.isEmpty, "a refusal that does not say where")
    }
    return 0
}
