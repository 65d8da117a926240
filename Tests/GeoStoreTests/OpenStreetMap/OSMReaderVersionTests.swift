import GeoStore
import Testing

/// Objects that occur more than once in a file, or are marked as deleted.
@Suite struct OSMReaderVersionTests {
    private static let nodes = (1...5).map { "<node id=\"\($0)\" version=\"1\" lat=\"39.6\" lon=\"22.40\($0)\"/>" }
        .joined()

    private func read(_ body: String, cacheBytes: Int = 1 << 30) throws -> OSMReadResult {
        try OSMReadResult(
            bytes: Array("<osm version=\"0.6\">\(Self.nodes)\(body)</osm>".utf8), cacheBytes: cacheBytes)
    }

    private static func way(_ id: Int, _ refs: [Int], _ attributes: String = "", _ highway: String? = "residential")
        -> String
    {
        let list = refs.map { "<nd ref=\"\($0)\"/>" }.joined()
        let tag = highway.map { "<tag k=\"highway\" v=\"\($0)\"/>" } ?? ""
        return "<way id=\"\(id)\" \(attributes)>\(list)\(tag)</way>"
    }

    @Test(
        "history-file: several versions of an object are refused by name",
        arguments: [
            // A way that was deleted and restored with more nodes.
            (
                way(1, [1, 2], "version=\"1\"") + way(1, [], "version=\"2\" visible=\"false\"", nil)
                    + way(1, [1, 2, 3], "version=\"3\""), "way 1"
            ),
            // Deleted permanently; newest version first; not a road before; versions far apart and without numbers.
            (way(1, [1, 2]) + way(1, [], "visible=\"false\"", nil), "way 1"),
            (way(2, [1, 2, 3], "version=\"2\"") + way(2, [1, 2], "version=\"1\""), "way 2"),
            (way(2, [1, 2], "", nil) + way(2, [1, 2]), "way 2"),
            (way(7, [1, 2]) + way(3, [2, 3]) + way(7, [1, 3]), "way 7"),
            // A node that was moved, deleted, tagged.
            ("<node id=\"2\" version=\"2\" lat=\"39.7\" lon=\"22.4\"/>" + way(1, [1, 2]), "node 2"),
            ("<node id=\"2\" version=\"2\" visible=\"false\"/>" + way(1, [1, 2]), "node 2"),
            ("<node id=\"2\" lat=\"39.6\" lon=\"22.402\"><tag k=\"barrier\" v=\"gate\"/></node>", "node 2"),
            // A relation with changed members.
            (
                "<relation id=\"4\"><member type=\"way\" ref=\"1\" role=\"\"/></relation><relation id=\"4\"/>",
                "relation 4"
            ),
        ])
    func refusesHistory(body: String, object: String) throws {
        for cacheBytes in [0, 1 << 30] {
            let error = try #require(#expect(throws: StoreError.self) { try read(body, cacheBytes: cacheBytes) })
            #expect(error.code == .inputMalformed)
            #expect(
                error.reason.contains("a file with history: \(object) stands in it in several versions"), "\(error)")
        }
    }

    @Test("History files and change files are refused by name")
    func refusesHistoryAndChangeFiles() throws {
        let two = "<osm version=\"0.6\">\(Self.nodes)\(Self.way(1, [1, 2], "version=\"1\""))</osm>"
        let history = try OSMTool.convert(two, to: "osh.pbf")
        let found = #expect(throws: StoreError.self) { try OSMReadResult(bytes: history) }
        #expect(found?.code == .inputMalformed && found?.reason.contains("a file with history") == true)
        for change in ["create", "modify", "delete"] {
            let text = "<osmChange version=\"0.6\"><\(change)>\(Self.way(1, [1, 2]))</\(change)></osmChange>"
            let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(text.utf8)) }
            #expect(error?.code == .inputMalformed && error?.reason.contains("a change file") == true)
        }
    }

    @Test("Equal copies of an object, as in concatenated extracts, are read once")
    func takesCopies() throws {
        let copies = Self.nodes + Self.way(1, [1, 2]) + Self.way(3, [2, 3]) + Self.way(1, [1, 2], "version=\"9\"")
        let result = try read(copies)
        #expect(result.roads.map(\.id) == [1, 3] && result.rejects.isEmpty)
    }

    @Test("josm-deleted-way: objects marked as deleted by an editor are not read", arguments: ["action", "visible"])
    func leavesDeletedObjectsOut(attribute: String) throws {
        let gone = attribute == "action" ? "action=\"delete\" visible=\"true\"" : "visible=\"false\""
        let result = try read(
            Self.way(1, [1, 2, 3], gone) + Self.way(2, [1, 4, 5, 3]) + Self.way(-7, [1, 5], "action='modify'")
                + "<node id=\"-1\" lat=\"39.6\" lon=\"22.41\" \(gone)><tag k=\"addr:housenumber\" v=\"1\"/></node>"
                + "<node id=\"-2\" lat=\"39.6\" lon=\"22.41\"><tag k=\"addr:housenumber\" v=\"2\"/></node>"
                    + """
                    <relation id="8" \(gone)><member type="way" ref="2" role="from"/><member type="node" ref="1" role="via"/>
                    <member type="way" ref="-7" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="no_u_turn"/></relation>
                    """)
        #expect(result.roads.map(\.id) == [2, -7])
        #expect(result.addresses.map(\.id.description) == ["n-2"])
        #expect(result.restrictions.isEmpty && result.rejects.isEmpty)
        #expect(result.summary.nodes == 6 && result.summary.ways == 2 && result.summary.relations == 0)
    }

    @Test("The mark is also found in compressed files, and the word elsewhere is not a mark")
    func readsTheMarkInCompressedFiles() throws {
        let text =
            "<osm version=\"0.6\">\(Self.nodes)\(Self.way(1, [1, 2], "action='delete'"))"
            + "<way id=\"2\"><nd ref=\"1\"/><nd ref=\"2\"/><tag k=\"highway\" v=\"track\"/><tag k=\"note\" v=\"delete\"/></way></osm>"
        #expect(try OSMReadResult(bytes: OSMTool.gzip(text)).roads.map(\.id) == [2])
        #expect(try OSMReadResult(bytes: Array(text.utf8)).roads.map(\.id) == [2])
    }

    @Test(
        "A file without any map object is refused",
        arguments: [
            "<osm version=\"0.6\"/>",
            "<osm version=\"0.6\"><bounds minlat=\"1\" minlon=\"1\" maxlat=\"2\" maxlon=\"2\"/></osm>",
            "<osm version=\"0.6\"><node id=\"1\" lat=\"1\" lon=\"1\" visible=\"false\"/></osm>",
            "<osm version=\"0.6\"><node id=\"1\" lat=\"1\" lon=\"1\" action=\"delete\"/></osm>",
        ])
    func refusesNothing(text: String) throws {
        let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(text.utf8)) }
        #expect(error?.code == .inputMalformed && error?.reason.contains("a file without any map object") == true)
    }

    @Test("A PBF file with only a header is refused, and so is a web page in its place")
    func refusesHeadersAndPages() throws {
        let file = OSMPBFFixture()
        let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(file.bytes[..<file.frames[1]])) }
        #expect(error?.code == .inputMalformed && error?.reason.contains("a file without any map object") == true)
        for page in ["<!DOCTYPE html><html>", "\n <HTML lang=\"el\">", "<!doctype HTML PUBLIC \"x\">"] {
            let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(page.utf8)) }
            #expect(error?.code == .inputMalformed && error?.reason.contains("an HTML page") == true)
        }
    }
}
