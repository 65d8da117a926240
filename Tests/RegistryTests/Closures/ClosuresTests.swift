import Foundation
import GeoIndex
import Publication
import Records
import Registry
import RegistryTestSupport
import Routing
import TestSupport
import Testing

/// Road closures from a proposal to what is published: who may do what, and what stays.
struct ClosuresTests {
    private let registry: TestRegistry
    private let editor: Caller
    private let coordinator: Caller

    init() throws {
        registry = try TestRegistry()
        editor = try registry.caller("editor", [(.editor, .municipality("9001"))])
        coordinator = try registry.caller(
            "coordinator", [(.coordinator, .region)], until: registry.clock.now.adding(seconds: 86_400))
    }

    private var home: RegistryHome { registry.home }

    private func feature(_ properties: String = "", geometry: String = Self.point) -> String {
        #"{"type":"Feature","geometry":\#(geometry),"properties":{"source":"Τροχαία"\#(properties)}}"#
    }

    private static let point = #"{"type":"Point","coordinates":[22.1,39.5]}"#

    private func entry(
        _ properties: String = #","radiusMetres":40,"note":"Γέφυρα""#, geometry: String = Self.point
    ) throws -> ClosureEntry {
        try ClosureEntry(feature: StrictJSON(Array(feature(properties, geometry: geometry).utf8)))
    }

