import Foundation
import GeoIndex
import Locator
import PublicServer
import Records
import Testing

/// Structures in one building share a card; those that are only known to be in one town do not.
@Suite struct SameBuildingTests {
    /// The number of cards on the list of a municipality, and whether one says that several are in one building.
    private func cards(_ one: Structure, _ other: Structure) async throws -> (count: Int, isShared: Bool) {
        var contents = Region.contents()
        contents.structures = [one, other]
        return try await Region(contents: contents).test { client in
            let page = try await client.page("/?municipality=001")
            for id in [one.id, other.id] { #expect(page.contains("data-id=\"\(id)\"")) }
            return (
                page.components(separatedBy: "<li class=\"card").count - 1, page.contains("Στο ίδιο κτίριο")
            )
        }
    }

    private func structure(
        _ id: String, at longitude: Double? = nil, accuracy: Double? = nil, address: String = "",
        municipality: String = "001"
    ) -> Structure {
        var structure = Region.structure(id, at: longitude, accuracy: accuracy)
        structure.address = LocalizedText(["el": address])
        structure.municipality = municipality
        return structure
    }

    @Test(arguments: [
        ("Σκουφά 12", "ΣΚΟΥΦΑ 12"), ("Σκουφά 12, 3ος όροφος", "Σκουφά 12 (ισόγειο)"), ("Σκουφά 12Α", "Σκουφά 12α"),
    ])
    func oneStreetAndNumberIsOneBuilding(_ one: String, _ other: String) async throws {
        let found = try await cards(structure("a", address: one), structure("b", address: other))
        #expect(found == (1, true))
    }

    @Test(arguments: [
        ("Σκουφά 12", "Σκουφά 21"), ("Σκουφά 12", "Σκουφά 12Α"), ("Σκουφά", "Σκουφά"), ("Διοικητήριο", "Διοικητήριο"),
        ("", ""), ("12", "12"),
    ])
    func anotherNumberOrNoneIsNot(_ one: String, _ other: String) async throws {
        let found = try await cards(structure("a", address: one), structure("b", address: other))
        #expect(found == (2, false))
    }

    @Test func onePositionIsOneBuildingOnlyWhenItIsExact() async throws {
        let places: [(one: Structure, other: Structure, count: Int)] = [
            (structure("a", at: 10.5), structure("b", at: 10.50005), 1),
            (structure("a", at: 10.5), structure("b", at: 10.501), 2),
            // The middle of a town, where nobody knows better.
            (structure("a", at: 10.5, accuracy: 800), structure("b", at: 10.5, accuracy: 800), 2),
        ]
        for (one, other, count) in places {
            let found = try await cards(one, other)
            #expect(found == (count, count == 1))
        }
    }
}
