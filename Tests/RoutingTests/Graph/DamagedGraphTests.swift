import GeoIndex
import Routing
import TestSupport
import Testing

@Suite("Damaged road files")
struct DamagedGraphTests {
    @Test("A file with changed bytes is refused, or answers without a crash", arguments: [UInt64(1), 2, 3])
    func damaged(seed: UInt64) throws {
        let network = TownNetwork(towns: 1, seed: seed)
        let whole = network.packed()
        let places = network.places(6, seed: seed)
        var random = SeededGenerator(seed: seed)
        var (refused, answered) = (0, 0)
        // After the header and the section table, which the tests of the packed file cover.
        let contents = 64 + 96 * 80..<whole.count
        for _ in 0..<300 {
            var bytes = whole
            let place = Int.random(in: contents, using: &random)
            bytes[place] = Bool.random(using: &random) ? 0xff : UInt8.random(in: 0...255, using: &random)
            do {
                let file = try PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "damaged", verify: false)
                ask(Router(graph: try RoadGraph(file: file)), places)
                answered += 1
            } catch {
                #expect(error.description.hasPrefix("damaged"), "\(error)")
                refused += 1
            }
        }
        #expect(refused > 10 && answered > 10, "\(refused) refused, \(answered) answered")
    }

    /// Asks every kind of question, ignoring the answers.
    private func ask(_ router: Router, _ places: [Coordinate]) {
        let graph = router.graph
        router.setClosures(
            ClosureSet(version: 1, closures: [Closure(id: "c", roads: .points([places[0]], radiusMetres: 100))]), at: 0
        )
        let snapshot = router.snapshot
        for profile in graph.profileNames.indices {
            let set = PlaceSet(places, on: graph, profile: profile)
            for from in places.prefix(2) {
                for to in places.prefix(3) {
                    _ = snapshot.route(from: from, to: to, profile: graph.profileNames[profile])
                }
                guard let point = graph.point(at: from, profile: profile) else { continue }
                _ = snapshot.nearest(3, from: point, among: set)
                _ = snapshot.isochrone(from: point, milliseconds: 300_000).lines
            }
        }
    }

    @Test("A file of another kind, a truncated file and an empty file are refused")
    func refused() throws {
        let whole = TownNetwork(towns: 1, seed: 1).packed()
        for bytes in [[], Array(whole.prefix(64)), Array(whole.prefix(whole.count / 2)), Array(whole.dropLast())] {
            #expect(throws: PackedFileError.self) {
                try RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "cut"))
            }
        }
        var writer = PackedFileWriter(kind: RoadGraph.fileKind)
        writer.add("profiles", texts: ["car"])
        let bytes = writer.bytes(buildID: BuildID(high: 1, low: 1))
        #expect(throws: PackedFileError.self) {
            try RoadGraph(file: PackedFile.open(bytes: bytes, kind: RoadGraph.fileKind, name: "bare"))
        }
    }
}
