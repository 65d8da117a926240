import Foundation
import GeoStore
import Testing

@Suite struct OSMReaderDamageTests {
    @Test func everyCutOfAnXMLFileIsNoticed() throws {
        let bytes = Array(fixture().xml.utf8)
        let end = bytes.lastIndex(of: UInt8(ascii: ">"))!
        for count in 0...end {
            let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(bytes.prefix(count))) }
            #expect(error?.code == .inputMalformed)
        }
        #expect(try OSMReadResult(bytes: Array(bytes.prefix(end + 1))).roads.count == 1)
    }

    @Test func everyCutOfAPBFFileIsNoticed() throws {
        let file = OSMPBFFixture()
        #expect(try OSMReadResult(bytes: file.bytes).roads.map(\.nodes) == [[1, 2]])
        for count in 1..<file.bytes.count where !file.frames.contains(count) {
            let error = try #require(
                #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(file.bytes.prefix(count))) })
            #expect(error.code == .inputMalformed)
            // From the first complete blob header on, the error names the truncated frame.
            let start = file.frames.last { $0 <= count }!
            if count > 15 { #expect(error.place.hasSuffix(", byte \(start)"), "cut at \(count)") }
        }
    }

    @Test(arguments: ["osm.gz", "osm.bz2", "pbf", "pbf,pbf_compression=lz4"])
    func cutsAndFlipsOfCompressedFilesAreNoticed(format: String) throws {
        let bytes = try OSMTool.convert(fixture().xml, to: format)
        let whole = try OSMReadResult(bytes: bytes)
        #expect(whole.roads.count == 1)
        for count in 0..<bytes.count {
            guard let result = try attempt(Array(bytes.prefix(count))) else { continue }
            // Only truncation that neither checksums nor frames reveal: after a complete frame, or in bytes without
            // meaning.
            #expect(format.hasPrefix("pbf"), "\(format) cut at \(count) of \(bytes.count) was read as whole")
            #expect(result.records.count <= whole.records.count)
        }
        var generator = OSMSeededGenerator(state: 11)
        for index in bytes.indices {
            var damaged = bytes
            damaged[index] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            guard let result = try attempt(damaged), !format.hasPrefix("pbf") else { continue }
            #expect(result.records == whole.records, "\(format) with byte \(index) changed was read as something else")
        }
    }

    @Test func anyBytesInAPBFFileAreReadOrRefused() throws {
        let file = OSMPBFFixture()
        var generator = OSMSeededGenerator(state: 23)
        for _ in 0..<1500 {
            var bytes = file.bytes
            for _ in 0..<Int.random(in: 1...4, using: &generator) {
                bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
            }
            _ = try attempt(bytes)
        }
    }

    @Test func anyBytesInAnXMLFileAreReadOrRefused() throws {
        let bytes = Array(fixture().xml.utf8)
        var generator = OSMSeededGenerator(state: 29)
        for _ in 0..<1500 {
            var damaged = bytes
            let index = Int.random(in: 0..<bytes.count, using: &generator)
            switch Int.random(in: 0..<3, using: &generator) {
            case 0: damaged[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: damaged.remove(at: index)
            default: damaged.insert(UInt8.random(in: 32...126, using: &generator), at: index)
            }
            _ = try attempt(damaged)
        }
    }

    @Test func namesTheByteOfADamagedBlob() throws {
        var bytes = OSMPBFFixture().bytes
        let frames = OSMPBFFixture().frames
        // The way's list of references: its last byte becomes the first of a number that does not end.
        bytes[bytes.count - 1] = 0xFF
        let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: bytes) }
        #expect(error?.place.hasSuffix(", byte \(frames[2])") == true)
        #expect(error?.reason.hasPrefix("damaged: blob 2: ") == true)
    }

    @Test(arguments: [
        ("<osm version=\"0.6\">\n<node id=\"1\" lat=\"x\" lon=\"1\"/></osm>", "line 2, column 1"),
        ("<osm version=\"0.6\">\n\n  <way id=\"one\"/></osm>", "line 3, column 3"),
        ("<osm version=\"0.6\"><node id=\"1\" version=\"-1x\"/></osm>", "line 1, column 20"),
        ("<osm version=\"0.6\">\n<way id=\"1\">\n</wya></osm>", "line 3, column 3"),
        ("<osm version=\"0.6\"><node id=\"1\" timestamp=\"yesterday\"/></osm>", "line 1, column 20"),
        (
            "<osm version=\"0.6\"><node id=\"1\"><tag k=\"\(String(repeating: "k", count: 2000))\" v=\"\"/></node></osm>",
            "line 1"
        ),
    ])
    func namesTheLineOfADamagedXMLFile(text: String, place: String) throws {
        let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(text.utf8)) }
        #expect(error?.place.contains(place) == true, "\(error?.description ?? "")")
    }

    @Test func refusesOtherFiles() throws {
        let others: [(String, [UInt8])] = [
            ("an empty file", []), ("\"PK", Array("PK\u{3}\u{4}zip".utf8)),
            ("\\x89PNG", [0x89, 0x50, 0x4E, 0x47, 13, 10]),
            ("{", Array("{\"type\": \"FeatureCollection\"}".utf8)), ("HTML", Array("<html><body/></html>".utf8)),
            ("change file", Array("<osmChange version=\"0.6\"><create/></osmChange>".utf8)),
            ("0.5", Array("<osm version=\"0.5\"/>".utf8)), ("version", Array("<osm/>".utf8)),
            ("\\x00\\x00", [UInt8](repeating: 0, count: 100)),
        ]
        for (found, bytes) in others {
            let error = try #require(#expect(throws: StoreError.self) { try OSMReadResult(bytes: bytes) })
            #expect(error.code == .inputMalformed)
            #expect(error.reason.contains("expected OpenStreetMap data") && error.reason.contains(found), "\(error)")
        }
        for bytes: [UInt8] in [
            [0x1F, 0x8B], [0x1F, 0x8B, 8, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], Array("BZh91AY".utf8), Array("<".utf8),
        ] {
            let error = #expect(throws: StoreError.self) { try OSMReadResult(bytes: bytes) }
            #expect(error?.code == .inputMalformed)
        }
    }

    @Test func doesNotExpandEntities() throws {
        let bomb = """
            <?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>
            <osm version="0.6"><node id="1" lat="1" lon="1"><tag k="name" v="&b;"/></node></osm>
            """
        #expect(throws: StoreError.self) { try OSMReadResult(bytes: Array(bomb.utf8)) }
    }

    @Test func survivesTagsThatHoldZeroBytes() throws {
        let whole = try OSMTool.convert(fixture().xml, to: "pbf,pbf_compression=none")
        for word in ["residential", "administrative", "boundary", "place", "outer"].map({ Array($0.utf8) }) {
            for start in whole.indices where whole[start...].starts(with: word) {
                for offset in word.indices {
                    var bytes = whole
                    bytes[start + offset] = 0
                    #expect(try attempt(bytes) != nil)
                }
            }
        }
    }

    /// The result of reading; nil when the file was refused as expected.
    private func attempt(_ bytes: [UInt8]) throws -> OSMReadResult? {
        do {
            return try OSMReadResult(bytes: bytes)
        } catch let error as StoreError {
            #expect(error.code == .inputMalformed, "\(error)")
            #expect(!error.reason.isEmpty)
            return nil
        }
    }

    private func fixture() -> OSMFixture {
        var file = OSMFixture()
        file.grid(columns: 2, rows: 2)
        file.node(9, 10, 50, ["place": "town", "name": "Tόwn"])
        file.way(1, [1, 2], ["highway": "residential"])
        file.way(2, [1, 2, 4, 3, 1])
        file.way(3, [1, 2, 4, 3, 1], ["landuse": "residential"])
        file.relation(1, ["w2 outer", "n9 label"], ["type": "boundary", "boundary": "administrative", "name": "A"])
        return file
    }
}
