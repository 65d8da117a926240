import Geocoding
import GeoIndex
import GeoStore
import Records
import Testing

/// When the address of a directory's row is found, and when it is only a guess.
@Suite struct PlacedRowTests {
    /// Two municipalities, west and east of longitude 9.6, with a town each.
    private let geocoder: Geocoder

    init() throws {
        func at(_ longitude: Double) -> Coordinate { Coordinate(longitude: longitude, latitude: 47) }
        func names(_ name: String) -> LocalizedText { LocalizedText(["und": name]) }
        var builder = GazetteerBuilder(
            settings: GazetteerSettings(language: "de"), municipalityAt: { $0.longitude < 9.6 ? 0 : 1 })
        for (code, name, seat) in [("W", "Gemeinde Westtal", 9.5), ("E", "Gemeinde Osttal", 9.7)] {
            builder.add(Municipality(code: code, names: names(name), seat: at(seat)))
        }
        for (name, longitude) in [("Altdorf", 9.5), ("Bachheim", 9.7)] {
            builder.add(
                Place(id: name, kind: "town", names: names(name), population: 5000, coordinate: at(longitude)))
        }
        for (street, city, longitude) in [
            ("Lindenstraße", "Altdorf", 9.501), ("Lindenstraße", "Bachheim", 9.701), ("Mühlgasse", "Bachheim", 9.705),
        ] {
            builder.add(
                AddressPoint(
                    id: "\(street) \(city)", street: street, houseNumber: "5", city: city, coordinate: at(longitude)))
        }
        let bytes = builder.finish().bytes(buildID: BuildID(high: 1, low: 2))
        geocoder = try Geocoder(PackedFile.open(bytes: bytes, kind: GazetteerBuilder.fileKind, name: "test"))
    }

    private func placed(
        _ address: String, in municipality: Int? = nil, at coordinate: Coordinate? = nil, isWithheld: Bool = false
    ) -> PlacedRow {
        let listed = ListedStructure(
            source: "towns", position: "towns.csv:2", id: "1", kind: "office",
            names: LocalizedText(["und": "Office"]), addressText: address, coordinate: coordinate,
            accuracyMetres: coordinate.map { _ in 30 }, isWithheld: isWithheld)
        return PlacedRow(listed, findings: [], municipality: municipality, geocoder: geocoder)
    }

    @Test(
        arguments: [
            ("Lindenstraße 5, Altdorf", nil, .found, 9.501), ("Lindenstraße 5", 0, .found, 9.501),
            ("Lindenstraße 5", 1, .found, 9.701), ("lindenstrasse 5, bachheim", nil, .found, 9.701),
            ("Mühlgasse 5", nil, .found, 9.705), ("Altdorf", 0, .found, 9.5),
        ] as [(String, Int?, PlacedRow.Outcome, Double)])
    func oneCertainPlaceIsThePosition(
        _ text: String, _ municipality: Int?, _ outcome: PlacedRow.Outcome, _ longitude: Double
    ) throws {
        let row = placed(text, in: municipality)
        #expect(row.outcome == outcome)
        let position = try #require(row.position)
        #expect(abs(position.at.longitude - longitude) < 1e-6)
        #expect(position.accuracyMetres == row.place?.accuracyMetres)
    }

    @Test(
        arguments: [
            // Misspelt.
            ("Lindenstrabe 5, Altdorf", nil), ("Mühlgusse 5", 1),
            // A known door with unknown words beside it.
            ("Mühlgasse 5 Xyzquark", 1),
            // Found in another municipality than the stated one.
            ("Mühlgasse 5", 0), ("Lindenstraße 5, Bachheim", 0),
        ] as [(String, Int?)])
    func aGuessNamesAPlaceButIsNoPosition(_ text: String, _ municipality: Int?) {
        let row = placed(text, in: municipality)
        #expect(row.outcome == .guess)
        #expect(row.place != nil && row.position == nil)
    }

    @Test func severalPlacesAreLeftToThePerson() {
        let row = placed("Lindenstraße 5")
        #expect(row.outcome == .ambiguous && row.candidates.count == 2)
        #expect(row.place == nil && row.position == nil)
    }

    @Test func aMunicipalityAloneIsAnAreaWithoutPosition() {
        let row = placed("Gemeinde Westtal")
        #expect(row.outcome == .area)
        #expect(row.place != nil && row.position == nil)
    }

    @Test(
        arguments: [
            ("Xyzquark 7", nil), ("Xyzquark 7", 1), ("Xyzquark 7, Altdorf", 0),
            (String(repeating: "x", count: 9999), nil),
        ] as [(String, Int?)])
    func anUnknownAddressIsNotFound(_ text: String, _ municipality: Int?) {
        let row = placed(text, in: municipality)
        #expect(row.outcome == .notFound && row.candidates.isEmpty && row.position == nil)
    }

    @Test func whatTheRowSaysItselfIsNotSearched() {
        let here = Coordinate(longitude: 9.55, latitude: 47.01)
        let given = placed("Lindenstraße 5, Altdorf", at: here)
        #expect(given.outcome == .given && given.candidates.isEmpty)
        #expect(given.position?.at == here && given.position?.accuracyMetres == 30)
        let empty = placed("")
        #expect(empty.outcome == .noAddress && empty.position == nil)
        let withheld = placed("Lindenstraße 5, Altdorf", isWithheld: true)
        #expect(withheld.outcome == .withheld && withheld.candidates.isEmpty && withheld.position == nil)
    }
}
