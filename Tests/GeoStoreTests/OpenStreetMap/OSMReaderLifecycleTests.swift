import GeoStore
import InputFiles
import Records
import Testing

/// Structures out of use are not offered, in whichever notation.
@Suite struct OSMReaderLifecycleTests {
    private static let table = """
        kind,tags
        hospital,amenity=hospital
        hospital,healthcare=hospital
        pharmacy,amenity=pharmacy
        """

    private func read(_ tags: KeyValuePairs<String, String>, today: String = "2026-11-28") throws -> OSMReadResult {
        var file = OSMFixture()
        file.node(1, 22.4, 39.6, tags)
        return try file.read(
            kinds: OSMKindTable(ByteStream(bytes: Array(Self.table.utf8))), today: TimeText.date(today))
    }

    @Test(
        "poi-thessaly: a structure that is out of use is refused with the tag that says so",
        arguments: [
            ["disused": "yes", "opening_hours": "24/7"], ["disused": "2019"], ["abandoned": "yes"], ["ruins": "yes"],
            ["demolished": "yes"], ["razed": "yes"], ["removed": "yes"], ["destroyed": "yes"], ["collapsed": "yes"],
            ["dismantled": "yes"], ["closed": "yes"], ["construction": "yes"], ["construction": "hospital"],
            ["proposed": "yes"], ["planned": "yes"], ["building": "construction"], ["building": "ruins"],
            ["building": "collapsed"], ["building": "abandoned"], ["historic": "ruins"], ["access": "no"],
            ["operational_status": "closed"], ["operational_status": "closed_permanently"],
            ["opening_hours": "off"], ["opening_hours": "closed"], ["opening_hours": "Off"],
            ["opening_hours": "closed \"for good; since May\""], ["opening_hours": "24/7 off"],
            ["opening_hours": "Mo-Su off"], ["opening_hours": "Mo-Su,PH off"],
            ["opening_hours": "PH,Mo-Su off; Su off"], ["opening_hours": "Mo-Su 00:00-24:00 closed"],
            ["end_date": "2019"], ["end_date": "2026"], ["end_date": "2026-11"], ["end_date": "2026-11-28"],
            ["end_date": "before 2010-05"], ["end_date": "~1995"], ["end_date": "1980s"], ["end_date": "2003..2008"],
            ["end_date": "C19"], ["disused:amenity": "hospital"], ["was:healthcare": "hospital"],
            ["abandoned:amenity": "hospital"], ["historic:amenity": "hospital"],
        ])
    func refused(tags: [String: String]) throws {
        var file = OSMFixture()
        let base = ["amenity": "hospital", "name": "Παλιό Νοσοκομείο"].merging(tags) { $1 }
        file.node(1, 22.4, 39.6, sorted: base)
        let result = try file.read(
            kinds: OSMKindTable(ByteStream(bytes: Array(Self.table.utf8))), today: TimeText.date("2026-11-28"))
        #expect(result.structures.isEmpty)
        #expect(result.rejects.count == 1 && result.rejects[0].reason.hasPrefix("structure (hospital): out of use ("))
        #expect(result.summary.rejected == 1)
    }

    @Test(
        "What is in use stays, whatever it was before",
        arguments: [
            ["disused": "no"], ["abandoned": "no"], ["construction": "no"], ["construction": "minor"], ["ruins": "no"],
            ["building": "yes"], ["building": "hospital"], ["historic": "yes"], ["historic": "building"],
            ["access": "yes"],
            ["access": "customers"], ["access": "private"], ["operational_status": "operational"],
            ["opening_hours": "Mo-Fr 08:00-14:00; Sa,Su off"], ["opening_hours": "24/7; PH off"],
            ["opening_hours": "off; Mo 09:00-12:00"], ["opening_hours": "off, Mo 09:00-12:00"],
            ["opening_hours": "Aug off"], ["opening_hours": "Su off"],
            ["disused:amenity": "school"], ["was:shop": "supermarket"], ["was:amenity": "pharmacy"],
            ["proposed:amenity": "hospital"], ["construction:building": "hospital"], ["disused:railway": "station"],
            ["start_date": "1931"], ["start_date": "~1850"], ["start_date": "C18"], ["start_date": "unknown"],
            ["opening_date": "2026-11-28"],
        ])
    func kept(tags: [String: String]) throws {
        var file = OSMFixture()
        file.node(1, 22.4, 39.6, sorted: ["amenity": "hospital"].merging(tags) { $1 })
        let result = try file.read(
            kinds: OSMKindTable(ByteStream(bytes: Array(Self.table.utf8))), today: TimeText.date("2026-11-28"))
        let structure = try #require(result.structures.first)
        #expect(result.rejects.isEmpty && structure.firstDay == nil && structure.lastDay == nil)
    }

