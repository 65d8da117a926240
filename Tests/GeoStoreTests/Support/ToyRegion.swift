import GeoStore
import TestSupport

/// A region of three square municipalities side by side, far from any real one, with everything that a store needs.
struct ToyRegion {
    let folder: TemporaryFolder
    let catalog: SourceCatalog

    /// Three squares of 0.1 degrees, eastward from longitude 10, from latitude 50 to 50.1.
    static let outlines = """
        {"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"A"},"geometry":{"type":"Polygon","coordinates":
        [[[10,50],[10.1,50],[10.1,50.1],[10,50.1],[10,50]]]}},
        {"type":"Feature","properties":{"code":"B"},"geometry":{"type":"Polygon","coordinates":
        [[[10.1,50],[10.2,50],[10.2,50.1],[10.1,50.1],[10.1,50]]]}},
        {"type":"Feature","properties":{"code":"C"},"geometry":{"type":"MultiPolygon","coordinates":
        [[[[10.2,50],[10.3,50],[10.3,50.1],[10.2,50.1],[10.2,50]]]]}}
        ]}
        """
    static let municipalities = """
        code,name,seat_lon,seat_lat,people
        A,Aland,10.05,50.05,1000
        B,Bland,10.15,50.05,2000
        C,Cland,10.25,50.05,
        """
    static let kinds = """
        code,name,municipal,redacted,sort
        help-desk,Help desk,1,0,1
        pharmacy,Pharmacy,0,0,2
        refuge,Refuge,0,1,3
        """
    static let structures = """
        id,kind,name,municipality,street,number,settlement,lon,lat,date
        desk-a,help-desk,Help desk of Aland,A,Long Street,1,Atown,10.05,50.05,2026-01-01
        desk-b,help-desk,Help desk of Bland,B,,,Btown,,,2026-01-01
        refuge-a,refuge,Refuge,A,Quiet Street,7,Atown,10.06,50.06,2026-01-01
        """
    static let places = """
        id,name,municipality,people,lon,lat
        p1,Atown,A,900,10.05,50.05
        p2,Btown,B,1500,10.15,50.05
        p3,Nowhere,C,5,,
        """

    /// Writes the files. `replacing` changes the contents of some of them, `more` adds sources, `fields` adds fields of
    /// structures, and `rules` names files of the region in `data`: calendar, programmes, help.
    init(
        replacing: [String: String] = [:], more: String = "", fields: String = "",
        clip: String = "[9.9, 49.9, 10.4, 50.2]", rules: [String] = []
    ) throws {
        folder = try TemporaryFolder()
        let files = [
            "outlines.geojson": Self.outlines, "municipalities.csv": Self.municipalities, "kinds.csv": Self.kinds,
            "structures.csv": Self.structures, "places.csv": Self.places,
        ].merging(replacing) { $1 }
        for (name, text) in files { try folder.write("data/" + name, text) }
        try folder.write("sources.json", Self.sources(more: more, fields: fields, clip: clip, rules: rules))
        catalog = try SourceCatalog.load(path: folder.path + "/sources.json")
    }

    /// The folder of downloads.
    var geodata: String { folder.path + "/data" }

    /// Imports everything into a new store in memory.
    func store() throws -> FeatureStore {
        let store = try FeatureStore(path: ":memory:")
        _ = try Importer.run(catalog, geodata: geodata, into: store)
        return store
    }

    private static func sources(more: String, fields: String, clip: String, rules: [String]) -> String {
        """
        {"format": 1,
         "region": {"code": "toy", "names": {"en": "Toy land"}, "defaultLanguage": "en", "clip": \(clip)},
         \(rules.map { "\"\($0)\": \"data/\($0).json\"," }.joined())
         "sources": [
          {"id": "kinds", "title": {"en": "Kinds"}, "file": "kinds.csv", "licence": "CC0-1.0", "attribution": "us",
           "reader": "csv", "rank": 10, "layers": [{"layer": "kind", "fields": {"code": "code", "names": {"en": "name"},
           "isMunicipal": "municipal", "isRedacted": "redacted", "sort": "sort"}}]},
          {"id": "municipalities", "title": {"en": "Municipalities"}, "file": "municipalities.csv",
           "licence": "CC0-1.0", "attribution": "us", "reader": "csv", "rank": 10, "crs": "EPSG:4326",
           "layers": [{"layer": "municipality", "geometry": {"longitude": "seat_lon", "latitude": "seat_lat"},
           "fields": {"code": "code", "names": {"en": "name"}, "population": "people",
           "populationYear": {"value": "2020"}}}]},
          {"id": "outlines", "title": {"en": "Outlines"}, "file": "outlines.geojson", "licence": "CC0-1.0",
           "attribution": "us", "reader": "geojson", "rank": 10, "dataDate": "2020",
           "layers": [{"layer": "area", "fields": {"code": "code"}}]},
          {"id": "places", "title": {"en": "Places"}, "file": "places.csv", "licence": "CC0-1.0", "attribution": "us",
           "reader": "csv", "rank": 10, "crs": "EPSG:4326", "layers": [{"layer": "place",
           "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "names": {"en": "name"},
           "municipality": "municipality", "population": "people"}}]},
          {"id": "structures", "title": {"en": "Structures"}, "file": "structures.csv", "licence": "CC0-1.0",
           "attribution": "us", "reader": "csv", "rank": 20, "crs": "EPSG:4326", "layers": [{"layer": "structure",
           "geometry": {"longitude": "lon", "latitude": "lat"}, "fields": {"id": "id", "kind": "kind",
           "names": {"en": "name"}, "municipality": "municipality", "street": "street", "houseNumber": "number",
           "settlement": "settlement", "sourceDate": "date"\(fields)}}]}\(more.isEmpty ? "" : ",")\(more)
         ]}
        """
    }
}
