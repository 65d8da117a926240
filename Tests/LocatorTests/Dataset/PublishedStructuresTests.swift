import Foundation
import Geocoding
import GeoIndex
import Locator
import Publication
import Records
import TestSupport
import Testing

/// What a registry publishes, in a dataset that was built before.
struct PublishedStructuresTests {
    private static let organisations = [Organisation(id: "body", names: LocalizedText(["en": "Body"]))]
    private static let places = [
        Place(
            id: "p1", kind: "town", names: LocalizedText(["el": "Νέα Πόλη", "en": "New Town"]), population: 900,
            coordinate: Coordinate(longitude: 0.4, latitude: 0.4)),
        Place(
            id: "p2", kind: "suburb", names: LocalizedText(["el": "Άνω Πόλη"]),
            coordinate: Coordinate(longitude: 0.41, latitude: 0.41)),
    ]

    private static func structure(_ id: String, _ kind: String = "centre", at longitude: Double? = 0.5) -> Structure {
        Toyland.structure(id, kind, longitude, municipality: "T0", hours: "Mo-Fr 08:00-15:00")
    }

    private static func contents(_ structures: [Structure], aliases: [String: String] = [:]) -> DatasetContents {
        var contents = Toyland.contents(structures, places: places, organisations: organisations)
        contents.aliases = aliases
        return contents
    }

    /// A writer of a dataset with streets, doors and postal codes.
    private static func writer(_ contents: DatasetContents) throws -> DatasetWriter {
        try DatasetWriter(contents, postcodes: [PostcodePattern(shape: "999 99")]) { names in
            for (row, name) in ["Ερμού", "Κέντρο", "Αθηνάς"].enumerated() {
                let latitude = 0.4 + 0.001 * Double(row)
                names.add(
                    StreetWay(
                        names: LocalizedText(["el": name]), nodes: [1, 2].map { $0 + Int64(row) * 10 },
                        coordinates: [0.4, 0.41].map { Coordinate(longitude: $0, latitude: latitude) }))
                names.add(
                    AddressPoint(
                        id: "n\(row)", street: name, houseNumber: "\(row + 3)", postcode: "412 2\(row)",
                        city: "Νέα Πόλη", coordinate: Coordinate(longitude: 0.405, latitude: latitude)))
            }
        }
    }

    private static func dataset(_ contents: DatasetContents) throws -> Dataset {
        let folder = try TemporaryFolder()
        _ = try writer(contents).write(to: folder.path + "/dataset")
        return try Dataset(directory: folder.path + "/dataset")
    }

    private static func snapshot(_ structures: [Structure]) -> PublishedSnapshot {
        PublishedSnapshot(
            installation: String(repeating: "0", count: 32), revision: 1, at: UTCInstant(seconds: 0),
            structures: structures.sorted { $0.id < $1.id }.map { .init(version: 1, structure: $0) })
    }

    /// The dataset with what was published, and what is not shown as published.
    private static func published(
        _ structures: [Structure], on base: DatasetContents
    ) throws -> (dataset: Dataset, findings: [PublishedFinding]) {
        let base = try dataset(base)
        var contents = base.structureContents
        let findings = contents.take(snapshot(structures))
        return (try Dataset(base, structuresOf: contents), findings)
    }

    @Test("Over 2,000 seeded edits, a running dataset equals a build that has taken them in")
    func equalsABuild() throws {
        var random = SeededGenerator(seed: 16)
        var kept = (0..<9).map {
            Self.structure("s\($0)", ["centre", "hospital", "refuge"][$0 % 3], at: 0.1 * Double($0))
        }
        kept[0].details.delivery = .mobile
        kept[1].parent = "s2"
        kept[3].positionNote = LocalizedText(["en": "the square"])
        kept[3].accuracyMetres = 100
        kept[4].address = LocalizedText(["el": "Ερμού 3, Νέα Πόλη"])
        kept[6].phone = "24100 11111"
        let contents = Self.contents(kept, aliases: ["old": "s4"])
        let base = try Self.dataset(contents)
        var edits: [String: Structure] = [:]
        var shown = 0
        for number in 0..<2_000 {
            let edit = Self.edit(&random, edits)
            edits[edit.id] = edit
            if number % 400 == 399 { edits = [:] }
            let snapshot = Self.snapshot(Array(edits.values))
            var running = base.structureContents
            var built = contents
            let findings = running.take(snapshot)
            #expect(built.take(snapshot) == findings, "edit \(number)")
            let overlaid = try Dataset(base, structuresOf: running)
            let writer = try Self.writer(built)
            // A build id is the hash of all bytes of all files.
            try #require(overlaid.buildID == writer.buildID, "edit \(number): \(edit)")
            shown += overlaid.structureCount
            if number % 100 == 0 { try Self.expectEqualAnswers(overlaid, writer) }
        }
        #expect(shown > 20_000)
    }

