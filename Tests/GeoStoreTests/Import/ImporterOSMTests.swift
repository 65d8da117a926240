import Foundation
import GeoIndex
import GeoStore
import GRDB
import Records
import Testing
import TestSupport

struct ImporterOSMTests {
    /// A hamlet with one of everything, on the equator.
    private let extract = """
        <?xml version="1.0"?><osm version="0.6" generator="test">
        <node id="1" lat="0.001" lon="0.001" version="1" timestamp="2024-03-01T00:00:00Z"/>
        <node id="2" lat="0.001" lon="0.002"><tag k="barrier" v="gate"/></node>
        <node id="3" lat="0.002" lon="0.002"/><node id="4" lat="0.002" lon="0.001"/>
        <node id="5" lat="0.003" lon="0.003"><tag k="place" v="hamlet"/><tag k="name" v="Hamlet"/>
          <tag k="name:fr" v="Hameau"/><tag k="population" v="12"/></node>
        <node id="6" lat="0.001" lon="0.0015"><tag k="amenity" v="pharmacy"/><tag k="name" v="Pills &quot;R&quot; us"/>
          <tag k="addr:street" v="High Street"/><tag k="addr:housenumber" v="7"/><tag k="phone" v="+1 2"/>
          <tag k="opening_hours" v="Mo-Fr 09:00-17:00"/></node>
        <node id="7" lat="1" lon="1"><tag k="place" v="hamlet"/><tag k="name" v="Far"/></node>
        <node id="9" lat="0.0012" lon="0.0015"><tag k="amenity" v="pharmacy"/></node>
        <node id="8" lat="0.001" lon="0.003"/>
        <way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="High Street"/></way>
        <way id="2"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="landuse" v="forest"/></way>
        <way id="3"><nd ref="3"/><nd ref="4"/><tag k="waterway" v="river"/><tag k="name" v="Ri\u{0301}o"/></way>
        <way id="4"><nd ref="4"/><nd ref="1"/><tag k="natural" v="coastline"/></way>
        <way id="5"><nd ref="2"/><nd ref="8"/><tag k="highway" v="service"/></way>
        <relation id="1"><member type="way" ref="1" role="from"/><member type="node" ref="2" role="via"/>
          <member type="way" ref="5" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="no_left_turn"/></relation>
        <relation id="2"><member type="way" ref="2" role="outer"/><tag k="type" v="boundary"/><tag k="boundary" v="administrative"/>
          <tag k="admin_level" v="8"/><tag k="name" v="Parish"/></relation>
        </osm>
        """
    private let kinds = "kind,tags\npharmacy,amenity=pharmacy\n"

    private func imported(
        clip: Importer.Clip = .none
    ) throws -> (store: FeatureStore, folder: TemporaryFolder, result: ImportResult) {
        let folder = try TemporaryFolder()
        let file = try folder.write("hamlet.osm", extract)
        let table = try folder.write("kinds.csv", kinds)
        let store = try FeatureStore(path: ":memory:")
        return (store, folder, try Importer(into: store).importOSM(file: file, clip: clip, kinds: table))
    }

    @Test("Every record is stored in its table and can be read back")
    func whole() throws {
        let (store, _, result) = try imported()
        #expect(result.source == "osm:hamlet.osm")
        #expect(result.read == 9 + 5 + 2)
        #expect(result.attribution.contains("OpenStreetMap"))
        var roads: [RoadRow] = []
        try store.forEachRoad { roads.append($0) }
        #expect(roads.map(\.id) == [1, 5])
        #expect(roads[0].nodes == [1, 2, 3])
        #expect(roads[0].line.map(\.longitude) == [0.001, 0.002, 0.002])
        #expect(roads[0].tags == ["highway": "residential", "name": "High Street"])
        var nodes: [RoadNodeRow] = []
        try store.forEachRoadNode { nodes.append($0) }
        #expect(nodes.map(\.id) == [2])
        #expect(nodes[0].coordinate == Coordinate(longitude: 0.002, latitude: 0.001))
        #expect(nodes[0].tags == ["barrier": "gate"])
        var restrictions: [TurnRestrictionRow] = []
        try store.forEachTurnRestriction { restrictions.append($0) }
        #expect(restrictions.map(\.id) == [1])
        #expect(restrictions[0].members.map(\.type) == ["way", "node", "way"])
        #expect(restrictions[0].members.map(\.reference) == [1, 2, 5])
        #expect(restrictions[0].members.map(\.role) == ["from", "via", "to"])
        var addresses: [AddressRow] = []
        try store.forEachAddress { addresses.append($0) }
        #expect(addresses.map(\.id) == ["n6"])
        #expect(addresses[0].street == "High Street" && addresses[0].houseNumber == "7")
        var boundaries: [BoundaryRow] = []
        try store.forEachBoundary { boundaries.append($0) }
        #expect(boundaries.map(\.id) == ["r2"])
        #expect(boundaries[0].adminLevel == 8 && boundaries[0].names.text(in: "en") == "Parish")
        #expect(boundaries[0].area.first?.rings.first?.count == 5)
        var covers: [LandCoverRow] = []
        try store.forEachLandCover { covers.append($0) }
        #expect(covers.map(\.landClass) == ["wood"])
        var waterways: [WaterwayRow] = []
        try store.forEachWaterway { waterways.append($0) }
        #expect(waterways.map(\.waterClass) == ["river"])
        #expect(waterways[0].names.text(in: "en") == "Ri\u{0301}o")
        var coast: [CoastlineRow] = []
        try store.forEachCoastline { coast.append($0) }
        #expect(coast.map(\.line.count) == [2])
        var lines = 0
        try store.forEachAddressInterpolation { _ in lines += 1 }
        #expect(lines == 0)
    }

