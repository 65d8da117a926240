import Geocoding
import GeoIndex
import Records

/// A few streets and places to search, built once.
private let geocoder: Geocoder = {
    var builder = GazetteerBuilder(
        settings: GazetteerSettings(language: "el", postcodes: [PostcodePattern(shape: "999 99")]),
        municipalityAt: { _ in nil })
    for (index, name) in ["Λάρισα", "Νέα Ιωνία", "Άγιος Γεώργιος", "Vila Nova"].enumerated() {
        builder.add(
            Place(
                id: "\(index)", kind: "town", names: LocalizedText(["und": name]), population: 1000,
                coordinate: Coordinate(longitude: 22 + Double(index), latitude: 39)))
    }
    for (index, name) in ["Ερμού", "28ης Οκτωβρίου", "Κ. Καρτάλη", "Ηρώων Πολυτεχνείου", "Rua do Grão"].enumerated() {
        let y = 39 + Double(index) / 1000
        builder.add(
            StreetWay(
                names: LocalizedText(["und": name]), nodes: [Int64(index), 100],
                coordinates: [Coordinate(longitude: 22, latitude: y), Coordinate(longitude: 22.001, latitude: 39)]))
        builder.add(
            AddressPoint(
                id: "", street: name, houseNumber: "8Α", postcode: "41222", city: "Λάρισα",
                coordinate: Coordinate(longitude: 22, latitude: y)))
    }
    builder.add(
        StructureKind(
            code: "soup-kitchen", names: LocalizedText(["el": "Συσσίτιο"]), synonyms: ["φαγητό", "τ. Σ. (Κ)"]))
    let bytes = builder.finish().bytes(buildID: BuildID(high: 0, low: 0))
    return try! Geocoder(PackedFile.open(bytes: bytes, kind: GazetteerBuilder.fileKind, name: "fuzz"))
}()

/// Fuzz target: any bytes as a query are answered or refused; never a crash, never an invalid position.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: data, count: count), as: UTF8.self)
    _ = AddressParser.parse(text, postcodes: geocoder.postcodePatterns)
    _ = Elot743.transliterate(text)
    _ = HouseNumber(parsing: text)
    _ = NameForms.split(text)
    if let answer = try? geocoder.autocomplete(text) {
        precondition(answer.results.allSatisfy { $0.result.coordinate.isValid })
    }
    return 0
}