    private static func expectEqualAnswers(_ running: Dataset, _ writer: DatasetWriter) throws {
        let folder = try TemporaryFolder()
        _ = try writer.write(to: folder.path + "/dataset")
        let built = try Dataset(directory: folder.path + "/dataset")
        for text in ["Νέα Πόλη", "Ερμού 3", "Κέντρο", "ξενώνας", "Seven", "41220"] {
            let answers = try [running, built].map { try $0.geocoder.search(GeocodeQuery(text: text)).results }
            #expect(answers[0] == answers[1], "\(text)")
        }
        for longitude in [0.2, 0.7, 1.5] {
            let answers = [running, built].map { dataset in
                ServiceLocator(dataset: dataset).nearest(
                    NearestQuery(origin: Coordinate(longitude: longitude, latitude: 0.5))
                ).results.map { dataset.structure(at: $0.row) }
            }
            #expect(answers[0] == answers[1])
        }
    }

    private static func edit(_ random: inout SeededGenerator, _ edits: [String: Structure]) -> Structure {
        func one<Value>(_ values: [Value]) -> Value { values.randomElement(using: &random)! }
        var structure = Self.structure(one((0..<14).map { "s\($0)" } + ["old"]), one(["centre", "hospital", "refuge"]))
        structure.names = LocalizedText([
            "el": one(["Κέντρο", "Ερμού", "Επτά", "Άλφα Βήτα 7"]), "en": one(["Seven", "A"]),
        ])
        structure.municipality = one(["T0", "T1", "T2", "T7"])
        structure.coordinate = one([
            nil, Coordinate(longitude: random.uniform(0...2.9), latitude: random.uniform(0...1)),
            Coordinate(longitude: 0.3, latitude: 0.5),
        ])
        structure.accuracyMetres = one([nil, 30, 100])
        structure.address = one([
            LocalizedText(), LocalizedText(["el": "Ερμού 3"]), LocalizedText(["el": "Αθηνάς 12, Άνω"]),
        ])
        structure.phone = one([nil, "24100 11111", "24100 2"])
        structure.openingHours = one([nil, "24/7", "Mo 09:00-13:00 \"bell 3\""])
        structure.status = one(Structure.Status.allCases)
        structure.checkedOn = one([nil, "2026-01-02"])
        structure.details.isRedacted = one([false, false, false, true])
        structure.details.delivery = one([.place, .place, .mobile, .virtual])
        structure.details.organisation = one([nil, nil, "body", "nobody"])
        structure.details.languages = one([[], ["el", "en"], ["sq"]])
        structure.details.accessNote = one([LocalizedText(), LocalizedText(["en": "bell"])])
        structure.details.validTo = one([nil, TimeText.date("2026-05-01")])
        structure.details.checkEveryDays = one([nil, 90])
        return structure
    }

    @Test("A published record replaces the fields that a registry keeps, and leaves the others")
    func fields() throws {
        var old = Self.structure("a")
        old.email = "old@example.org"
        old.details.capacity = 12
        old.details.partnerRecord = "{}"
        var new = Self.structure("a")
        new.phone = "24100 22222"
        new.checkedOn = "2026-02-03"
        let (dataset, findings) = try Self.published([new], on: Self.contents([old]))
        let shown = try #require(dataset.structure(id: "a"))
        #expect(findings.isEmpty)
        #expect(shown.phone == "24100 22222")
        #expect(shown.email == nil)
        #expect(shown.details.capacity == 12)
        #expect(shown.details.partnerRecord == nil, "the partner's record is older")
        #expect(shown.source == Structure.registrySource)
        #expect(shown.sourceDate == "2026-02-03")
    }

    @Test("A new structure is found by its name, and under a former identifier")
    func newNames() throws {
        var structure = Self.structure("new", at: 0.3)
        structure.names = LocalizedText(["el": "Ιατρείο Ελπίδα"])
        let (dataset, _) = try Self.published(
            [structure], on: Self.contents([Self.structure("a")], aliases: ["b": "a"]))
        let answer = try dataset.geocoder.search(GeocodeQuery(text: "ιατρειο ελπιδα"))
        #expect(answer.results.first?.structure == dataset.structureRow(id: "new"))
        #expect(dataset.structure(id: "b")?.id == "a")
        #expect(try dataset.geocoder.search(GeocodeQuery(text: "Ερμού 3")).results.first?.result.kind == .address)
    }

