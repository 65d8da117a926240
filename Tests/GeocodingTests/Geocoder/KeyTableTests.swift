import Geocoding
import GeoIndex
import Records
import Testing
import TestSupport

/// Compares searches with a comparison of the query with every name.
@Suite struct KeyTableTests {
    /// Returns a gazetteer of random names over a small alphabet, which share prefixes and are similar to each other.
    private func world(_ names: [String]) throws -> Geocoder {
        var builder = GazetteerBuilder(settings: GazetteerSettings(language: "xx"), municipalityAt: { _ in nil })
        for (index, name) in names.enumerated() {
            builder.add(
                Place(
                    id: "\(index)", kind: "village", names: LocalizedText(["und": name]), population: 1,
                    coordinate: Coordinate(longitude: Double(index % 100) / 4, latitude: Double(index / 100) / 4)))
        }
        let bytes = builder.finish().bytes(buildID: BuildID(high: 0, low: 1))
        return try Geocoder(PackedFile.open(bytes: bytes, kind: GazetteerBuilder.fileKind, name: "keys"))
    }

    private func randomWord(_ length: ClosedRange<Int>, _ random: inout SeededGenerator) -> String {
        String((0..<Int.random(in: length, using: &random)).map { _ in "bdgkrz".randomElement(using: &random)! })
    }

    @Test func fuzzyMatchesEqualAComparisonWithEveryName() throws {
        var random = SeededGenerator(seed: 21)
        let names = Array(Set((0..<400).map { _ in randomWord(5...10, &random) })).sorted()
        let geocoder = try world(names)
        for _ in 0..<300 {
            let typed = randomWord(5...10, &random)
            let key = Array(PhoneticKey.key(of: typed).utf8)
            let letters = Array(typed.utf8)
            let near = names.filter { name in
                let nameKey = Array(PhoneticKey.key(of: name).utf8)
                let byKey = EditDistance.distance(key, nameKey, limit: EditDistance.allowance(forLength: key.count))
                let byLetter = EditDistance.distance(
                    letters, Array(name.utf8), limit: EditDistance.allowance(forLength: letters.count))
                return byKey != nil || byLetter != nil
            }
            let answer = try geocoder.search(GeocodeQuery(text: typed, limit: 50))
            let found = Set(answer.results.compactMap { $0.settlement?.text(in: "xx") })
            if answer.isGuess {
                #expect(near.count > 50 || Set(near).isSubset(of: found), "\(typed)")
            } else if answer.results.isEmpty {
                #expect(near.isEmpty, "\(typed)")
            }
        }
    }

    @Test func prefixMatchesEqualAComparisonWithEveryName() throws {
        var random = SeededGenerator(seed: 22)
        let names = Array(Set((0..<300).map { _ in randomWord(3...6, &random) + " " + randomWord(3...6, &random) }))
            .sorted()
        let geocoder = try world(names)
        for _ in 0..<200 {
            let name = names.randomElement(using: &random)!
            let typed = String(name.prefix(Int.random(in: 2...name.count, using: &random)))
            guard !typed.hasSuffix(" ") else { continue }
            let key = PhoneticKey.key(of: typed)
            let wanted = names.filter { PhoneticKey.key(of: $0).hasPrefix(key) }
            let answer = try geocoder.search(GeocodeQuery(text: typed, limit: 50))
            let found = Set(answer.results.compactMap { $0.settlement?.text(in: "xx") })
            #expect(wanted.count > 40 || wanted.allSatisfy(found.contains), "\(typed) of \(name)")
        }
    }
}
