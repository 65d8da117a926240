import Foundation
import HTTPTypes
import NIOCore
import Testing
import WebTestSupport

@Suite struct SuggestionTests {
    private struct Answer: Decodable {
        struct Group: Decodable {
            let municipality: String
            let places: [Place]
        }
        struct Place: Decodable {
            let name: String
            let text: String
            let position: String
        }
        let groups: [Group]
    }

    private func groups(_ client: Client, _ text: String, language: String = "") async throws -> [Answer.Group] {
        let response = try await client.post("/suggestions\(language)", [("q", text)])
        #expect(response.status == .ok && response.headers[.cacheControl] == "private, no-store")
        return try JSONDecoder().decode(Answer.self, from: Data(response.body.readableBytesView)).groups
    }

    @Test func placesAreGroupedByMunicipality() async throws {
        try await Region().test { client in
            let found = try await groups(client, "Νερ")
            #expect(found.map(\.municipality) == ["Δήμος Δυτικών", "Δήμος Ανατολικών"])
            #expect(found.map { $0.places.map(\.name) } == [["Νεράιδα"], ["Νεράιδα"]])
            let place = try #require(found.last?.places.first)
            #expect(place.text == "Νεράιδα, Δήμος Ανατολικών" && place.position.hasPrefix("11.8,45.8,"))
            let english = try await groups(client, "Nera", language: "?lang=en")
            #expect(english.first?.places.first?.name == "Neraida")
        }
    }

    /// The form takes what a suggestion gives as it is.
    @Test func aSuggestionAnswersTheForm() async throws {
        try await Region().test { client in
            let place = try #require(try await groups(client, "Νερ").last?.places.first)
            let fields = [("q", place.text), ("placed", place.text), ("at", place.position)]
            let page = String(buffer: try await client.post("/", fields).body)
            #expect(page.contains("Νεράιδα, Δήμος Ανατολικών") && !page.contains("class=\"choices\""))
        }
    }

    @Test(arguments: ["", " ", "-", "ξξξξ", String(repeating: "α", count: 120)])
    func aTextWithoutAPlaceHasNone(_ text: String) async throws {
        try await Region().test { client in
            let found = try await groups(client, text)
            #expect(found.isEmpty)
        }
    }

    @Test func otherFieldsAndLongTextsAreRefused() async throws {
        try await Region().test { client in
            let unknown = try await client.post("/suggestions", [("q", "Δύση"), ("place", "x")])
            let long = try await client.post("/suggestions", [("q", String(repeating: "α", count: 4000))])
            #expect(unknown.status == .badRequest && [400, 413].contains(long.status.code))
        }
    }
}
