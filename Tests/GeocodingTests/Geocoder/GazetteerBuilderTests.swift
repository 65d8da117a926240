import Geocoding
import GeoIndex
import Records
import Testing
import TestSupport

@Suite struct GazetteerBuilderTests {
    private func at(_ longitude: Double, _ latitude: Double) -> Coordinate {
        Coordinate(longitude: longitude, latitude: latitude)
    }

    private func geocoder(
        _ settings: GazetteerSettings = GazetteerSettings(language: "de"), _ fill: (inout GazetteerBuilder) -> Void
    ) throws -> Geocoder {
        var builder = GazetteerBuilder(settings: settings, municipalityAt: { _ in nil })
        fill(&builder)
        let bytes = builder.finish().bytes(buildID: BuildID(high: 3, low: 4))
        return try Geocoder(PackedFile.open(bytes: bytes, kind: GazetteerBuilder.fileKind, name: "test"))
    }

    @Test func anEmptyGazetteerAnswers() throws {
        let empty = try geocoder { _ in }
        #expect(try empty.search(GeocodeQuery(text: "Ερμού 12")).results.isEmpty)
        #expect(empty.reverse(at(1, 1), municipality: nil).results.isEmpty)
    }

    @Test func waysOfOneNameInOnePlaceAreOneStreet() throws {
        let world = try geocoder { builder in
            builder.add(Place(id: "a", kind: "town", names: LocalizedText(["und": "Alt"]), coordinate: at(9.5, 47)))
            builder.add(Place(id: "b", kind: "town", names: LocalizedText(["und": "Bach"]), coordinate: at(9.8, 47)))
            for (first, longitude) in [(1, 9.5), (2, 9.501), (10, 9.8)] {
                builder.add(
                    StreetWay(
                        names: LocalizedText(["und": "Hauptstraße"]), nodes: [Int64(first), Int64(first + 1)],
                        coordinates: [at(longitude, 47), at(longitude + 0.001, 47)]))
            }
        }
        let answer = try world.search(GeocodeQuery(text: "hauptstrasse"))
        #expect(
            answer.results.map { $0.result.label.text(in: "de") }.sorted() == ["Hauptstraße, Alt", "Hauptstraße, Bach"])
        #expect(answer.isAmbiguous)
        #expect(
            try world.search(GeocodeQuery(text: "Hauptstraße Bach")).results.first?.result.label.text(in: "de")
                == "Hauptstraße, Bach")
    }

    @Test func oneNameFarApartIsTwoStreetsAndTheDoorIsOnTheNearer() throws {
        let world = try geocoder { builder in
            builder.add(
                Place(
                    id: "a", kind: "city", names: LocalizedText(["und": "Alt"]), population: 300_000,
                    coordinate: at(9.5, 47)))
            for longitude in [9.49, 9.52] {
                builder.add(
                    StreetWay(
                        names: LocalizedText(["und": "Kirchweg"]), nodes: [1, 2],
                        coordinates: [at(longitude, 47), at(longitude + 0.001, 47)]))
            }
            builder.add(
                AddressPoint(id: "n1", street: "Kirchweg", houseNumber: "4a", city: "Alt", coordinate: at(9.5201, 47)))
        }
        let streets = try world.search(GeocodeQuery(text: "Kirchweg"))
        #expect(streets.results.count == 2 && streets.isAmbiguous)
        let door = try world.search(GeocodeQuery(text: "Kirchweg 4A, Alt"))
        #expect(door.results.first?.result.kind == .address)
        #expect(door.results.first?.result.houseNumber == "4a")
        #expect(abs((door.results.first?.result.coordinate.longitude ?? 0) - 9.5201) < 1e-6)
    }

    @Test func equalStreetLabelsNameACrossingStreet() throws {
        let world = try geocoder { builder in
            for (index, longitude) in [9.40, 9.60].enumerated() {
                let nodes = [Int64(index * 10 + 1), Int64(index * 10 + 2), Int64(index * 10 + 3)]
                builder.add(
                    StreetWay(
                        names: LocalizedText(["und": "Kirchweg"]), nodes: nodes,
                        coordinates: [at(longitude, 47), at(longitude + 0.001, 47), at(longitude + 0.002, 47)]))
                builder.add(
                    StreetWay(
                        names: LocalizedText(["und": "Gasse \(index)"]), nodes: [nodes[1], Int64(index + 100)],
                        coordinates: [at(longitude + 0.001, 47), at(longitude + 0.001, 47.001)]))
            }
        }
        let labels = try world.search(GeocodeQuery(text: "Kirchweg")).results.map(\.result.label)
        #expect(labels.map { $0.text(in: "en") }.sorted() == ["Kirchweg (near Gasse 0)", "Kirchweg (near Gasse 1)"])
        #expect(
            labels.map { $0.text(in: "el") }.sorted() == ["Kirchweg (κοντά: Gasse 0)", "Kirchweg (κοντά: Gasse 1)"])
        // A street with a unique label needs no addition.
        let alone = try world.search(GeocodeQuery(text: "Gasse 1")).results.first
        #expect(alone?.result.label.text(in: "en") == "Gasse 1")
    }

    @Test func aStreetThatTwoSettlementsShareHasOneAnswerForADoor() throws {
        let world = try geocoder { builder in
            for (name, longitude) in [("Alt", 9.5), ("Bach", 9.52)] {
                builder.add(
                    Place(
                        id: name, kind: "town", names: LocalizedText(["und": name]), population: 5000,
                        coordinate: at(longitude, 47)))
            }
            builder.add(
                StreetWay(
                    names: LocalizedText(["und": "Lange Gasse"]), nodes: [1, 2, 3],
                    coordinates: [at(9.5, 47), at(9.508, 47), at(9.516, 47)]))
            for (number, city) in [(2, "Alt"), (4, "Alt"), (20, "Bach"), (30, "Bach")] {
                builder.add(
                    AddressPoint(
                        id: "n\(number)", street: "Lange Gasse", houseNumber: "\(number)", city: city,
                        coordinate: at(9.5 + Double(number) / 2000, 47.0001)))
            }
        }
        for (number, city) in [(2, "Alt"), (4, "Alt"), (20, "Bach"), (30, "Bach")] {
            let answer = try world.search(GeocodeQuery(text: "Lange Gasse \(number), \(city)"))
            let first = try #require(answer.results.first).result
            #expect(first.kind == .address && first.houseNumber == "\(number)", "\(number)")
            #expect(abs(first.coordinate.longitude - 9.5 - Double(number) / 2000) < 1e-6)
        }
    }

    @Test func everyNumberOfAListIsADoor() throws {
        let world = try geocoder { builder in
            builder.add(
                AddressPoint(id: "w1", street: "Quai", houseNumber: "1;3, 5a", city: "Ort", coordinate: at(9, 47)))
        }
        for number in ["1", "3", "5a", "5A"] {
            let first = try world.search(GeocodeQuery(text: "Quai \(number), Ort")).results.first
            #expect(first?.result.kind == .address, "\(number)")
        }
    }

    @Test func countriesAreIgnoredAndSquaresAreStreets() throws {
        let world = try geocoder { builder in
            for (kind, name) in [("country", "Weitland"), ("square", "Marktplatz"), ("town", "Alt")] {
                builder.add(
                    Place(id: name, kind: kind, names: LocalizedText(["und": name]), coordinate: at(9.5, 47)))
            }
        }
        #expect(try world.search(GeocodeQuery(text: "Weitland")).results.isEmpty)
        let square = try #require(try world.search(GeocodeQuery(text: "Marktplatz")).results.first)
        #expect(square.result.kind == .street && square.settlement?["de"] == "Alt")
    }

    @Test func addressesWithoutWaysGiveStreetsAndCities() throws {
        let world = try geocoder { builder in
            for number in 1...5 {
                builder.add(
                    AddressPoint(
                        id: "n\(number)", street: "Rua de Santa Catarina", houseNumber: "\(number * 10)",
                        postcode: "4000-322", city: "Porto", coordinate: at(-8.6 + Double(number) / 1000, 41.1)))
            }
        }
        for text in [
            "Rua de Santa Catarina 30, 4000-322 Porto", "Santa Catarina 30 Porto", "30 rua de santa catarina, porto",
        ] {
            let first = try #require(try world.search(GeocodeQuery(text: text)).results.first, "\(text)")
            #expect(first.result.kind == .address, "\(text)")
            #expect(first.result.houseNumber == "30")
            #expect(first.result.postcode == "4000322")
            #expect(abs(first.result.coordinate.longitude + 8.597) < 1e-6)
        }
        let postcode = try world.search(GeocodeQuery(text: "4000-322"))
        #expect(postcode.results.first?.result.kind == .postcode)
    }

    @Test func namesInForeignLettersAreFound() throws {
        let names = [
            "Carrer de l’Escal·la", "Rua João Grão", "Große Mühlegasse", "Im Äscherle", "Avinguda Príncep Benlloch",
            "Rue Princesse Antoinette",
        ]
        let world = try geocoder { builder in
            for (index, name) in names.enumerated() {
                builder.add(
                    AddressPoint(
                        id: "n\(index)", street: name, houseNumber: "7a", city: "Ort",
                        coordinate: at(9 + Double(index) / 100, 47)))
            }
        }
        for (index, name) in names.enumerated() {
            for text in [name + " 7a, Ort", TextFolding.fold(name) + " 7A Ort", name.uppercased() + " 7 a, ORT"] {
                let first = try #require(try world.search(GeocodeQuery(text: text)).results.first, "\(text)")
                #expect(first.result.kind == .address, "\(text)")
                #expect(abs(first.result.coordinate.longitude - 9 - Double(index) / 100) < 1e-6, "\(text)")
            }
        }
    }

    @Test func interpolationWaysGiveDoorsOfOneSide() throws {
        let world = try geocoder { builder in
            builder.add(AddressPoint(id: "n1", street: "Weg", houseNumber: "2", city: "Ort", coordinate: at(9, 47)))
            builder.add(
                AddressPoint(id: "n2", street: "Weg", houseNumber: "10", city: "Ort", coordinate: at(9.004, 47)))
            builder.add(
                InterpolationWay(
                    kind: "even", nodes: [1, 5, 2], coordinates: [at(9, 47), at(9.001, 47), at(9.004, 47)]))
            builder.add(InterpolationWay(kind: "alphabetic", nodes: [1, 2], coordinates: [at(9, 47), at(9.004, 47)]))
        }
        let six = try #require(try world.search(GeocodeQuery(text: "Weg 6 Ort")).results.first).result
        #expect(six.kind == .interpolated)
        #expect(abs(six.coordinate.longitude - 9.002) < 1e-6)
        let ten = try #require(try world.search(GeocodeQuery(text: "Weg 10 Ort")).results.first).result
        #expect(ten.kind == .address)
    }

    @Test func learnedNamesAndAbbreviationsOfTheMapAreFound() throws {
        let world = try geocoder(GazetteerSettings(language: "el")) { builder in
            builder.add(
                Place(id: "a", kind: "village", names: LocalizedText(["el": "Βελεστίνον"]), coordinate: at(22, 39)))
            builder.add(
                Place(
                    id: "b", kind: "village", names: LocalizedText(["el": "Κιλελέρ (τ. Κυψέλη)"]),
                    coordinate: at(22.1, 39)))
            for (index, name) in [
                "Αγ. Νικολάου", "Κ. Καρτάλη", "Λεωφ. Δημοκρατίας", "28ης Οκτωβρίου", "Μεταμορφώσεως του Σωτήρος",
            ].enumerated() {
                builder.add(
                    StreetWay(
                        names: LocalizedText(["und": name]), nodes: [Int64(index * 2), Int64(index * 2 + 1)],
                        coordinates: [at(22, 39 + Double(index) / 1000), at(22.001, 39 + Double(index) / 1000)]))
            }
        }
        for (text, name) in [
            ("Αγίου Νικολάου", "Αγ. Νικολάου"), ("Κωνσταντίνου Καρτάλη", "Κ. Καρτάλη"),
            ("Δημοκρατίας", "Λεωφ. Δημοκρατίας"),
            ("Λεωφόρος Δημοκρατίας", "Λεωφ. Δημοκρατίας"), ("28 Οκτωβρίου", "28ης Οκτωβρίου"),
            ("Μεταμόρφωσης Σωτήρος", "Μεταμορφώσεως του Σωτήρος"),
        ] {
            #expect(try world.search(GeocodeQuery(text: text)).results.first?.result.street == name, "\(text)")
        }
        #expect(
            try world.search(GeocodeQuery(text: "Κυψέλη")).results.first?.settlement?["el"]?.hasPrefix("Κιλελέρ")
                == true)
        #expect(try world.search(GeocodeQuery(text: "Βελεστίνο")).results.first?.result.match == .exact)
    }

    @Test func aStructureIsFoundByItsAddressWhenTheMapHasNoDoor() throws {
        func office(_ id: String, _ address: String, _ longitude: Double) -> Structure {
            Structure(
                id: id, kind: "x", names: LocalizedText(["de": "Amt \(id)"]),
                address: LocalizedText(["de": address]), coordinate: at(longitude, 47))
        }
        func world(hasDoor: Bool) throws -> Geocoder {
            try geocoder { builder in
                if hasDoor {
                    builder.add(
                        AddressPoint(
                            id: "n1", street: "Lindenweg", houseNumber: "45", city: "", coordinate: at(9.5, 47)))
                }
                builder.add(office("A", "Lindenweg 45, Neustadt (3. Stock)", 9), kind: nil, row: 0)
                builder.add(office("B", "Am Markt 8a und Rosengasse", 9.2), kind: nil, row: 1)
                builder.add(office("C", "Kirche", 9.3), kind: nil, row: 2)
            }
        }
        let alone = try world(hasDoor: false)
        let found = try alone.search(GeocodeQuery(text: "LINDENWEG 45"))
        #expect(found.results.first?.structure == 0 && !found.isAmbiguous)
        #expect(try alone.search(GeocodeQuery(text: "Am Markt 8A")).results.first?.structure == 1)
        #expect(try alone.search(GeocodeQuery(text: "Am Markt 8a und Rosengasse")).results.first?.structure == 1)
        // Another number is not a certain match, and a word without a number is not an address.
        let other = try alone.search(GeocodeQuery(text: "Lindenweg 47"))
        #expect(other.isAmbiguous || other.results.isEmpty)
        #expect(try alone.search(GeocodeQuery(text: "Kirche")).results.isEmpty)
        // A known door comes first and is certain.
        let known = try world(hasDoor: true).search(GeocodeQuery(text: "Lindenweg 45"))
        #expect(known.results.first?.result.kind == .address && !known.isAmbiguous)
    }

    @Test func recordsWithoutAPositionAreLeftOut() throws {
        let world = try geocoder { builder in
            let hidden = StructureKind(code: "shelter", names: LocalizedText(["de": "Zuflucht"]), isRedacted: true)
            var shelter = Structure(
                id: "s", kind: "shelter", names: LocalizedText(["de": "Haus Geheim"]), coordinate: at(9, 47))
            shelter.withholdPosition(LocationRule([hidden]))
            builder.add(shelter, kind: hidden, row: 0)
            builder.add(Structure(id: "t", kind: "x", names: LocalizedText(["de": "Ohne Ort"])), kind: nil, row: 1)
            builder.add(Place(id: "p", kind: "village", names: LocalizedText(["de": "Nirgends"]), coordinate: nil))
        }
        for text in ["Zuflucht", "Haus Geheim", "Ohne Ort", "Nirgends"] {
            #expect(try world.search(GeocodeQuery(text: text)).results.isEmpty, "\(text)")
        }
        #expect(world.reverse(at(9, 47), municipality: nil).results.isEmpty)
    }

    @Test func theSameInputGivesTheSameBytes() throws {
        func bytes() -> [UInt8] {
            var builder = GazetteerBuilder(settings: GazetteerSettings(language: "de"), municipalityAt: { _ in nil })
            for index in 0..<50 {
                builder.add(
                    AddressPoint(
                        id: "n\(index)", street: "Weg \(index % 7)", houseNumber: "\(index)",
                        postcode: "9\(index % 5)90",
                        city: "Ort \(index % 3)", coordinate: at(9 + Double(index % 3) / 2, 47 + Double(index) / 1000)))
            }
            return builder.finish().bytes(buildID: BuildID(high: 0, low: 0))
        }
        #expect(bytes() == bytes())
    }

    @Test func aDamagedFileIsRefused() throws {
        var builder = GazetteerBuilder(settings: GazetteerSettings(language: "de"), municipalityAt: { _ in nil })
        builder.add(Place(id: "a", kind: "town", names: LocalizedText(["und": "Alt"]), coordinate: at(9.5, 47)))
        let good = builder.finish().bytes(buildID: BuildID(high: 0, low: 0))
        var random = SeededGenerator(seed: 4)
        for _ in 0..<200 {
            var bytes = good
            bytes[Int.random(in: 0..<bytes.count, using: &random)] ^= UInt8.random(in: 1...255, using: &random)
            #expect(throws: PackedFileError.self) {
                _ = try Geocoder(PackedFile.open(bytes: bytes, kind: GazetteerBuilder.fileKind, name: "bad"))
            }
        }
        #expect(throws: PackedFileError.self) {
            _ = try Geocoder(
                PackedFile.open(bytes: Array(good.dropLast(64)), kind: GazetteerBuilder.fileKind, name: "short"))
        }
    }
}
