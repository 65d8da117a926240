import GeoIndex
import Routing
import RoutingTestSupport

/// Fuzz target: any bytes as tags, one `key=value` a line, of the middle of three streets in a row; after a line `---`
/// follow the tags of the node at its start. A detour also connects both ends.
///
/// The network can be built and opened. Under any conditions there is a time only when the rules of the road leave a
/// way, and a condition of unknown state changes no time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRoadTags(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    var tags: [[String: String]] = [["highway": "residential"], [:]]
    for line in text.split(separator: "\n") {
        if line == "---" {
            tags.swapAt(0, 1)
        } else if let equals = line.firstIndex(of: "=") {
            tags[0][String(line[..<equals])] = String(line[line.index(after: equals)...])
        }
    }
    if text.contains("\n---\n") { tags.swapAt(0, 1) }
    func coordinate(_ node: Int64) -> Coordinate {
        Coordinate(longitude: 22 + Double(node % 4) * 0.01, latitude: 39 + Double(node / 4) * 0.01)
    }
    var builder = RoadGraphBuilder()
    for (id, nodes) in [[0, 1], [1, 2], [2, 3], [1, 5, 6, 2]].enumerated() {
        builder.add(
            WayInput(
                id: Int64(id + 1), nodes: nodes.map { Int64($0) }, coordinates: nodes.map { coordinate(Int64($0)) },
                tags: id == 1 ? tags[0] : ["highway": "residential"]))
    }
    builder.add(NodeInput(id: 1, tags: tags[1]))
    var writer = PackedFileWriter(kind: RoadGraph.fileKind)
    _ = builder.finish(into: &writer)
    let bytes = writer.bytes(buildID: BuildID(high: 1, low: 2))
    guard let file = try? PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "fuzz"),
        let graph = try? RoadGraph(file: file)
    else { preconditionFailure("a graph that was just built cannot be opened") }
    let router = Router(graph: graph)
    for profile in graph.profileNames.indices {
        guard let source = graph.point(at: Coordinate(longitude: 22.004, latitude: 39), profile: profile),
            let target = graph.point(at: Coordinate(longitude: 22.026, latitude: 39), profile: profile)
        else { continue }
        for state in [ConditionState.fails, .holds, .unknown] {
            let conditions = graph.conditionTexts.map { _ in state }
            let snapshot = router.snapshot(conditions: conditions)
            let oracle = RuleOracle(
                graph, profile: profile, changes: graph.changes(profile: profile, conditions: conditions))
            let expected = oracle.time(from: source, oracle.reach(from: source), to: target)
            let found = snapshot.milliseconds(from: source, to: target)
            precondition(found == (expected < .unreachable ? Int(expected) : nil), "a time against the rules")
            if state == .unknown {
                let plain = router.snapshot(conditions: conditions.map { _ in .fails })
                precondition(plain.milliseconds(from: source, to: target) == found, "a doubt changed a time")
            }
        }
    }
    return 0
}
