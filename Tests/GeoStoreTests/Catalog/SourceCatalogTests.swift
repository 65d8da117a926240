import Geocoding
import GeoIndex
import GeoStore
import Records
import Routing
import Testing

struct SourceCatalogTests {
    private func parse(_ json: String) throws -> SourceCatalog {
        try SourceCatalog.parse(Array(json.utf8), name: "sources.json", folder: "/f")
    }

    private let region = #""format":1,"region":{"code":"x","names":{"en":"X"},"defaultLanguage":"en"}"#

    private func region(_ postcodes: String) -> String {
        #""format":1,"region":{"code":"x","names":{"en":"X"},"defaultLanguage":"en","postcodes":[\#(postcodes)]}"#
    }

    private func source(_ more: String, layers: String = #"[{"layer":"area","fields":{"code":"c"}}]"#) -> String {
        let base = #""id":"a","title":{"en":"A"},"file":"a.geojson","licence":"CC0-1.0","attribution":"us","rank":1"#
        return #"{\#(region),"sources":[{\#(base),"layers":\#(layers),\#(more)}]}"#
    }

    @Test("The whole vocabulary is read")
    func whole() throws {
        let catalog = try parse(
            #"""
            {"format": 1, "osmKinds": "../kinds/osm.csv",
             "region": {"code": "x", "names": {"en": "X", "fr": "Le X"}, "defaultLanguage": "fr", "languages": ["fr"],
                        "timeZone": "Europe/Paris", "country": "FR", "clip": [1, 2, 3.5, 4],
                        "postcodes": [{"shape": "99999", "prefixes": ["74", "01"]}, {"shape": "A9 9A"}],
                        "speedLimits": {"urban": 50, "rural": 80, "expressway": 110, "motorway": 130,
                                        "livingStreet": 20, "source": "Code de la route"}},
             "sources": [
              {"id": "a-1", "title": {"en": "A"}, "file": "sub/a.csv", "embedded": true, "url": "https://e.org",
               "licence": "CC0-1.0", "attribution": "us", "edition": "2", "dataDate": "2020-05",
               "sha256": "BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD", "crs": "EPSG:4326",
               "reader": "csv", "csv": {"delimiter": ";", "encoding": "windows-1253", "decimal": ","}, "rank": 7,
               "isSketch": true, "isSample": true, "note": "n",
               "layers": [{"layer": "structure", "where": {"k": ["1", "2"]}, "geometry": {"pair": "p", "order": "lat,lon"},
                "fields": {"id": {"hash": ["a", "b"], "prefix": "h-"}, "kind": {"column": "k", "map": {"1": "x"}, "default": "y"},
                 "names": {"en": {"column": "n", "split": "|", "script": "Latin"}, "fr": {"first": ["f", "n"]}},
                 "phone": {"template": "+{cc} {no}"}, "status": {"value": "active"}, "positionNote": "note",
                 "tags": {"t": "u"}}}]},
              {"id": "b", "title": {"en": "B"}, "file": "osm/b.osm.pbf", "licence": "ODbL-1.0", "attribution": "osm",
               "reader": "osm", "rank": 5}]}
            """#)
        #expect(catalog.region.clip?.east == 3.5)
        #expect(catalog.region.names["fr"] == "Le X")
        #expect(
            catalog.region.postcodes == [
                PostcodePattern(shape: "99999", prefixes: ["74", "01"]), PostcodePattern(shape: "A9 9A"),
            ])
        let limits = RegionLimits(urban: 50, rural: 80, expressway: 110, motorway: 130, livingStreet: 20)
        #expect(catalog.region.speedLimits == limits)
        #expect(catalog.osmKinds == "../kinds/osm.csv")
        let source = try catalog.source("a-1")
        #expect(source.sha256?.hasPrefix("ba78") == true)
        #expect(source.csv == .init(delimiter: ";", encoding: "windows-1253", decimal: ","))
        #expect(source.isEmbedded && source.isSketch && source.isSample && source.rank == 7)
        let layer = try #require(source.layers.first)
        #expect(layer.filter == ["k": ["1", "2"]])
        #expect(layer.geometry == .pair("p", isLatitudeFirst: true, crs: nil))
        #expect(layer.fields["id"] == .single(.hash(columns: ["a", "b"], prefix: "h-")))
        #expect(layer.fields["kind"] == .single(.mapped(column: "k", table: ["1": "x"], otherwise: "y")))
        #expect(
            layer.fields["names"]
                == .keyed([
                    "en": .split(column: "n", separator: "|", script: .latin),
                    "fr": .first([.column("f"), .column("n")]),
                ]))
        #expect(
            layer.fields["phone"] == .single(.template([.text("+"), .column("cc"), .text(" "), .column("no")])))
        #expect(layer.fields["positionNote"] == .keyed(["und": .column("note")]))
        #expect(layer.columns == ["k", "p", "a", "b", "n", "f", "cc", "no", "note", "u"])
        #expect(#expect(throws: StoreError.self) { try catalog.source("c") }?.code == .unknownSource)
    }

    @Test("A changed description gives another definition; the order of keys does not matter")
    func definitions() throws {
        let one = try parse(source(#""reader":"geojson","edition":"1""#)).sources[0].definition
        let same = try parse(source(#""edition":"1","reader":"geojson""#)).sources[0].definition
        let other = try parse(source(#""reader":"geojson","edition":"2""#)).sources[0].definition
        #expect(one == same)
        #expect(one != other)
    }

    @Test("Errors name the JSON path")
    func errors() throws {
        let cases: [(json: String, path: String)] = [
            ("nonsense", ", byte 0 (line 1)"), ("{\n\"format\": 1,", ", byte 14 (line 2)"), ("[]", "$"),
            (#"{\#(region)}"#, "$"),
            (#"{\#(region),"sources":5}"#, "$.sources"),
            (#"{\#(region),"sources":[],"x":1}"#, "$"), (#"{"format":2,"sources":[]}"#, "$.format"),
            (#"{\#(region),"sources":[{}]}"#, "$.sources[0]"),
            (#"{\#(region(#"{"shape":"99x"}"#)),"sources":[]}"#, "$.region.postcodes[0].shape"),
            (#"{\#(region(#"{"shape":"99","prefixes":["7","x"]}"#)),"sources":[]}"#, "$.region.postcodes[0]"),
            (#"{\#(region(#"{"shape":"9"}],"speedLimits":["#)),"sources":[]}"#, "$.region.speedLimits"),
            (
                #"{\#(region(#"{"shape":"9"}],"speedLimits":{"urban":1,"rural":90},"languages":["#)),"sources":[]}"#,
                "$.region.speedLimits.urban"
            ),
            (
                #"{\#(region(#"{"shape":"9"}],"speedLimits":{"urban":50,"rurals":90},"languages":["#)),"sources":[]}"#,
                "$.region.speedLimits"
            ),
            (#"{\#(region(#"{"prefixes":["7"]}"#)),"sources":[]}"#, "$.region.postcodes[0]"),
            (#"{\#(region(#"{"shape":"9","more":1}"#)),"sources":[]}"#, "$.region.postcodes[0]"),
            (source(#""reader":"xml""#), "$.sources[0].reader"), (source(#""reader":"osm""#), "$.sources[0]"),
            (source(#""reader":"geojson","rank2":1"#), "$.sources[0]"),
            (source(#""reader":"geojson","dataDate":"May""#), "$.sources[0].dataDate"),
            (source(#""reader":"geojson","sha256":"12""#), "$.sources[0].sha256"),
            (source(#""reader":"geojson","crs":"EPSG:99999999""#), "$.sources[0].crs"),
            (source(#""reader":"geojson","csv":{"delimiter":"ab"}"#), "$.sources[0].csv.delimiter"),
            (source(#""reader":"csv""#), "$.sources[0].layers[0]"),
            (
                source(#""reader":"geojson""#, layers: #"[{"layer":"areas","fields":{}}]"#),
                "$.sources[0].layers[0].layer"
            ),
            (
                source(#""reader":"geojson""#, layers: #"[{"layer":"area","fields":{}}]"#),
                "$.sources[0].layers[0].fields"
            ),
            (
                source(#""reader":"geojson""#, layers: #"[{"layer":"area","fields":{"code":"c","kode":"d"}}]"#),
                "$.sources[0].layers[0].fields"
            ),
            (
                source(#""reader":"geojson""#, layers: #"[{"layer":"area","fields":{"code":{"template":"{c"}}}]"#),
                "$.sources[0].layers[0].fields.code.template"
            ),
            (
                source(
                    #""reader":"geojson""#, layers: #"[{"layer":"area","fields":{"code":{"value":"a","column":"b"}}}]"#),
                "$.sources[0].layers[0].fields.code"
            ),
            (
                source(
                    #""reader":"csv""#,
                    layers:
                        #"[{"layer":"place","geometry":{"longitude":"x","latitude":"y"},"fields":{"id":"i","names":{"en":"n"}}}]"#
                ), "$.sources[0]"
            ),
            (
                source(#""reader":"csv""#, layers: #"[{"layer":"population","fields":{"code":"c","year":"y"}}]"#),
                "$.sources[0].layers[0].fields"
            ),
            (
                source(#""reader":"geojson""#).replacing("a.geojson", with: "../../etc/passwd"), "$.sources[0].file"
            ),
        ]
        for (json, path) in cases {
            let error = #expect(throws: StoreError.self, "\(json)") { try parse(json) }
            #expect(error?.code == .catalogMalformed)
            #expect(error?.place == ("sources.json" + (path.hasPrefix(",") ? path : " \(path)")), "\(json)")
        }
    }

    @Test("Errors say what was expected and what came")
    func reasons() throws {
        let cases: [(json: String, reason: String)] = [
            ("[]", "expected an object, found an array of 0"),
            (#"{\#(region)}"#, "expected the key \"sources\", found none"),
            (#"{\#(region),"sources":null}"#, "expected the key \"sources\", found none"),
            (#"{\#(region),"sources":5}"#, "expected an array, found the number 5.0"),
            (source(#""reader":"osm""#), "expected no layers, as for every osm source, found layers"),
            (source(#""reader":"geojson","rank2":1"#).replacing("rank2", with: "rang"), "found \"rang\""),
            (
                source(#""reader":"geojson","title":{"en":1}"#).replacing(#""title":{"en":"A"},"#, with: ""),
                "found the number 1.0"
            ),
            ("{", "not JSON: expected '\"', found the end of the text"),
        ]
        for (json, reason) in cases {
            let error = #expect(throws: StoreError.self, "\(json)") { try parse(json) }
            #expect(error?.reason.hasSuffix(reason) == true, "\(json): \(error?.reason ?? "")")
        }
    }

    @Test("A text may be empty, and a member that is null is as if it were not there")
    func emptyAndNull() throws {
        let catalog = try parse(source(#""reader":"geojson","note":"","url":null,"edition":null"#))
        #expect(catalog.sources[0].note == "" && catalog.sources[0].url == nil && catalog.sources[0].edition == nil)
    }

    @Test(
        "Only our own tables may lie above the folder", arguments: ["../a", "a/../b", "/etc/passwd", "a//b", "", "./a"])
    func paths(file: String) throws {
        let json = source(#""reader":"geojson""#).replacing("a.geojson", with: file)
        #expect(throws: StoreError.self) { try parse(json) }
        let embedded = source(#""reader":"geojson","embedded":true"#).replacing("a.geojson", with: file)
        if file == "../a" {
            #expect(try parse(embedded).sources[0].file == file)
        } else {
            #expect(throws: StoreError.self) { try parse(embedded) }
        }
    }

    @Test("Scripts are detected by letters; other characters are ignored")
    func scripts() {
        #expect(WritingSystem.greek.isScript(of: "Άγιος Γεώργιος (Παλιός) 2"))
        #expect(!WritingSystem.greek.isScript(of: "Άγιος x"))
        #expect(!WritingSystem.greek.isScript(of: "123"))
        #expect(WritingSystem.latin.isScript(of: "Zileftí"))
        #expect(WritingSystem.latin.isScript(of: "Zaḯmi"))
        #expect(WritingSystem.arabic.isScript(of: "زاركو"))
        #expect(WritingSystem.cyrillic.isScript(of: "Лариса"))
    }
}
