import Foundation
import GeoIndex
import GeoStore
import InputFiles
import Testing

/// Compares real extracts of seven places with osmium-tool: the same objects at the same positions.
///
/// Extracts are read from the folder `osm` of `PLISION_GEODATA`; without that variable the tests are skipped.
@Suite(.enabled(if: OSMExtract.folder != nil)) struct OSMExtractTests {
    @Test(arguments: OSMExtract.all)
    func countsObjectsAsOsmiumDoes(name: String) throws {
        let extract = try OSMExtract.shared.extract(name)
        let info = try OSMTool.run(["fileinfo", "--extended", "--json", extract.path])
        let report = try JSONSerialization.jsonObject(with: Data(info.utf8)) as? [String: Any]
        let count = (report?["data"] as? [String: Any])?["count"] as? [String: Int]
        let summary = extract.result.summary
        #expect(count?["nodes"] == summary.nodes)
        #expect(count?["ways"] == summary.ways)
        #expect(count?["relations"] == summary.relations)
        #expect(summary.counts.values.reduce(0, +) == extract.result.records.count)
        #expect(summary.rejected == extract.result.rejects.count)
    }

    @Test(arguments: OSMExtract.all)
    func passesOnTheObjectsThatTagsFilterFinds(name: String) throws {
        let extract = try OSMExtract.shared.extract(name)
        let result = extract.result
        let closed: Set = [
            "proposed", "planned", "abandoned", "razed", "dismantled", "demolished", "removed", "disused", "no", "none",
            "rest_area", "services", "raceway", "traffic_island", "toll_gantry", "street_lamp",
        ]
        try extract.compare(
            "road",
            ["w/highway", "w/route=ferry", "w/man_made=pier", "w/railway=platform", "w/public_transport=platform"],
            result.roads.map { "w\($0.id)" },
            where: { $0.tags["highway"].map { !closed.contains($0) } ?? true })
        try extract.compare(
            "turn restriction", ["r/type=restriction"], result.restrictions.map { "r\($0.id)" })
        let addressKeys = ["housenumber", "housename", "conscriptionnumber", "street", "place", "full", "postcode"]
        try extract.compare(
            "address", addressKeys.map { "addr:\($0)" }, result.addresses.map { "\($0.id)" },
            where: { object in
                !["associatedStreet", "street"].contains(object.tags["type"])
                    && !(object.id.first == "w" && object.tags["addr:interpolation"] != nil)
            })
        try extract.compare(
            "address interpolation", ["w/addr:interpolation"], result.interpolations.map { "w\($0.id)" })
        try extract.compare("place", ["place"], result.places.map { "\($0.id)" })
        let isRing = { (object: OPLObject) in
            object.id.first == "r" || (object.isRing && object.tags["area"] != "no")
        }
        try extract.compare(
            "boundary", ["wr/boundary=administrative,postal_code"], result.boundaries.map { "\($0.id)" }, where: isRing)
        try extract.compare(
            "water", ["wr/natural=water", "wr/waterway=riverbank,dock"],
            result.landCovers.filter { $0.landClass == .water && $0.id.kind != .node }.map { "\($0.id)" },
            where: isRing,
            isSubset: true)
        try extract.compare(
            "wood", ["wr/natural=wood"], result.landCovers.filter { $0.landClass == .wood }.map { "\($0.id)" },
            where: isRing, isSubset: true)
        try extract.compare(
            "waterway", ["w/waterway=river,stream,canal,drain,ditch,tidal_channel,brook,rapids"],
            result.waterways.map { "w\($0.id)" })
        try extract.compare("coastline", ["w/natural=coastline"], result.coastlines.map { "w\($0.id)" })
        try extract.compare(
            "structure", ["amenity=hospital"], result.structures.filter { $0.kind == "hospital" }.map { "\($0.id)" })
        try extract.compare(
            "structure", ["amenity=pharmacy"], result.structures.filter { $0.kind == "pharmacy" }.map { "\($0.id)" },
            isSubset: true)
    }

    @Test(arguments: OSMExtract.all)
    func putsRoadsWhereOsmiumPutsThem(name: String) throws {
        let extract = try OSMExtract.shared.extract(name)
        let located = try OSMTool.run([
            "add-locations-to-ways", "--ignore-missing-nodes", extract.path, "-f", "opl,add_metadata=none", "-o", "-",
        ])
        var positions: [String: OPLObject] = [:]
        for line in located.split(separator: "\n") where line.first == "w" {
            let way = OPLObject(line)
            positions[way.id] = way
        }
        var compared = 0
        var wrong: [String] = []
        for road in extract.result.roads where road.piece == 0 && extract.result.reasons(.init(.way, road.id)).isEmpty {
            guard let way = positions["w\(road.id)"], way.nodes == road.nodes else {
                wrong.append("w\(road.id)")
                continue
            }
            for (vertex, text) in zip(road.line, way.positions) {
                let parts = text.dropFirst().split(separator: "y")
                let isEqual =
                    parts.count == 2 && Double(parts[0]) == vertex.longitude && Double(parts[1]) == vertex.latitude
                if !isEqual { wrong.append("w\(road.id)") }
                compared += 1
            }
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(compared > extract.result.roads.count)
    }

    @Test(arguments: OSMExtract.all)
    func keepsRoadNodesOfRoadsOnly(name: String) throws {
        let extract = try OSMExtract.shared.extract(name)
        let standing = Set(extract.result.roads.flatMap(\.nodes))
        let keys = ["barrier", "highway", "crossing", "traffic_calming", "ford", "railway"]
        let tagged = try extract.filter(keys.map { "n/\($0)" })
        let expected = Set(tagged.compactMap { Int64($0.id.dropFirst()) }).intersection(standing)
        let found = Set(extract.result.roadNodes.map(\.id))
        #expect(expected.subtracting(found).isEmpty)
        for node in extract.result.roadNodes where !expected.contains(node.id) {
            #expect(!keys.contains { node.tags.has($0) }, "n\(node.id)")
        }
    }

    @Test func formatsOfOneExtractGiveTheSame() throws {
        // The two Andorra files are editions of 22 and 28 May 2013, so formats are compared with one of them.
        let extract = try OSMExtract.shared.extract("andorra.osm.pbf")
        for format in ["osm", "osm.gz", "osm.bz2", "pbf,pbf_dense_nodes=false"] {
            try OSMTemporaryFile.with([], name: "copy") { path in
                _ = try OSMTool.run(["cat", extract.path, "-o", path, "-f", format, "--overwrite"])
                for cache in [0, 1 << 30] {
                    let copy = try OSMReadResult(path: path, kinds: OSMExtract.kinds, cacheBytes: cache)
                    #expect(copy.records == extract.result.records, "\(format)")
                    #expect(copy.rejects == extract.result.rejects, "\(format)")
                }
            }
        }
    }

    @Test func editionsOfAndorraDifferByTheirEdits() throws {
        let older = try OSMExtract.shared.extract("andorra.osm.gz").result
        let newer = try OSMExtract.shared.extract("andorra.osm.pbf").result
        #expect(older.summary.latestEdit == "2013-05-22T12:42:23Z")
        #expect(newer.summary.header.timestamp == "2013-05-28T18:59:04Z")
        // Objects that were not edited in those six days are identical.
        let common = Set(older.records).intersection(newer.records)
        #expect(Double(common.count) > 0.98 * Double(newer.records.count))
        #expect(older.places.map(\.id) == newer.places.map(\.id))
    }

    @Test(arguments: OSMExtract.all)
    func survivesDamage(name: String) throws {
        let extract = try OSMExtract.shared.extract(name)
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: extract.path)))
        var generator = OSMSeededGenerator(state: UInt64(bytes.count))
        for _ in 0..<12 {
            let cut = Int.random(in: 0..<bytes.count, using: &generator)
            #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(bytes[..<cut])) }
            var flipped = bytes
            flipped[cut] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            do {
                _ = try OSMReadResult(bytes: flipped)
            } catch let error as StoreError {
                #expect(error.code == .inputMalformed)
            }
        }
    }
}