    @Test("A record that refers to something unknown is left out, and the former one stays")
    func unknown() throws {
        var (kind, municipality, body) = (Self.structure("a"), Self.structure("b"), Self.structure("c"))
        kind.kind = "castle"
        municipality.municipality = "T9"
        body.details.organisation = "nobody"
        let (dataset, findings) = try Self.published(
            [kind, municipality, body], on: Self.contents([Self.structure("a")]))
        #expect(findings.map(\.id) == ["a", "b", "c"])
        #expect(dataset.structureCount == 1)
        #expect(dataset.structure(id: "a")?.kind == "centre")
        #expect(dataset.structure(id: "a")?.coordinate == nil, "nobody knows whether an unknown kind may be located")
    }

    @Test(
        "A record that is left out is withheld all the same when it asks for that",
        arguments: ["municipality", "other municipality", "organisation", "second identifier"])
    func leftOutAndWithheld(fault: String) throws {
        var new = Self.structure(fault == "second identifier" ? "b" : "a")
        new.details.isRedacted = true
        switch fault {
        case "municipality": new.municipality = "T9"
        case "other municipality": new.municipality = "T1"
        case "organisation": new.details.organisation = "nobody"
        default: break
        }
        let published = fault == "second identifier" ? [Self.structure("a"), new] : [new]
        let (dataset, findings) = try Self.published(
            published, on: Self.contents([Self.structure("a")], aliases: ["b": "a"]))
        #expect(findings.map(\.id) == ["a"])
        #expect(dataset.structureCount == 1)
        #expect(dataset.structure(id: "a")?.coordinate == nil)
        #expect(dataset.structure(id: "a")?.municipality == "T0")
    }

    @Test("Nobody takes over a structure of another municipality by its identifier")
    func otherMunicipality() throws {
        var new = Self.structure("a")
        (new.municipality, new.phone) = ("T1", "24100 66666")
        let (dataset, findings) = try Self.published([new], on: Self.contents([Self.structure("a")]))
        #expect(findings.map(\.id) == ["a"])
        #expect(dataset.structure(id: "a") == Self.structure("a"))
    }

    /// Publishes `marked` as withheld over `base`; returns who has a place then.
    private static func located(_ base: [Structure], marking marked: Structure) throws -> Set<String> {
        var marked = marked
        marked.details.isRedacted = true
        let (dataset, _) = try published([marked], on: contents(base))
        return Set((0..<dataset.structureCount).map(dataset.structure(at:)).filter { $0.coordinate != nil }.map(\.id))
    }