    @Test("A store of one extract has contents without a municipality")
    func contents() throws {
        let (store, _, _) = try imported()
        let contents = try store.contents()
        #expect(contents.dataset.region.code == "hamlet")
        #expect(contents.dataset.region.dataDate == "2024-03-01")
        #expect(contents.dataset.municipalities.isEmpty)
        #expect(contents.dataset.places.map(\.names.entries.count) == [2, 1])
        #expect(contents.notes.contains(.noMunicipalities))
        #expect(!contents.notes.contains(.noRoads))
        #expect(contents.leftOut.map(\.id).sorted() == ["n6", "n9"], "no table of kinds was imported")
        #expect(try store.report().isSound)
    }

    @Test("A structure without a name is named after its kind")
    func unnamed() throws {
        let (store, _, _) = try imported()
        let toy = try ToyRegion()
        _ = try Importer.run(toy.catalog, sources: ["kinds"], geodata: toy.geodata, into: store)
        let structures = try store.contents().dataset.structures.sorted { $0.id < $1.id }
        #expect(structures.map(\.id) == ["n6", "n9"])
        #expect(structures.map { $0.names.text(in: "en") } == ["Pills \"R\" us", "Pharmacy"])
        #expect(structures[0].phone == "+1 2")
        #expect(structures[0].openingHours == "Mo-Fr 09:00-17:00")
        #expect(structures[0].address.text(in: "en") == "High Street 7")
    }

    @Test("An import with the same extract, clip and table is skipped; any other is read")
    func again() throws {
        let (store, folder, _) = try imported()
        let (file, table) = (folder.path + "/hamlet.osm", folder.path + "/kinds.csv")
        let importer = Importer(into: store)
        #expect(try importer.importOSM(file: file, kinds: table).outcome == .unchanged)
        let box = BoundingBox(west: 0, south: 0, east: 0.01, north: 0.01)
        #expect(try importer.importOSM(file: file, clip: .box(box), kinds: table).outcome == .imported)
        #expect(try store.rowCounts()["place"] == 1, "the far one is cut off")
        try folder.write("kinds.csv", "kind,tags\nshop,shop=yes\n")
        #expect(try importer.importOSM(file: file, clip: .box(box), kinds: table).outcome == .imported)
        #expect(try store.rowCounts()["structure"] == nil)
        #expect(try store.rowCounts()["road"] == 2)
    }

    @Test("Two extracts that overlap: each object comes once")
    func overlapping() throws {
        let (store, folder, _) = try imported()
        let other = try folder.write("copy.osm", extract.replacing("id=\"5\"><nd", with: "id=\"9\"><nd"))
        _ = try Importer(into: store).importOSM(file: other, kinds: folder.path + "/kinds.csv")
        #expect(try store.rowCounts()["road"] == 4)
        var roads: [Int64] = []
        try store.forEachRoad { roads.append($0.id) }
        #expect(roads.sorted() == [1, 5, 9])
        #expect(try store.contents().dataset.places.count == 2)
    }

    @Test("A missing file and a truncated one leave the store unchanged")
    func refused() throws {
        let (store, folder, _) = try imported()
        let before = try store.rowCounts()
        let importer = Importer(into: store)
        #expect(
            #expect(throws: StoreError.self) { try importer.importOSM(file: folder.path + "/none.osm") }?.code
                == .inputNotFound)
        let text = try folder.write("text.osm.pbf", "no map")
        #expect(
            #expect(throws: StoreError.self) { try importer.importOSM(file: text) }?.code == .inputMalformed)
        try folder.write("hamlet.osm", String(extract.dropLast(200)))
        #expect(
            #expect(throws: StoreError.self) { try importer.importOSM(file: folder.path + "/hamlet.osm") }?.code
                == .inputMalformed)
        #expect(try store.rowCounts() == before)
    }

    @Test("A catalog's extract is found in any format and clipped to the region")
    func catalog() throws {
        let toy = try ToyRegion(
            more: #"""
                {"id": "osm-toy", "title": {"en": "Map"}, "file": "osm/toy.osm.pbf", "licence": "ODbL-1.0",
                 "attribution": "© OpenStreetMap contributors", "reader": "osm", "rank": 15}
                """#, clip: "[0, 0, 0.01, 0.01]")
        try toy.folder.write("data/osm/toy.osm", extract)
        let store = try FeatureStore(path: ":memory:")
        let result = try Importer.run(toy.catalog, sources: ["osm-toy"], geodata: toy.geodata, into: store)[0]
        #expect(result.outcome == .imported)
        #expect(result.file.hasSuffix("osm/toy.osm"))
        #expect(try store.rowCounts()["place"] == 1)
        let source = try store.read { db in try Row.fetchOne(db, sql: "SELECT id, data_date, file_name FROM source") }
        #expect(source?[0] == "osm-toy")
        #expect(source?[1] == "2024-03-01")
    }
}
