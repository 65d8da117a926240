import Foundation
import GeoIndex
import GeoStore
import Testing

/// Formats, header, order, batches, cancelling: the properties common to all files.
@Suite struct OSMReaderFormatTests {
    @Test func readsTheHeader() throws {
        let xml = """
            <?xml version="1.0"?>
            <osm version="0.6" generator="plision sample-roads">
            <bounds minlat="50" minlon="10" maxlat="51" maxlon="11.5"/>
            <node id="1" lat="50" lon="10" timestamp="2024-02-29T23:59:58Z" version="3"/>
            <node id="2" lat="50" lon="10" timestamp="2023-01-01T00:00:00Z"/>
            </osm>
            """
        let summary = try OSMReadResult(bytes: Array(xml.utf8)).summary
        #expect(summary.header.generator == "plision sample-roads" && summary.header.isSample)
        #expect(summary.header.boxes == [BoundingBox(west: 10, south: 50, east: 11.5, north: 51)])
        #expect(summary.latestEdit == "2024-02-29T23:59:58Z")
        #expect(summary.nodes == 2 && summary.ways == 0 && summary.format == "XML")
        let other = try OSMReadResult(bytes: Array(streets(1).utf8)).summary
        #expect(!other.header.isSample && other.latestEdit == nil && other.header.boxes.isEmpty)
    }

    @Test func isIndependentOfOrderAndCache() throws {
        let file = town()
        let expected = try OSMReadResult(bytes: Array(file.xml.utf8))
        for (xml, cache) in [(file.xml, 0), (file.reversedXML, 1 << 30), (file.reversedXML, 0)] {
            let result = try OSMReadResult(bytes: Array(xml.utf8), cacheBytes: cache)
            #expect(result.records == expected.records)
            #expect(result.rejects == expected.rejects)
            #expect(result.summary == expected.summary)
        }
        #expect(expected.roads.count == 1 && expected.addresses.count == 1 && expected.restrictions.count == 1)
    }

    @Test func readsObjectsNumberedBelowZero() throws {
        var file = OSMFixture()
        file.node(-1, 10, 50)
        file.node(-2, 10.001, 50, ["barrier": "gate"])
        file.way(-7, [-1, -2], ["highway": "track"])
        let result = try file.read()
        #expect(result.roads.map(\.nodes) == [[-1, -2]])
        #expect(result.roadNodes.map(\.id) == [-2])
    }

    @Test func readsExtremeNumbersAndPositions() throws {
        var file = OSMFixture()
        let (low, high) = (Int(Int64.min + 1), Int(Int64.max - 1))
        file.node(low, -180, -90)
        file.node(high, 180, 90)
        file.way(high, [low, high], ["highway": "service"])
        let road = try #require(try file.read().roads.first)
        #expect(road.nodes == [Int64(low), Int64(high)])
        #expect(road.line[0] == Coordinate(longitude: -180, latitude: -90))
        #expect(road.line[1] == Coordinate(longitude: 180, latitude: 90))
    }

    @Test func refusesPositionsOffTheEarth() throws {
        let xml = """
            <osm version="0.6"><node id="1" lat="91" lon="10"><tag k="place" v="town"/><tag k="name" v="A"/></node>
            <node id="2"><tag k="place" v="town"/><tag k="name" v="B"/></node><node id="3" lat="1" lon="2"/>
            <way id="1"><nd ref="1"/><nd ref="3"/><tag k="highway" v="path"/></way></osm>
            """
        let result = try OSMReadResult(bytes: Array(xml.utf8))
        #expect(result.records.isEmpty)
        #expect(
            result.rejects.map { "\($0.object): \($0.reason)" } == [
                "w1: road: 1 of 2 nodes are not in the file", "n1: it has no position on earth",
                "n2: it has no position on earth",
            ])
    }

    @Test func passesOnBatchesOfTheGivenSize() throws {
        try OSMTemporaryFile.with(Array(streets(100).utf8)) { path in
            var reader = OSMReader(path: path, kinds: .empty)
            reader.batchSize = 7
            var sizes: [Int] = []
            _ = try reader.read { sizes.append($0.records.count + $0.rejects.count) }
            #expect(sizes.reduce(0, +) == 100)
            #expect(sizes.dropLast().allSatisfy { $0 == 7 })
        }
    }

    @Test func stopsWhenTheSinkThrows() throws {
        struct Full: Error {}
        try OSMTemporaryFile.with(Array(streets(100).utf8)) { path in
            var reader = OSMReader(path: path, kinds: .empty)
            reader.batchSize = 10
            var taken = 0
            #expect(throws: Full.self) {
                _ = try reader.read { batch in
                    taken += batch.records.count
                    if taken >= 30 { throw Full() }
                }
            }
            #expect(taken == 30)
        }
    }

    @Test func stopsOnRequest() throws {
        let bytes = Array(streets(20_000).utf8)
        try OSMTemporaryFile.with(bytes) { path in
            let reader = OSMReader(path: path, kinds: .empty)
            let error = #expect(throws: StoreError.self) {
                _ = try reader.read(progress: { _, _ in false }, into: { _ in })
            }
            #expect(error?.code == .cancelled)
            var last: UInt64 = 0
            var total: UInt64 = 0
            _ = try reader.read(
                progress: { read, all in
                    #expect(read >= last && read <= all)
                    (last, total) = (read, all)
                    return true
                }, into: { _ in })
            #expect(last > 0 && total == UInt64(bytes.count))
        }
    }

    @Test func takesWeirdPathsLiterally() throws {
        let text = streets(1)
        for name in ["http:x.osm", "-", "a b.pbf", "noending"] {
            try OSMTemporaryFile.with(Array(text.utf8), name: name) { path in
                let summary = try OSMReadResult(path: path).summary
                #expect(summary.format == "XML")
            }
        }
        for path in ["http://127.0.0.1:9/x.osm", "file:///etc/hostname", "-", "", "/no/such/file.osm.pbf"] {
            let error = #expect(throws: StoreError.self) { try OSMReadResult(path: path) }
            #expect(error?.code == .inputNotFound)
        }
        let folder = #expect(throws: StoreError.self) { try OSMReadResult(path: "/tmp") }
        #expect(folder?.code == .inputUnreadable)
    }

    private func town() -> OSMFixture {
        var file = OSMFixture()
        file.grid(columns: 3, rows: 3)
        file.node(20, 10.0005, 50.0005, ["addr:housenumber": "5"])
        file.way(3, [1, 2, 3], ["highway": "residential"])
        file.way(2, [1, 3, 9, 7, 1], ["landuse": "residential"])
        file.way(1, [1, 2, 99], ["waterway": "ditch"])
        file.relation(2, ["w3 from", "n2 via", "w3 to"], ["type": "restriction", "restriction": "no_u_turn"])
        file.relation(1, ["n20 house"], ["type": "associatedStreet", "name": "Street"])
        return file
    }

    private func streets(_ count: Int) -> String {
        var file = OSMFixture()
        file.grid(columns: 2, rows: 1)
        for id in 1...count { file.way(id, [1, 2], ["highway": "service"]) }
        return file.xml
    }
}