    @Test("Structures are recognised by what a withheld one said before it was withheld, along the whole chain")
    func chains() throws {
        func named(
            _ id: String, _ name: String, phone: String? = nil, parent: String? = nil, at longitude: Double = 0.5
        )
            -> Structure
        {
            var structure = Self.structure(id, at: longitude)
            structure.names = LocalizedText(["en": name])
            (structure.phone, structure.parent) = (phone, parent)
            return structure
        }
        // A name with a number; one made only of words of its kind is that of many.
        #expect(
            try Self.located(
                [named("w", "Harbour 2"), named("s", "harbour 2"), named("c", "Centre")],
                marking: named("w", "Harbour 2"))
                == ["c"])
        #expect(
            try Self.located([named("w", "Centre 2"), named("c", "Centre")], marking: named("w", "Centre 2")) == ["c"])
        // The annex of an annex, and who has the telephone of an annex.
        let chain = [
            named("w", "Harbour"), named("b", "First", phone: "24100 44444", parent: "w"),
            named("c", "Other", parent: "b"),
            named("d", "Third", phone: "2410044444"), named("e", "Fourth"),
        ]
        #expect(try Self.located(chain, marking: named("w", "Harbour")) == ["e"])
        // One withheld before that gets the telephone of a located one.
        var old = Self.structure("w", "refuge", at: nil)
        old.phone = "24100 55555"
        var renewed = old
        renewed.phone = "24100 77777"
        #expect(try Self.located([old, named("s", "Harbour", phone: "24100 77777")], marking: renewed).isEmpty)
        // The number of contacts; a switchboard is shared by structures with other names at other places.
        var contact = named("w", "Harbour")
        contact.details.contacts = [StructureContact(phone: "24100 88888")]
        #expect(
            try Self.located([contact, named("s", "Quay", phone: "24100 88888")], marking: named("w", "Harbour"))
                .isEmpty)
        let board = [
            named("w", "Harbour", phone: "24100 99999"), named("s", "Quay", phone: "24100 99999"),
            named("t", "Pier", phone: "24100 99999", at: 0.9),
        ]
        #expect(try Self.located(board, marking: board[0]) == ["s", "t"])
        // Two records of one door are no switchboard.
        let door = [board[0], board[1], named("t", "Pier", phone: "24100 99999")]
        #expect(try Self.located(door, marking: board[0]).isEmpty)
    }

    @Test("An object of a map is left out when it becomes withheld, because its identifier leads to it")
    func mapIdentifier() throws {
        var node = Self.structure("n123")
        node.source = "https://example.org/harbour-3"
        node.details.isRedacted = true
        let (dataset, findings) = try Self.published([node], on: Self.contents([Self.structure("n123")]))
        #expect(dataset.structureCount == 0)
        #expect(findings.map(\.id) == ["n123"])
    }

    @Test(
        "A structure stays withheld when any of the snapshot, its kind and its former record says so",
        arguments: [(true, "centre", false), (false, "refuge", false), (false, "centre", true)])
    func withheld(isMarked: Bool, kind: String, wasMarked: Bool) throws {
        var old = Self.structure("a", at: nil)
        old.details.isRedacted = wasMarked
        var new = Self.structure("a", kind)
        new.details.isRedacted = isMarked
        new.address = LocalizedText(["el": "Ερμού 3"])
        new.phone = "24100 22222"
        new.website = "https://example.org/ermou-3"
        new.details.accessNote = LocalizedText(["el": "κουδούνι 3"])
        new.details.costNote = LocalizedText(["el": "πλάι στο Ερμού 3"])
        new.openingHours = "Mo 09:00-10:00 \"Ερμού 3\""
        new.names = LocalizedText(["el": "Ξενώνας Ερμού 3"])
        let (dataset, _) = try Self.published([new], on: Self.contents([old]))
        let shown = try #require(dataset.structure(id: "a"))
        #expect(shown.coordinate == nil)
        #expect(shown.phone == "24100 22222")
        #expect(shown.details.isRedacted)
        var json = JSONWriter()
        json.structure(row: 0, of: dataset)
        #expect(!String(decoding: json.bytes, as: UTF8.self).contains("Ερμού"))
        let answer = try dataset.geocoder.search(GeocodeQuery(text: "Ερμού 3"))
        #expect(answer.results.allSatisfy { $0.structure == nil })
    }

    @Test("What would show where a withheld structure is, is hidden or not taken")
    func relations() throws {
        var (refuge, annex, namesake, sharer) = (
            Self.structure("refuge", "refuge", at: nil), Self.structure("annex"), Self.structure("namesake"),
            Self.structure("sharer")
        )
        refuge.names = LocalizedText(["en": "House"])
        refuge.phone = "24100 33333"
        annex.parent = "closed"
        namesake.names = LocalizedText(["en": "HOUSE"])
        sharer.phone = "2410033333"
        // A new record with the name of the withheld one, and an old one that takes its telephone.
        let (dataset, findings) = try Self.published(
            [namesake, sharer], on: Self.contents([refuge, Self.structure("sharer"), annex, Self.structure("closed")]))
        #expect(findings.map(\.id) == ["namesake", "sharer"])
        #expect(dataset.structure(id: "namesake")?.coordinate == nil)
        #expect(dataset.structure(id: "sharer")?.coordinate != nil)
        #expect(dataset.structure(id: "sharer")?.phone == nil)
        #expect(dataset.structure(id: "annex")?.coordinate != nil)
        // A structure that becomes withheld takes its annex with it.
        var closed = Self.structure("closed")
        closed.details.isRedacted = true
        let (later, hidden) = try Self.published(
            [closed], on: Self.contents([refuge, annex, Self.structure("closed")]))
        #expect(hidden.map(\.id) == ["annex"])
        #expect(later.structure(id: "annex")?.coordinate == nil)
        #expect(!hidden[0].text.contains("closed"))
        #expect(later.structure(id: "annex")?.source == nil)
    }

    @Test("Two identifiers of one structure are not both taken")
    func twice() throws {
        let (dataset, findings) = try Self.published(
            [Self.structure("a"), Self.structure("b", at: 0.9)],
            on: Self.contents([Self.structure("a")], aliases: ["b": "a"]))
        #expect(findings.map(\.id) == ["a"])
        #expect(dataset.structureCount == 1)
        #expect(dataset.structure(id: "a")?.coordinate?.longitude == 0.5)
    }
}
