import GeoIndex
import GeoStore
import Testing

@Suite struct OSMReaderAddressTests {
    @Test func readsNodesWaysAndRelations() throws {
        var file = OSMFixture()
        file.node(
            1, 10, 50,
            ["addr:street": "Ερμού", "addr:housenumber": "12Α", "addr:postcode": "38221", "addr:city": "Βόλος"])
        file.grid(first: 11, columns: 4, rows: 4)
        // A house with a courtyard: the middle of its box is in the courtyard.
        file.way(2, [11, 14, 26, 23, 11])
        file.way(3, [16, 17, 21, 20, 16])
        file.way(4, [11, 12, 16, 15, 11], ["building": "yes", "addr:street": "High Street", "addr:housenumber": "7"])
        file.relation(
            5, ["w2 outer", "w3 inner"],
            ["type": "multipolygon", "building": "yes", "addr:street": "High Street", "addr:housenumber": "9"])
        let result = try file.read()
        #expect(result.addresses.map(\.id.description) == ["w4", "n1", "r5"])
        #expect(result.rejects.isEmpty)
        let node = result.addresses[1]
        #expect(node.street == "Ερμού" && node.houseNumber == "12Α" && node.postcode == "38221" && node.city == "Βόλος")
        #expect(node.coordinate == Coordinate(longitude: 10, latitude: 50))
        let house = BoundingBox(west: 10, south: 50, east: 10.001, north: 50.001)
        #expect(house.contains(result.addresses[0].coordinate))
        let block = BoundingBox(west: 10, south: 50, east: 10.003, north: 50.003)
        let court = BoundingBox(west: 10.001, south: 50.001, east: 10.002, north: 50.002)
        #expect(block.contains(result.addresses[2].coordinate))
        #expect(!court.contains(result.addresses[2].coordinate))
    }

    @Test func takesTheStreetFromItsRelation() throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["addr:housenumber": "1"])
        file.node(2, 10.001, 50, ["addr:housenumber": "2", "addr:street": "Own Street"])
        file.node(3, 10.002, 50, ["addr:housenumber": "3"])
        file.grid(first: 11, columns: 2, rows: 2)
        file.way(4, [11, 12, 14, 13, 11], ["addr:housenumber": "4"])
        file.way(5, [11, 12], ["highway": "residential", "name": "Common Street"])
        file.relation(
            1, ["n1 house", "n2 house", "w4 house", "w5 street"], ["type": "associatedStreet", "name": "Common Street"])
        file.relation(2, ["n3 address", "w5 street"], ["type": "street", "addr:street": "Other Street", "name": "x"])
        let streets = Dictionary(uniqueKeysWithValues: try file.read().addresses.map { ($0.id.description, $0.street) })
        #expect(streets == ["n1": "Common Street", "n2": "Own Street", "n3": "Other Street", "w4": "Common Street"])
    }

    @Test func keepsEveryKindOfNumberAndPlace() throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["addr:conscriptionnumber": "415", "addr:place": "Lhota"])
        file.node(2, 10, 50, ["addr:housename": "The Mill"])
        file.node(3, 10, 50, ["addr:postcode": "AD100"])
        file.node(4, 10, 50, ["addr:country": "AD", "addr:city": "Ordino"])
        file.node(5, 10, 50, ["addr:full": "12, third lane behind the mosque", "name": "Bakery"])
        let addresses = try file.read().addresses
        #expect(addresses.map(\.id.number) == [1, 2, 3, 5])
        #expect(addresses[0].houseNumber == "415" && addresses[0].place == "Lhota")
        #expect(addresses[1].name == "The Mill")
        #expect(addresses[2].postcode == "AD100" && addresses[2].street == nil)
        #expect(addresses[3].name == "Bakery")
    }

    @Test func keepsInterpolationLinesApart() throws {
        var file = OSMFixture()
        file.node(1, 10, 50, ["addr:street": "A", "addr:housenumber": "2"])
        file.node(2, 10.001, 50)
        file.node(3, 10.002, 50, ["addr:street": "A", "addr:housenumber": "20"])
        file.way(1, [1, 2, 3], ["addr:interpolation": "even", "addr:street": "A"])
        file.way(2, [1, 99], ["addr:interpolation": "odd"])
        file.way(3, [1, 2, 99, 2, 3], ["addr:interpolation": "odd"])
        let result = try file.read()
        #expect(result.addresses.map(\.id.description) == ["n1", "n3"])
        let line = try #require(result.interpolations.first)
        #expect(
            result.interpolations.map(\.nodes) == [[1, 2, 3], [1, 2], [2, 3]], "of a line in pieces each is kept")
        #expect(line.id == 1 && line.kind == "even" && line.nodes == [1, 2, 3] && line.line.count == 3)
        #expect(
            result.rejects.map(\.reason) == [
                "address interpolation: 1 of 2 nodes are not in the file",
                "address interpolation: 1 of 5 nodes are not in the file: 2 parts taken",
            ])
    }

    @Test func refusesWhatHasNoPosition() throws {
        var file = OSMFixture()
        file.way(1, [98, 99, 97, 98], ["addr:housenumber": "1"])
        file.relation(2, ["w1 outer"], ["type": "multipolygon", "addr:housenumber": "1"])
        file.relation(3, ["w77"], ["type": "site", "addr:housenumber": "1"])
        let result = try file.read()
        #expect(result.addresses.isEmpty)
        #expect(result.rejects.map(\.object.description) == ["w1", "r2", "r3"])
        #expect(result.rejects[0].reason == "address: none of its nodes is in the file")
    }
}