    private func propose(_ entry: ClosureEntry? = nil, by caller: Caller? = nil) throws -> RecordID {
        try #require(
            home.proposeClosures([entry ?? self.entry()], reason: "νερά", by: caller ?? editor).first)
    }

    private func state(_ id: RecordID) throws -> ClosureRecord.State {
        try home.closure(id, by: editor).record.state
    }

    private func version() throws -> Int { try home.closures(by: editor).version }

    @Test("A proposal waits for a coordinator; each change of what is in force is a version")
    func decisions() throws {
        let id = try propose()
        #expect(try state(id) == .proposed && version() == 0)
        #expect(try home.publish(by: .systemOperator).closures == nil)
        #expect(error { try home.decideClosure(id, approve: true, by: editor) }?.code == .refused)
        #expect(error { try home.decideClosure(.random(), approve: true, by: coordinator) }?.code == .notFound)
        try home.decideClosure(id, approve: true, note: "ναι", by: coordinator)
        #expect(try state(id) == .inForce && version() == 1)
        let published = try #require(home.publish(by: .systemOperator).closures)
        #expect(published.version == 1 && published.closures.map(\.id) == [id.description])
        #expect(published.closures[0].note == "Γέφυρα" && published.closures[0].source == "Τροχαία")
        #expect(published.closures[0].roads == .points([Coordinate(longitude: 22.1, latitude: 39.5)], radiusMetres: 40))

        let other = try propose()
        try home.decideClosure(other, approve: false, note: "όχι", by: coordinator)
        let withdrawn = try propose()
        try home.withdrawClosure(withdrawn, by: editor)
        #expect(try version() == 1)
        for done in [id, other, withdrawn] {
            #expect(error { try home.decideClosure(done, approve: true, by: coordinator) }?.code == .conflict)
            #expect(error { try home.withdrawClosure(done, by: editor) }?.code == .conflict)
        }
        try home.endClosure(id, reason: "άνοιξε", by: coordinator)
        #expect(try state(id) == .ended && version() == 2)
        let after = try #require(home.publish(by: .systemOperator).closures)
        #expect(after.version == 2 && after.closures.isEmpty)
        let view = try home.closure(id, by: editor)
        #expect(view.changes.map(\.state) == [.proposed, .inForce, .ended])
        #expect(view.changes.map(\.version) == [0, 1, 2])
        #expect(view.record.decision?.name == "Fixture coordinator" && view.record.end?.note == "άνοιξε")
        #expect(registry.isAuditWhole)
    }

    @Test("A coordinator's own closure is in force at once, an import is all or nothing, and «again» is a new one")
    func ownAndAgain() throws {
        let id = try propose(by: coordinator)
        #expect(try state(id) == .inForce && version() == 1)
        #expect(error { _ = try home.repeatClosure(id, until: nil, reason: "x", by: editor) }?.code == .conflict)
        try home.endClosure(id, reason: "τέλος", by: coordinator)
        let again = try home.repeatClosure(id, until: nil, reason: "πάλι", by: editor)
        #expect(try state(again) == .proposed)
        #expect(try home.closure(id, by: editor).repeatedBy == [again])
        let record = try home.closure(again, by: editor).record
        let roads = try entry().closure.roads
        #expect(record.former == id && record.closure.roads == roads)
        let now = try home.repeatClosure(id, until: nil, reason: "πάλι", by: coordinator)
        #expect(try state(now) == .inForce && version() == 3)

        let file = { (second: String) throws in
            try ClosureFileImport(
                Array(#"{"type":"FeatureCollection","features":[\#(feature(#","radiusMetres":5"#)),\#(second)]}"#.utf8),
                source: "Δήμος")
        }
        let ways = #"{"type":"Feature","geometry":null,"properties":{"ways":[12345678901,7],"profiles":["car"]}}"#
        let bad = try file(ways.replacing("car", with: "horse"))
        #expect(bad.rows.map { (try? $0.entry.get()) != nil } == [true, false])
        let refusal = error { _ = try home.proposeClosures(bad.entries, reason: "x", by: editor) }
        #expect(refusal?.code == .invalid && refusal?.place == "features[1].properties.profiles[0]")
        #expect(try home.closures(in: .proposed, by: editor).records.count == 1)
        let ids = try home.proposeClosures(file(ways).entries, reason: "x", by: coordinator)
        #expect(try ids.count == 2 && version() == 5)
        let imported = try home.closure(ids[1], by: editor).record.closure
        #expect(imported.roads == .ways([12_345_678_901, 7]) && imported.profiles == ["car"])
        #expect(imported.source == "Δήμος")
    }

    @Test("Nobody decides on their own proposal, also not after they became a coordinator or in the store")
    func ownProposal() throws {
        let id = try propose()
        try home.grant(
            .coordinator, in: .region, to: "editor", until: registry.clock.now.adding(seconds: 9000),
            by: .systemOperator)
        var both = editor
        both.grants.append(
            Grant(.coordinator, in: .region, from: registry.clock.now, to: registry.clock.now.adding(seconds: 9000)))
        #expect(error { try home.decideClosure(id, approve: true, by: both) }?.code == .refused)
        for change in [
            "UPDATE closure SET state = 'in-force', decided_by = author, decided_at = created_at + 1",
            "UPDATE closure SET state = 'in-force'", "UPDATE closure SET feature = '{}'", "DELETE FROM closure",
            "UPDATE closure_change SET version = 7", "DELETE FROM closure_change",
            "INSERT INTO closure_change SELECT 2, id, state, 1, author, 5 FROM closure",
            "INSERT INTO closure_change SELECT 9, id, state, 0, author, 5 FROM closure",
        ] {
            #expect(error { try home.store.transaction { try $0.execute(change) } } != nil, "\(change)")
        }
        #expect(try state(id) == .proposed)
    }

    @Test("A closure that is over is not published, counts as a change, and ending it changes nothing more")
    func over() throws {
        let soon = TimeText.text(UTCInstant(seconds: registry.clock.now.milliseconds / 1000 + 60))
        let id = try propose(entry(#","radiusMetres":40,"until":"\#(soon)""#), by: coordinator)
        let waiting = try propose(entry(#","radiusMetres":40,"until":"\#(soon)""#))
        #expect(try home.publish(by: .systemOperator).closures?.closures.count == 1)
        registry.clock.move(seconds: 60)
        #expect(try home.isPublished(), "nothing is signed because time passes")
        #expect(try home.closure(id, by: editor).record.isOver(at: registry.clock.now))
        var published = try #require(home.publish(by: .systemOperator).closures)
        #expect(published.version == 2 && published.closures.isEmpty)
        try home.endClosure(id, reason: "x", by: coordinator)
        published = try #require(home.publish(by: .systemOperator).closures)
        #expect(published.version == 2 && published.closures.isEmpty)
        #expect(error { try home.decideClosure(waiting, approve: true, by: coordinator) }?.place == "until")
        #expect(error { try propose(entry(#","radiusMetres":4,"until":"\#(soon)""#)) }?.place == "until")
        #expect(try home.repeatClosure(id, until: nil, reason: "x", by: coordinator) != id)
        #expect(try version() == 3)
    }

    @Test(
        "What is not a closure is refused with its place, and nothing of a personal number is kept",
        arguments: [
            (#","radiusMetres":-1"#, "properties.radiusMetres"), ("", "properties"),
            (#","radiusMetres":5,"profiles":["horse"]"#, "properties.profiles[0]"),
            (#","radiusMetres":5,"colour":"red""#, "properties.colour"),
            (#","radiusMetres":5,"from":"today""#, "properties.from"),
            (#","radiusMetres":5,"note":"ΑΜΚΑ 01017012345""#, "note"),
            (#","radiusMetres":5,"note":"a\u0000b""#, "note"), (#","radiusMetres":5,"note":"a\nb""#, "note"),
            (#","arcs":[1]"#, "properties"),
        ])
    func refused(_ properties: String, _ place: String) {
        let error = error { _ = try entry(properties) }
        #expect(error?.code == .invalid && error?.place == place)
        #expect(error?.reason.contains("01017012345") != true && error?.greek?.isEmpty == false)
    }

    @Test("Arcs are of one build only, and source and reason hold no personal number")
    func otherTexts() throws {
        let arcs = #"{"type":"Feature","geometry":null,"properties":{"source":"x","arcs":[1]}}"#
        #expect(error { _ = try ClosureEntry(feature: StrictJSON(Array(arcs.utf8))) }?.place == "arcs")
        let nobody = feature(#","radiusMetres":5"#).replacing("Τροχαία", with: "")
        #expect(error { _ = try ClosureEntry(feature: StrictJSON(Array(nobody.utf8))) }?.place == "source")
        let number = feature(#","radiusMetres":5"#).replacing("Τροχαία", with: "GR16 0110 1250 0000 0001 2300 695")
        #expect(error { _ = try ClosureEntry(feature: StrictJSON(Array(number.utf8))) }?.place == "source")
        let entry = try entry()
        #expect(
            error { _ = try home.proposeClosures([entry], reason: "01017012345", by: editor) }?.place == "reason")
        let id = try propose(by: coordinator)
        #expect(error { try home.endClosure(id, reason: "01017012345", by: coordinator) }?.place == "reason")
        let other = try propose()
        #expect(
            error { try home.decideClosure(other, approve: false, note: "01017012345", by: coordinator) }?.place
                == "note")
    }

    @Test("Every form comes back from the store and the snapshot as it was entered")
    func forms() throws {
        let ring = "[[22.1,39.5],[22.2,39.5],[22.2,39.6],[22.1,39.5]]"
        let times = #","from":"2026-05-29T06:30:00+03:00","until":"2030-01-01T00:00:00Z""#
        let forms: [(String, String)] = [
            (#","radiusMetres":12.5,"direction":"forward""#, Self.point),
            (#","radiusMetres":3"#, #"{"type":"MultiPoint","coordinates":[[22.1,39.5],[22.1234567,39.7]]}"#),
            (times, #"{"type":"LineString","coordinates":[[22.1,39.5],[22.2,39.6]]}"#),
            (#","sparesBridges":true,"sparesTunnels":true"#, #"{"type":"Polygon","coordinates":[\#(ring)]}"#),
            (#","profiles":["car","rescue"]"#, #"{"type":"MultiPolygon","coordinates":[[\#(ring)],[\#(ring)]]}"#),
            (#","ways":[1,8999999999999999],"note":"«<b>&»""#, "null"),
        ]
        var entered: [Closure] = []
        for (properties, geometry) in forms {
            let entry = try entry(properties, geometry: geometry)
            var closure = entry.closure
            closure.id = try propose(entry, by: coordinator).description
            entered.append(closure)
        }
        let published = try #require(home.publish(by: .systemOperator).closures)
        #expect(published.closures == entered.sorted { $0.id < $1.id })
        #expect(try home.closuresInForce(by: editor) == published)
        #expect(try home.isPublished())
    }

    @Test("No more closures are in force than a snapshot has room for")
    func room() throws {
        let entries = Array(repeating: try entry(), count: 200)
        for _ in 0..<2 { try home.proposeClosures(entries, reason: "x", by: coordinator) }
        #expect(error { try home.proposeClosures(entries, reason: "x", by: coordinator) }?.code == .conflict)
        try home.proposeClosures(Array(entries.prefix(100)), reason: "x", by: coordinator)
        #expect(try version() == RegistryHome.closureLimit)
        let waiting = try propose()
        #expect(error { try home.decideClosure(waiting, approve: true, by: coordinator) }?.code == .conflict)
        #expect(try home.publish(by: .systemOperator).closures?.closures.count == RegistryHome.closureLimit)
    }

    @Test("Who reads, proposes and decides")
    func rights() throws {
        for role in Role.allCases {
            let end = role.isTimeLimited ? registry.clock.now.adding(seconds: 9000) : nil
            let caller = try registry.caller("r-\(role.rawValue)", [(role, .region)], until: end)
            let reads: [Role] = [.editor, .moderator, .crew, .coordinator, .auditor]
            let proposes: [Role] = [.editor, .moderator, .crew, .coordinator]
            #expect(error { try home.closures(by: caller) }?.code == (reads.contains(role) ? nil : .refused))
            #expect(error { try propose(by: caller) }?.code == (proposes.contains(role) ? nil : .refused))
            let waiting = try propose()
            let decided = error { try home.decideClosure(waiting, approve: true, by: caller) }
            #expect(decided?.code == (role == .coordinator ? nil : .refused))
        }
    }

    @Test("A registry of the version before has the tables after it is opened")
    func migration() throws {
        let former = StoreSchema(
            applicationID: StoreSchema.registry.applicationID,
            migrations: Array(StoreSchema.registry.migrations.prefix { $0.name != "closures" }))
        #expect(former.migrations.count < StoreSchema.registry.migrations.count)
        let path = registry.folder.file("former.sqlite")
        _ = try StoreFile.create(at: path, schema: former, now: registry.clock.now)
        let opened = try StoreFile.open(at: path, schema: .registry, now: registry.clock.now)
        #expect(try opened.read { try $0.rows("SELECT * FROM closure") }.isEmpty)
    }
}