/// An extract and the result of reading it; read once for all tests.
struct OSMExtract {
    static let all = [
        "andorra.osm.gz", "andorra.osm.pbf", "columbus.osm.pbf", "hamburg-hafen-ferry.osm.pbf",
        "liechtenstein-latest.osm.pbf", "monaco-latest.osm.pbf", "porto_portugal.osm.pbf",
    ]
    static let folder = ProcessInfo.processInfo.environment["PLISION_GEODATA"].map { $0 + "/osm" }
    static let shared = Cache()
    static let kinds: OSMKindTable = {
        let table = "kind,tags\nhospital,amenity=hospital\npharmacy,amenity=pharmacy\n"
        return (try? OSMKindTable(ByteStream(bytes: Array(table.utf8)))) ?? .empty
    }()

    var path: String
    var result: OSMReadResult

    /// The objects found by `osmium tags-filter`.
    func filter(_ expressions: [String]) throws -> [OPLObject] {
        try OSMTool.run(
            ["tags-filter", "--omit-referenced", path] + expressions + ["-f", "opl,add_metadata=none", "-o", "-"]
        ).split(separator: "\n").map { OPLObject($0) }
    }

    /// Checks that every object found is passed on, or rejected with a reason that names `what`, and that nothing else
    /// is.
    func compare(
        _ what: String, _ expressions: [String], _ found: [String],
        where isMeant: (OPLObject) -> Bool = { _ in true }, isSubset: Bool = false
    ) throws {
        let expected = Set(try filter(expressions).filter(isMeant).map(\.id))
        let rejected = Set(
            result.rejects.filter { $0.reason.contains(what) || $0.reason.contains("no position") }
                .map { "\($0.object)" })
        let missing = expected.subtracting(found).subtracting(rejected)
        #expect(missing.isEmpty, "\(what): \(missing.count) are missing, as \(missing.sorted().prefix(5))")
        let extra = Set(found).subtracting(expected)
        #expect(isSubset || extra.isEmpty, "\(what): \(extra.count) are too many, as \(extra.sorted().prefix(5))")
    }

    /// The extracts that were read already.
    final class Cache: Sendable {
        private let lock = NSLock()
        nonisolated(unsafe) private var extracts: [String: OSMExtract] = [:]

        /// The extract of that name; a lock guards the dictionary.
        func extract(_ name: String) throws -> OSMExtract {
            try lock.withLock {
                if let known = extracts[name] { return known }
                let path = (OSMExtract.folder ?? "") + "/" + name
                let extract = OSMExtract(path: path, result: try OSMReadResult(path: path, kinds: OSMExtract.kinds))
                extracts[name] = extract
                return extract
            }
        }
    }
}
