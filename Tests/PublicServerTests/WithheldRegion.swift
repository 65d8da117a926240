import Foundation
import GeoStore
import Records
import TestSupport

/// A region imported from tables, an HSDS file and a map. In all of them, every text field contains the location of one
/// refuge.
struct WithheldRegion {
    /// The location of the refuge.
    struct Place {
        var street, streetInEnglish, settlement, postcode, phone: String
        var number: Int
        var longitude, latitude: Double

        static let here = Place(
            street: "Ασφοδελών", streetInEnglish: "Asphodel", settlement: "Μηλοχώρι", postcode: "41277",
            phone: "2410 777123", number: 477, longitude: 10.06123, latitude: 50.06234)
        static let there = Place(
            street: "Κρινολόφου", streetInEnglish: "Lilyhill", settlement: "Πευκοβούνι", postcode: "41288",
            phone: "2410 888321", number: 388, longitude: 10.02345, latitude: 50.08765)

        /// Texts that no output may contain, in lower case.
        var canaries: [String] {
            [
                street.lowercased(), String(street.lowercased().dropLast(3)), "ασφοδ", "asfod",
                streetInEnglish.lowercased(), settlement.lowercased(), "milohor", "milochor", postcode, "412 77",
                phone, phone.filter(\.isNumber), "777123", "10.0612", "50.0623", "n4770",
            ]
        }
    }

    let folder: TemporaryFolder
    let store: FeatureStore

