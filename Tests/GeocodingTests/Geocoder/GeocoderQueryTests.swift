import Foundation
import Geocoding
import GeoIndex
import Records
import Testing

@Suite struct GeocoderQueryTests {
    private func world() throws -> GreekWorld { try GreekWorld.shared.get() }

    @Test func everyQueryOfTheFixtureFindsTheExpectedResults() throws {
        let world = try world()
        for row in try GreekWorld.rows("queries") {
            let answer = try world.search(row[0])
            #expect(
                world.satisfies(answer, row[1]),
                "\(row[0]) expects \(row[1]), got \(answer.results.map { $0.result.label.text(in: "el") })")
        }
    }

    @Test func unmatchedPartsAreReported() throws {
        let world = try world()
        let unknown = try world.search("Αγνωστοπούλου 12, Λάρισα")
        #expect(unknown.isAmbiguous && unknown.unmatched == ["Αγνωστοπούλου 12"])
        #expect(unknown.results.first?.result.kind == .settlement)
        // A structure in the town is not a better guess than the town.
        #expect(!unknown.results.contains { $0.result.kind == .structure })
        #expect(try world.search("Λάρισα, Αγνωστοπούλου").unmatched == ["Αγνωστοπούλου"])
        #expect(try world.search("Ομήρου 6 Τρίκαλα").unmatched.isEmpty)
    }

    @Test(arguments: [
        ("Δημοσθένους 45, Ν. Σμύρνη, Λάρισα", "Δημοσθένους 45, Λάρισα", GeocodeResult.Kind.address),
        ("ΓΕΩΡΓΙΑΔΟΥ 13 ΛΑΡΙΣΑ", "Γεωργιάδου 13, Λάρισα", .address),
        ("οδός Γεωργιάδου αρ.45", "Γεωργιάδου 45, Λάρισα", .address),
        ("οδός Γεωργιάδου αρ.33", "Γεωργιάδου 33, Λάρισα", .interpolated),
        ("Οικονόμου εξ Οικονόμων 8Α και Ρούσβελτ (3ος όροφος)", "Οικονόμου εξ Οικονόμων 8Α, Λάρισα", .address),
        ("Ηρώων Πολυτεχνείου και 23ης Οκτωβρίου", "Ηρώων Πολυτεχνείου και 23ης Οκτωβρίου, Λάρισα", .intersection),
        ("γωνία Δημητριάδος & Τοπάλη", "Δημητριάδος και Τοπάλη, Βόλος", .intersection),
        ("Ρούσβελτ/Κύπρου", "Ρούσβελτ και Κύπρου, Λάρισα", .intersection),
        ("28ης Οκτωβρίου 2", "28ης Οκτωβρίου 2, Λάρισα", .address),
        ("28 Οκτωβρίου 2", "28ης Οκτωβρίου 2, Λάρισα", .address),
        ("Κ. Καρτάλη 5, Βόλος", "Κωνσταντίνου Καρτάλη 5, Βόλος", .address), ("Τοπάλη 14", "Τοπάλη 14, Βόλος", .address),
        ("Κουμουνδούρου 29, Καρδίτσα", "Κουμουνδούρου 29, Καρδίτσα", .interpolated),
        ("Ομήρου 6 Τρίκαλα", "Ομήρου 6, Τρίκαλα", .address), ("Τρίκαλα Ομήρου 6", "Ομήρου 6, Τρίκαλα", .address),
        ("Ίωνος Δραγούμη, 412 22 Λάρισα", "Ίωνος Δραγούμη, Λάρισα", .street),
        ("Ομήρου 6 Τρίκαλα Ελλάδα", "Ομήρου 6, Τρίκαλα", .address),
        ("Αγ.Νικολάου μεταξύ Ιάσονος και Δημητριάδος", "Αγίου Νικολάου και Ιάσονος, Βόλος", .interpolated),
        ("κοντά στην Κύπρου, Λάρισα", "Κύπρου, Λάρισα", .street),
    ])
    func addressPhrases(text: String, label: String, kind: GeocodeResult.Kind) throws {
        let first = try #require(try world().search(text).results.first)
        #expect(first.result.label.text(in: "el") == label)
        #expect(first.result.kind == kind)
        // An interpolated door is not exact; a stretch between two crossings is.
        let isReckonedDoor = kind == .interpolated && first.result.houseNumber != nil
        #expect(first.result.match == (isReckonedDoor ? .stem : .exact))
    }

    @Test func aDifferentHouseNumberIsNotExact() throws {
        for (text, number) in [
            ("Παπαναστασίου 5-6", "5"), ("Ομήρου 8, Τρίκαλα", "8Α"), ("Ομήρου 8Β, Τρίκαλα", "8Α"),
            ("Ομήρου 5Α, Τρίκαλα", "5"),
        ] {
            let first = try #require(try world().search(text).results.first).result
            #expect(first.kind == .address && first.houseNumber == number && first.match == .stem, "\(text)")
        }
    }

    @Test func floorsAndBlocksAreNotHouseNumbers() throws {
        let answer = try world().search("Κύπρου Ο.Τ. 77Α")
        #expect(answer.block == "77Α")
        #expect(answer.results.first?.result.kind == .street)
        #expect(try world().search("Κύπρου 5, 3ος όροφος").floor == "3")
    }

    @Test func betweenTwoStreetsIsHalfWayBetweenTheCrossings() throws {
        let world = try world()
        let volos = try world.town("Βόλος").coordinate
        let first = try #require(try world.search("Αγίου Νικολάου μεταξύ Ιάσονος και Δημητριάδος").results.first)
        let a = try #require(try world.search("Αγίου Νικολάου και Ιάσονος").results.first).result.coordinate
        let b = try #require(try world.search("Αγίου Νικολάου και Δημητριάδος").results.first).result.coordinate
        #expect(abs(first.result.coordinate.longitude - (a.longitude + b.longitude) / 2) < 1e-6)
        #expect(abs(first.result.coordinate.latitude - (a.latitude + b.latitude) / 2) < 1e-6)
        #expect(Geodesic.distance(from: volos, to: first.result.coordinate) < 2000)
    }

    @Test func interpolationKeepsTheSideAndGivesAnAccuracy() throws {
        let world = try world()
        let known = try #require(try world.search("Ομήρου 6, Τρίκαλα").results.first).result
        let next = try #require(try world.search("Ομήρου 10, Τρίκαλα").results.first).result
        // 8Α is known, 8 is not, and 7 lies between 5 and 9.
        let between = try #require(try world.search("Ομήρου 7, Τρίκαλα").results.first).result
        #expect(between.kind == .interpolated)
        #expect(between.houseNumber == "7")
        #expect(between.accuracyMetres > known.accuracyMetres)
        #expect(between.coordinate.longitude > known.coordinate.longitude - 0.0005)
        #expect(between.coordinate.longitude < next.coordinate.longitude)
        #expect(known.accuracyMetres == 10)
        let far = try #require(try world.search("Ομήρου 999, Τρίκαλα").results.first).result
        #expect(far.kind == .street)
        #expect(far.houseNumber == nil)
    }

    @Test func initialsAndDigitsAreNeverCorrected() throws {
        let world = try world()
        let kartali = try world.search("Κ. Καρτάλη")
        #expect(!kartali.results.contains { $0.result.street == "Γεωργίου Καρτάλη" })
        #expect(!kartali.isAmbiguous)
        #expect(try world.search("29ης Οκτωβρίου").results.isEmpty)
        #expect(try !world.search("23ης Οκτωβρίου").results.contains { $0.result.street == "28ης Οκτωβρίου" })
    }

    @Test func aFuzzyMatchMustBeConfirmed() throws {
        for text in ["Laria", "Παπαναστασουυ", "Ερμού 12, Λαρυζσα", "Κουμουνδοόυρου 29, Καρδίτσα"] {
            let answer = try world().search(text)
            #expect(!answer.results.isEmpty, "\(text)")
            #expect(answer.isAmbiguous, "\(text)")
            #expect(answer.isGuess, "\(text)")
        }
    }

    @Test(arguments: ["Νεράιδα", "Αγία Παρασκευή", "Μαγούλα", "Ερμού", "Neraida", "Καρτάλη"])
    func placesOfOneNameAreAmbiguous(text: String) throws {
        let answer = try world().search(text)
        #expect(answer.isAmbiguous)
        #expect(Set(answer.results.map { $0.result.label.text(in: "el") }).count == answer.results.count)
    }

    @Test(arguments: [
        "Λάρισα", "Larissa", "Βόλος", "ΒΟΛΟΣ", "Volos", "Τρίκαλα", "Κύπρου", "Δήμος Λαρισαίων", "Ερμού Βόλος",
    ])
    func clearQueriesAreNotAmbiguous(text: String) throws {
        let answer = try world().search(text)
        #expect(!answer.isAmbiguous, "\(answer.results.map { $0.result.label.text(in: "el") })")
    }

    @Test func aMunicipalityRestrictsTheResults() throws {
        let world = try world()
        for town in world.settlements where ["Νεράιδα", "Μαγούλα"].contains(town.name) {
            let row = try #require(world.municipalities.firstIndex(of: town.municipality))
            let answer = try world.geocoder.search(GeocodeQuery(text: town.name, municipality: row))
            #expect(answer.results.allSatisfy { $0.result.municipality == row })
            let same = world.settlements.count { $0.name == town.name && $0.municipality == town.municipality }
            #expect(answer.hasRivals == (same > 1), "\(town.name), \(town.municipality)")
            #expect(
                answer.results.first.map {
                    Geodesic.distance(from: $0.result.coordinate, to: town.coordinate) < 10 || same > 1
                } == true)
        }
        for name in ["Λάρισα", "Βόλος", "Τρίκαλα"] {
            let town = try #require(world.settlements.first { $0.name == name })
            let row = try #require(world.municipalities.firstIndex(of: town.municipality))
            let answer = try world.geocoder.search(GeocodeQuery(text: "Ερμού", municipality: row))
            #expect(!answer.hasRivals && answer.results.first?.settlement?["el"] == name)
        }
    }

    @Test func aFuzzyMatchHasNoRivals() throws {
        #expect(try !world().search("Κουμουνδοόυρου 29, Καρδίτσα").hasRivals)
        #expect(try world().search("Νεράιδα").hasRivals)
    }

    @Test func theFocusRanksStreetsOfOneName() throws {
        let world = try world()
        for town in ["Λάρισα", "Βόλος", "Τρίκαλα"] {
            let answer = try world.search("Ερμού", focus: world.town(town).coordinate)
            #expect(answer.results.first?.settlement?["el"] == town)
        }
    }

    @Test func pastedPositions() throws {
        let world = try world()
        for text in ["39.639, 22.4196", "22.4196 39.639", "39°38'20.4\"N 22°25'10.56\"E", "39,639 22,4196"] {
            let answer = try world.search(text)
            #expect(answer.results.count == 1, "\(text)")
            #expect(!answer.isAmbiguous)
            let result = try #require(answer.results.first).result
            #expect(result.kind == .coordinate)
            #expect(abs(result.coordinate.latitude - 39.639) < 1e-6)
        }
        #expect(try world.search("51.5, -0.12").results.isEmpty)
    }

    @Test func structuredQueries() throws {
        let world = try world()
        let answer = try world.geocoder.search(GeocodeQuery(street: "Ερμού", number: "5", city: "Τρίκαλα"))
        #expect(answer.results.first?.result.label.text(in: "el") == "Ερμού 5, Τρίκαλα")
        #expect(!answer.isAmbiguous)
        let city = try world.geocoder.search(GeocodeQuery(street: nil, city: "Βόλος"))
        #expect(city.results.first?.result.kind == .settlement)
        // «Λαρίσης» as a city is not a street.
        let larisa = try world.geocoder.search(GeocodeQuery(street: "Κύπρου", city: "Λαρίσης"))
        #expect(larisa.results.first?.result.street == "Κύπρου")
    }

    @Test(arguments: [
        ("φαγητό Λάρισα", "soup-kitchen", "Λάρισα"), ("Βόλος συσσίτιο", "soup-kitchen", "Βόλος"),
        ("voithia sto spiti Trikala", "home-help", "Τρίκαλα"), ("fagito ston Volo", "soup-kitchen", "Βόλος"),
        ("φαγητό κοντά στην Καρδίτσα", "soup-kitchen", "Καρδίτσα"),
    ])
    func aKindBesideAPlaceIsWantedThere(text: String, kind: String, town: String) throws {
        let answer = try world().search(text)
        #expect(answer.kinds == [kind])
        #expect(!answer.lacksPlace && !answer.isAmbiguous)
        #expect(answer.results.first?.settlement?["el"] == town)
        #expect(answer.results.first?.result.kind != .structure)
    }

    @Test(arguments: ["φαγητό", "fagito", "Βοήθεια στο σπίτι"])
    func aKindAloneLacksAPlace(text: String) throws {
        let answer = try world().search(text)
        #expect(answer.lacksPlace && answer.isAmbiguous && answer.kinds.count == 1)
        #expect(answer.results.allSatisfy { $0.result.kind == .structure })
    }

    @Test func aPlaceAloneAsksForNoKind() throws {
        for text in ["Λάρισα", "Κύπρου 5, Λάρισα", "κοντά στο συσσίτιο Λάρισα", "Συσσίτιο δοκιμής Λάρισα"] {
            #expect(try world().search(text).kinds.isEmpty, "\(text)")
        }
    }

    @Test func nearALandmark() throws {
        let world = try world()
        let street = try #require(try world.search("Κύπρου κοντά στην Ηπείρου").results.first)
        let crossing = try #require(try world.search("Κύπρου και Ηπείρου").results.first)
        #expect(street.result.street == "Κύπρου")
        #expect(Geodesic.distance(from: street.result.coordinate, to: crossing.result.coordinate) < 500)
        #expect(street.result.accuracyMetres >= 300)
        let structure = try #require(try world.search("Λάρισα κοντά στο συσσίτιο δοκιμής").results.first)
        #expect(structure.result.kind == .structure)
        #expect(structure.result.accuracyMetres >= 300)
        let door = try #require(try world.search("Κύπρου 5 κοντά στη Λάρισα").results.first).result
        #expect(door.kind == .address && door.accuracyMetres == 10)
    }

    @Test func houseNumbersAreShownAsTheirSourceWritesThem() throws {
        for text in ["Κύπρου 8Α Λάρισα", "Κύπρου 8α Λάρισα", "Kyprou 8a Larisa"] {
            #expect(try world().search(text).results.first?.result.houseNumber == "8Α")
        }
    }

    @Test(arguments: ["φαγητό", "συσσίτιο", "fagito", "voithia sto spiti", "Βοήθεια στο σπίτι", "sissitio"])
    func wordsForAKindFindItsStructures(text: String) throws {
        let answer = try world().search(text)
        #expect(answer.results.first?.result.kind == .structure)
        #expect(answer.results.allSatisfy { $0.structure != nil || $0.result.kind != .structure })
    }
}
