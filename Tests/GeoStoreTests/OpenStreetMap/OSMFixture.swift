import Foundation
import GeoIndex
import GeoStore
import Records

/// A small OpenStreetMap file under construction, and the result of reading it.
struct OSMFixture {
    private var nodes = "", ways = "", relations = ""
    var generator = "test"

    /// Adds a node with tags sorted by key.
    mutating func node(_ id: Int, _ longitude: Double, _ latitude: Double, sorted tags: [String: String]) {
        nodes += "<node id=\"\(id)\" lon=\"\(longitude)\" lat=\"\(latitude)\">"
        nodes += tags.sorted { $0.key < $1.key }.map { Self.text([$0.key: $0.value]) }.joined() + "</node>\n"
    }

    /// Adds nodes in sequence: number, longitude, latitude.
    mutating func node(_ id: Int, _ longitude: Double, _ latitude: Double, _ tags: KeyValuePairs<String, String> = [:])
    {
        nodes += "<node id=\"\(id)\" lon=\"\(longitude)\" lat=\"\(latitude)\">\(Self.text(tags))</node>\n"
    }

    mutating func way(_ id: Int, _ refs: [Int], _ tags: KeyValuePairs<String, String> = [:]) {
        let list = refs.map { "<nd ref=\"\($0)\"/>" }.joined()
        ways += "<way id=\"\(id)\">\(list)\(Self.text(tags))</way>\n"
    }

    /// Adds a relation; members are written `n1 role`, `w2`, `r3 inner`.
    mutating func relation(_ id: Int, _ members: [String], _ tags: KeyValuePairs<String, String>) {
        let list = members.map { member in
            let parts = member.split(separator: " ", maxSplits: 1)
            let kind = ["n": "node", "w": "way", "r": "relation"][parts[0].prefix(1)] ?? "node"
            let role = parts.count > 1 ? parts[1] : ""
            return "<member type=\"\(kind)\" ref=\"\(parts[0].dropFirst())\" role=\"\(role)\"/>"
        }
        relations += "<relation id=\"\(id)\">\(list.joined())\(Self.text(tags))</relation>\n"
    }

    /// Adds a grid of nodes `first ..< first + columns × rows`, row by row from the south-west, 0.001° apart.
    mutating func grid(first: Int = 1, columns: Int, rows: Int, west: Double = 10, south: Double = 50) {
        for row in 0..<rows {
            for column in 0..<columns {
                node(first + row * columns + column, west + Double(column) / 1000, south + Double(row) / 1000)
            }
        }
    }

    var xml: String {
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<osm version=\"0.6\" generator=\"\(generator)\">\n"
            + nodes + ways + relations + "</osm>\n"
    }

    /// The same objects with their types in the opposite order.
    var reversedXML: String {
        "<?xml version=\"1.0\"?>\n<osm version=\"0.6\" generator=\"\(generator)\">\n" + relations + ways + nodes
            + "</osm>\n"
    }

    func read(
        kinds: OSMKindTable = .empty, clip: BoundingBox? = nil, cacheBytes: Int = 1 << 30, today: CivilDate? = nil
    ) throws -> OSMReadResult {
        try OSMReadResult(bytes: Array(xml.utf8), kinds: kinds, clip: clip, cacheBytes: cacheBytes, today: today)
    }

    private static func text(_ tags: KeyValuePairs<String, String>) -> String {
        tags.map { "<tag k=\"\(escaped($0.key))\" v=\"\(escaped($0.value))\"/>" }.joined()
    }

    private static func escaped(_ text: String) -> String {
        text.replacingOccurrences(of: "&", with: "&amp;").replacingOccurrences(of: "\"", with: "&quot;")
            .replacingOccurrences(of: "<", with: "&lt;")
    }
}

/// Everything that a reading passed on.
struct OSMReadResult {
    let records: [OSMRecord]
    let rejects: [OSMReject]
    let summary: OSMReadSummary

    init(
        path: String, kinds: OSMKindTable = .empty, clip: BoundingBox? = nil, cacheBytes: Int = 1 << 30,
        today: CivilDate? = nil
    ) throws {
        var reader = OSMReader(path: path, kinds: kinds, clip: clip)
        reader.cacheBytes = cacheBytes
        reader.today = today ?? reader.today
        var (records, rejects): ([OSMRecord], [OSMReject]) = ([], [])
        summary = try reader.read { batch in
            records += batch.records
            rejects += batch.rejects
        }
        (self.records, self.rejects) = (records, rejects)
    }

    init(
        bytes: [UInt8], kinds: OSMKindTable = .empty, clip: BoundingBox? = nil, cacheBytes: Int = 1 << 30,
        today: CivilDate? = nil
    ) throws {
        self = try OSMTemporaryFile.with(bytes) {
            try OSMReadResult(path: $0, kinds: kinds, clip: clip, cacheBytes: cacheBytes, today: today)
        }
    }

    var roads: [OSMRoad] { records.compactMap { if case .road(let value) = $0 { value } else { nil } } }
    var roadNodes: [OSMRoadNode] { records.compactMap { if case .roadNode(let value) = $0 { value } else { nil } } }
    var restrictions: [OSMTurnRestriction] {
        records.compactMap { if case .turnRestriction(let value) = $0 { value } else { nil } }
    }
    var addresses: [OSMAddress] { records.compactMap { if case .address(let value) = $0 { value } else { nil } } }
    var interpolations: [OSMAddressInterpolation] {
        records.compactMap { if case .addressInterpolation(let value) = $0 { value } else { nil } }
    }
    var places: [OSMPlace] { records.compactMap { if case .place(let value) = $0 { value } else { nil } } }
    var boundaries: [OSMBoundary] { records.compactMap { if case .boundary(let value) = $0 { value } else { nil } } }
    var structures: [OSMStructure] { records.compactMap { if case .structure(let value) = $0 { value } else { nil } } }
    var landCovers: [OSMLandCover] { records.compactMap { if case .landCover(let value) = $0 { value } else { nil } } }
    var waterways: [OSMWaterway] { records.compactMap { if case .waterway(let value) = $0 { value } else { nil } } }
    var coastlines: [OSMCoastline] { records.compactMap { if case .coastline(let value) = $0 { value } else { nil } } }

    /// The reasons given for an object.
    func reasons(_ object: OSMObjectID) -> [String] { rejects.filter { $0.object == object }.map(\.reason) }
}

/// A file in a folder of its own that is removed at the end of the scope.
enum OSMTemporaryFile {
    static func with<Result>(
        _ bytes: [UInt8], name: String = "fixture", _ body: (String) throws -> Result
    ) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("plision-osm-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        return try body(file.path)
    }
}
