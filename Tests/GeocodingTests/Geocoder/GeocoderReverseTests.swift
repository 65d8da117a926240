import Geocoding
import GeoIndex
import Records
import Testing

@Suite struct GeocoderReverseTests {
    @Test func findsDoorStreetAndPlace() throws {
        let world = try GreekWorld.shared.get()
        let door = try #require(try world.search("Ομήρου 6, Τρίκαλα").results.first).result
        let answer = world.geocoder.reverse(door.coordinate, municipality: door.municipality)
        let first = try #require(answer.results.first)
        #expect(first.result.kind == .address)
        #expect(first.result.label.text(in: "el") == "Ομήρου 6, Τρίκαλα")
        #expect(first.metres ?? 1 < 0.5)
        #expect(answer.results.contains { $0.result.kind == .settlement && $0.settlement?["el"] == "Τρίκαλα" })
    }

    @Test func distancesAreThoseOfTheNearestPointOfTheStreet() throws {
        let world = try GreekWorld.shared.get()
        let town = try world.town("Καρδίτσα").coordinate
        // Koumoundourou is the only street: from the town's middle one step north.
        let asked = Coordinate(longitude: town.longitude - 0.002, latitude: town.latitude)
        let answer = world.geocoder.reverse(asked, municipality: nil)
        let street = try #require(answer.results.first { $0.result.kind == .street })
        #expect(street.result.street == "Κουμουνδούρου")
        let expected = Geodesic.distance(from: asked, to: street.result.coordinate)
        #expect(abs((street.metres ?? 0) - expected) < 1)
        #expect(answer.results.map { $0.metres ?? 0 } == answer.results.map { $0.metres ?? 0 }.sorted())
    }

    @Test func resultsOfTheOwnMunicipalityArePreferred() throws {
        let world = try GreekWorld.shared.get()
        let town = try world.town("Βόλος")
        let row = try #require(world.municipalities.firstIndex(of: "Λαρισαίων"))
        let answer = world.geocoder.reverse(town.coordinate, municipality: row)
        #expect(!answer.results.contains { $0.result.kind == .address })
        // The street has its own municipality.
        #expect(answer.results.filter { $0.result.kind == .street }.allSatisfy { $0.result.municipality != row })
        #expect(answer.results.filter { $0.result.kind == .settlement }.allSatisfy { $0.result.municipality == row })
    }

    @Test func approximatePlacesAreNotUsedInReverse() throws {
        let town = Coordinate(longitude: 22, latitude: 39)
        var builder = GazetteerBuilder(settings: GazetteerSettings(language: "el"), municipalityAt: { _ in nil })
        builder.add(
            Place(id: "1", kind: "town", names: LocalizedText(["el": "Πόλη"]), population: 9000, coordinate: town))
        builder.add(
            Place(
                id: "2", kind: "neighbourhood", names: LocalizedText(["el": "Γειτονιά"]), coordinate: town,
                accuracyMetres: 4000))
        let bytes = builder.finish().bytes(buildID: BuildID(high: 1, low: 2))
        let geocoder = try Geocoder(PackedFile.open(bytes: bytes, kind: GazetteerBuilder.fileKind, name: "town"))
        #expect(geocoder.reverse(town, municipality: nil).results.map { $0.result.kind } == [.settlement])
        let found = try #require(try geocoder.search(GeocodeQuery(text: "Γειτονιά, Πόλη")).results.first)
        #expect(found.result.kind == .neighbourhood && found.result.accuracyMetres == 4000)
        #expect(found.settlement?["el"] == "Πόλη")
    }

    @Test func positionsFarFromTheDataHaveNoResults() throws {
        let world = try GreekWorld.shared.get()
        #expect(world.geocoder.reverse(Coordinate(longitude: -150, latitude: -40), municipality: nil).results.isEmpty)
        #expect(world.geocoder.reverse(Coordinate(longitude: .nan, latitude: 1), municipality: nil).results.isEmpty)
    }
}