    @Test(
        "A former thing alone is none, and neither is one that is not there yet",
        arguments: [
            "disused", "abandoned", "demolished", "construction", "was", "razed", "removed", "historic", "proposed",
            "planned",
            "closed", "destroyed", "ruins",
        ])
    func prefixed(prefix: String) throws {
        let result = try read(["\(prefix):amenity": "pharmacy", "name": "Φαρμακείο", "opening_hours": "24/7"])
        #expect(result.structures.isEmpty && result.rejects.isEmpty)
    }

    @Test("A structure that will close or open keeps the date, and is offered until or from it")
    func days() throws {
        func days(_ tags: KeyValuePairs<String, String>) throws -> [String?] {
            let structure = try #require(try read(tags).structures.first)
            return [structure.firstDay, structure.lastDay].map { $0.map(TimeText.text) }
        }
        #expect(try days(["amenity": "pharmacy", "end_date": "2026-11-29"]) == [nil, "2026-11-29"])
        #expect(try days(["amenity": "pharmacy", "end_date": "2031"]) == [nil, "2031-01-01"])
        #expect(try days(["amenity": "pharmacy", "start_date": "2027-03"]) == ["2027-03-01", nil])
        #expect(
            try days(["amenity": "pharmacy", "start_date": "1990", "opening_date": "2027-05-02"]) == [
                "2027-05-02", nil,
            ])
        let unread = try read(["amenity": "pharmacy", "end_date": "soon"])
        #expect(unread.structures.count == 1 && unread.summary.rejected == 0)
        #expect(unread.rejects.map(\.reason) == ["structure (pharmacy): end_date=soon is no date; taken as in use"])
    }

    @Test(
        "The name of an abandoned hamlet is still a name",
        arguments: [
            ["abandoned:place": "hamlet"], ["disused:place": "hamlet"], ["demolished:place": "hamlet"],
            ["historic:place": "hamlet"], ["place": "hamlet", "abandoned": "yes"], ["place": "hamlet", "ruins": "yes"],
        ])
    func places(tags: [String: String]) throws {
        var file = OSMFixture()
        file.node(1, 22.4, 39.6, sorted: ["name": "Παλιόμυλος"].merging(tags) { $1 })
        let result = try file.read()
        #expect(result.places.map(\.kind) == ["hamlet"] && result.rejects.isEmpty)
    }

    @Test(
        "Where a house is gone its address leads nowhere; where one stands, empty or not, it does",
        arguments: [
            (["demolished:building": "yes"], false), (["razed:building": "house"], false),
            (["removed:building": "yes"], false),
            (["building": "demolished"], false), (["building": "yes", "demolished": "yes"], false),
            (["demolished:building": "yes", "building": "house"], true), (["demolished:building": "no"], true),
            (["abandoned:building": "yes"], true), (["building": "ruins"], true), (["building": "construction"], true),
            (["disused": "yes"], true), ([:], true),
        ])
    func addresses(tags: [String: String], isKept: Bool) throws {
        var file = OSMFixture()
        let address = ["addr:street": "Ερμού", "addr:housenumber": "5"]
        file.node(1, 22.4, 39.6, sorted: address.merging(tags) { $1 })
        let result = try file.read()
        #expect(result.addresses.count == (isKept ? 1 : 0))
        #expect(result.rejects.map(\.reason) == (isKept ? [] : ["address: no house stands there any more"]))
    }
}