    /// Imports the region into `store`, in place of what it had, or into a new store.
    init(_ place: Place, into given: FeatureStore? = nil) throws {
        folder = try TemporaryFolder()
        let door = "\(place.street) \(place.number)"
        let told = [
            door, "τηλ. \(place.phone)", "\(place.latitude) \(place.longitude)", place.settlement,
            "Τ.Κ. \(place.postcode)", "\(place.streetInEnglish) Street \(place.number)",
            "geo:\(place.latitude),\(place.longitude)",
        ]
        let texts = [
            "reason", "who", "how", "words", "price", "ask", "role", "bring", "fund", "access", "note",
        ]
        let columns = [
            "id", "kind", "name_el", "name_en", "municipality", "street", "number", "settlement", "postcode",
            "address", "phone", "mail", "site", "hours", "lon", "lat", "askphone", "askmail", "fundcode", "origin",
        ]
        let values = [
            "refuge-1", "refuge", "Σπίτι Γαλήνης", "House of Calm", "A", place.street, "\(place.number)",
            place.settlement, place.postcode, "\(place.streetInEnglish) Street \(place.number)", "2410 555000",
            "\(place.streetInEnglish)\(place.number)@x.example", "https://x.example/?q=\(door)",
            "Mo-Fr 09:00-17:00 \"\(door)\"", "\(place.longitude)", "\(place.latitude)", place.phone,
            "\(place.settlement)@x.example", door, "https://x.example/\(place.streetInEnglish)",
        ]
        // Each field contains each of the secrets once, in rows of one structure in several sources.
        for (index, secret) in told.enumerated() {
            let row = (values + texts.map { _ in secret }).map { "\"\($0.replacing("\"", with: "\"\""))\"" }
            try folder.write(
                "refuge\(index).csv",
                Array("\((columns + texts).joined(separator: ","))\n\(row.joined(separator: ","))\n".utf8))
        }
        try folder.write(
            "offices.csv",
            Array(
                """
                id,kind,name_el,municipality,parent,lon,lat
                office-1,office,Γραφείο Αλέας,A,,10.05,50.05
                annex-1,office,Παράρτημα,A,refuge-1,\(place.longitude),\(place.latitude)
                """.utf8))
        try folder.write(
            "services.csv",
            Array(
                "structure,code,name,text\nrefuge-1,care,Φροντίδα,\(door)\nrefuge-1,\(place.streetInEnglish),\(door),Δωρεάν\n"
                    .utf8))
        try folder.write(
            "kinds.csv",
            Array(
                "code,name,redacted,words\noffice,Γραφείο,0,υπηρεσία|\(door)\nrefuge,Ξενώνας,1,\(door)|καταφύγιο\npharmacy,Φαρμακείο,0,\n"
                    .utf8))
        try folder.write(
            "neighbourhoods.csv",
            Array(
                "id,name,others,lon,lat\nquarter-1,Κέντρο,\(door)|Παλιά πόλη,10.05,50.05\nquarter-2,\(door),,10.05,50.05\n"
                    .utf8))
        try folder.write("help.json", Array(Self.help(place, door).utf8))
        try folder.write("calendar.json", Array(Self.calendar(place, door).utf8))
        try folder.write("programmes.json", Array(Self.programmes(place, door).utf8))
        try folder.write("municipalities.csv", Array("code,name\nA,Αλέα\nB,Βορέα\n".utf8))
        try folder.write("osm-kinds.csv", Array("kind,tags\npharmacy,amenity=pharmacy\n".utf8))
        try folder.write("outlines.geojson", Array(Self.outlines.utf8))
        try folder.write("sources.json", Array(Self.sources(count: told.count, texts: texts).utf8))
        store = try given ?? FeatureStore(path: ":memory:")
        _ = try Importer.run(
            SourceCatalog.load(path: folder.file("sources.json")), geodata: folder.path, into: store)
        try folder.write("partner.json", Array(Self.partner(place, door).utf8))
        _ = try Importer(into: store).importHSDS(file: folder.file("partner.json"), kind: "refuge", partner: "Charity")
        try folder.write(
            "map.osm",
            Array(
                """
                <?xml version="1.0"?><osm version="0.6">
                <node id="4770" version="1" lat="\(place.latitude)" lon="\(place.longitude)">
                <tag k="amenity" v="pharmacy"/><tag k="name" v="Σπίτι Γαλήνης"/><tag k="phone" v="\(place.phone)"/></node>
                </osm>
                """.utf8))
        _ = try Importer(into: store).importOSM(
            file: folder.file("map.osm"), kinds: folder.file("osm-kinds.csv"))
    }

    private static let outlines = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":
        [[[10,50],[10.1,50],[10.1,50.1],[10,50.1],[10,50]]]}},
        {"type":"Feature","properties":{"code":"B"},"geometry":{"type":"Polygon","coordinates":
        [[[10.1,50],[10.2,50],[10.2,50.1],[10.1,50.1],[10.1,50]]]}}]}
        """

    private static func help(_ place: Place, _ door: String) -> String {
        """
        {"format": 1, "note": "\(door)", "lines": {"112": {"phone": "112", "name": {"el": "Γραμμή, \(door)", "en": "Line"},
          "note": {"el": "\(place.streetInEnglish) Street \(place.number)"}, "source": "https://x.example/?q=\(door)"}},
         "topics": [{"code": "violence", "name": {"el": "Βία", "en": "Violence"}, "words": ["βία", "\(door)"],
          "advice": [{"el": "Ελάτε: \(door)", "en": "Call \(place.phone)"}], "lines": ["112"], "kinds": ["refuge"]}]}
        """
    }

    private static func calendar(_ place: Place, _ door: String) -> String {
        """
        {"format": 1, "timeZone": {"name": "Etc/UTC", "standardOffset": "+00:00"}, "easter": "orthodox",
         "appointmentWords": ["ραντεβού"], "feasts": [{"id": "new-year", "fixed": "01-01",
          "names": {"el": "Πρωτοχρονιά", "en": "\(door)"}, "certainty": "sourced", "source": "\(door)"}],
         "pending": [{"date": "2027-05-01", "note": {"el": "\(place.latitude) \(place.longitude)", "en": "\(door)"}}]}
        """
    }

    private static func programmes(_ place: Place, _ door: String) -> String {
        """
        {"format": 1, "words": {"unknown": {"el": "άγνωστο"}, "doubtful": {"el": "(Ρωτήστε.)"},
          "numbers": {"el": {"group": ".", "decimal": ","}}},
         "sources": {"law": {"title": "\(door)", "url": "https://example.org/law", "date": "2023-11"}},
         "questions": [{"id": "rents", "form": "flag", "text": {"el": "Ενοίκιο;", "en": "\(door)"}}],
         "figures": [], "definitions": [], "programmes": [{"code": "rent", "names": {"el": "Ενοίκιο"}, "summary": {"el": "\(door)"}, "kinds": ["office"],
          "documents": [{"el": "Ταυτότητα"}, {"el": "geo:\(place.latitude),\(place.longitude)"}], "sources": ["law"],
          "checkedOn": "2026-01-01", "conditions": [{"id": "rents", "test": "rents", "met": {"el": "Ναι: \(door)"},
           "unmet": {"el": "Όχι."}, "open": {"el": "Ίσως."}}]}]}
        """
    }

    private static func source(_ id: String, _ file: String, _ layer: String, reader: String = "csv", rank: Int = 20)
        -> String
    {
        """
        {"id": "\(id)", "title": {"en": "\(id)"}, "file": "\(file)", "licence": "CC0-1.0", "attribution": "us",
         "reader": "\(reader)", "rank": \(rank), "crs": "EPSG:4326", "layers": [\(layer)]}
        """
    }

    private static func sources(count: Int, texts: [String]) -> String {
        let position = #""geometry": {"longitude": "lon", "latitude": "lat"}"#
        let refuge = """
            {"layer": "structure", \(position), "fields": {"id": "id", "kind": "kind",
             "names": {"el": "name_el", "en": "name_en"}, "municipality": "municipality", "street": "street",
             "houseNumber": "number", "settlement": "settlement", "postcode": "postcode", "address": {"en": "address"},
             "phone": "phone", "email": "mail", "website": "site", "openingHours": "hours", "sourceUrl": "origin",
             "statusReason": {"el": "reason", "en": "reason"}, "eligibility": {"el": "who", "en": "who"},
             "application": {"el": "how"}, "interpretation": {"el": "words"}, "costNote": {"el": "price", "en": "price"},
             "contactName": {"el": "ask"}, "contactRole": {"el": "role"}, "contactPhone": "askphone",
             "contactEmail": "askmail", "documents": {"el": "bring"}, "fundingName": {"el": "fund"},
             "fundingCode": "fundcode", "accessNote": {"el": "access"}, "positionNote": {"el": "note"},
             "audiences": {"column": "who", "split": "|"}}}
            """
        let office = """
            {"layer": "structure", \(position), "fields": {"id": "id", "kind": "kind", "names": {"el": "name_el"},
             "municipality": "municipality", "parent": "parent"}}
            """
        let all =
            [
                source(
                    "kinds", "kinds.csv",
                    #"{"layer": "kind", "fields": {"code": "code", "names": {"el": "name"}, "isRedacted": "redacted", "synonyms": {"column": "words", "split": "|"}}}"#
                ),
                source(
                    "towns", "municipalities.csv",
                    #"{"layer": "municipality", "fields": {"code": "code", "names": {"el": "name"}}}"#),
                source(
                    "outlines", "outlines.geojson", #"{"layer": "area", "fields": {"code": "code"}}"#, reader: "geojson"
                ),
                source("offices", "offices.csv", office),
                source(
                    "quarters", "neighbourhoods.csv",
                    #"{"layer": "place", "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "kind": {"value": "neighbourhood"}, "names": {"el": "name"}, "formerNames": {"column": "others", "split": "|"}}}"#
                ),
                source(
                    "services", "services.csv",
                    #"{"layer": "service", "fields": {"structure": "structure", "code": "code", "names": {"el": "name"}, "descriptions": {"el": "text"}}}"#
                ),
            ] + (0..<count).map { source("refuge\($0)", "refuge\($0).csv", refuge, rank: 30 - $0) }
        return """
            {"format": 1, "region": {"code": "toy", "names": {"el": "Χώρα", "en": "Land"}, "defaultLanguage": "el"},
             "calendar": "calendar.json", "programmes": "programmes.json", "help": "help.json",
             "sources": [\(all.joined(separator: ",\n"))]}
            """
    }

    private static func partner(_ place: Place, _ door: String) -> String {
        """
        [{"id": "s", "name": "Calm", "alternate_name": "\(door)", "description": "\(door)", "url": "https://x.example/\(place.streetInEnglish)",
          "email": "\(place.streetInEnglish)@x.example", "status": "active", "alert": "\(door)",
          "application_process": "\(place.phone)", "fees_description": "\(place.settlement)",
          "eligibility_description": "\(place.latitude), \(place.longitude)", "interpretation_services": "\(door)",
          "phones": [{"id": "p", "number": "2410 555000"}], "contacts": [{"id": "c", "name": "\(door)",
           "phones": [{"id": "x", "number": "\(place.phone)"}]}],
          "funding": [{"id": "f", "source": "\(door)"}], "required_documents": [{"id": "d", "document": "\(door)"}],
          "cost_options": [{"id": "o", "option": "\(door)", "amount": 0}],
          "schedules": [{"id": "h", "freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "10:00",
           "description": "\(door)", "notes": "\(door)"}],
          "organization": {"id": "g", "name": "Charity", "description": "\(door)", "website": "https://x.example/\(place.streetInEnglish)"},
          "service_at_locations": [{"id": "l", "description": "\(door)", "location": {"id": "L", "location_type": "physical",
           "name": "\(door)", "alternate_name": "\(place.settlement)", "transportation": "\(door)",
           "latitude": \(place.latitude), "longitude": \(place.longitude),
           "phones": [{"id": "q", "number": "\(place.phone)"}],
           "accessibility": [{"id": "b", "description": "\(door)", "details": "\(door)"}],
           "addresses": [{"id": "d", "address_1": "\(door)", "city": "\(place.settlement)", "country": "GR",
            "postal_code": "\(place.postcode)", "state_province": "X", "address_type": "physical"}]}}]}]
        """
    }
}
