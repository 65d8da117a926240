import Foundation
import Geocoding
import GeoIndex
import Records
import Testing
import TestSupport

@Suite struct GeocoderPropertyTests {
    /// Ways to write Greek in Latin letters: by ELOT 743, by look, by sound.
    static let greeklish: [(name: String, write: @Sendable (String) -> String)] = [
        ("ELOT 743", { Elot743.transliterate($0) }), ("look", { byLook($0) }), ("sound", { bySound($0) }),
    ]

    static func byLook(_ text: String) -> String {
        let looks = Dictionary(uniqueKeysWithValues: zip("αβγδεζηθικλμνξοπρστυφχψω", "abgdezh8iklmn3oprstufx4w"))
        return String(TextFolding.fold(text).map { looks[$0] ?? $0 })
    }

    static func bySound(_ text: String) -> String {
        var result = TextFolding.fold(text)
        let pairs = [
            ("αι", "e"), ("ει", "i"), ("οι", "i"), ("ου", "u"), ("αυ", "av"), ("ευ", "ev"), ("μπ", "b"), ("ντ", "d"),
            ("γγ", "g"), ("γκ", "g"), ("γχ", "nh"), ("θ", "th"), ("ξ", "ks"), ("ψ", "ps"),
        ]
        for (greek, latin) in pairs { result = result.replacingOccurrences(of: greek, with: latin) }
        let sounds = Dictionary(uniqueKeysWithValues: zip("αβγδεζηικλμνοπρστυφχω", "avgdeziiklmnoprstifho"))
        return String(result.map { sounds[$0] ?? $0 })
    }

    /// The fixture, or the whole register when its file is available.
    static let world = Result { try GreekWorld(extra: register()) }

    /// Returns the settlements of `settlements_elstat2011.csv` under PLISION_GEODATA; empty without it.
    static func register() throws -> [GreekWorld.Settlement] {
        guard let root = ProcessInfo.processInfo.environment["PLISION_GEODATA"] else { return [] }
        let path = root + "/thessaly/settlements_elstat2011.csv"
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
        let names = try GreekWorld.rows("municipalities").map { $0[0] }
        // Municipality codes of the register follow the order of the fixture.
        let codes = [2201...2207, 2301...2306, 2401...2405, 2501...2503, 2601...2604].flatMap { Array($0) }
        return text.split(whereSeparator: \.isNewline).dropFirst().compactMap { line in
            // The only quoted column is the fifth; no other has a comma.
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count == 3 else { return nil }
            let head = parts[0].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            let tail = parts[2].split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard let longitude = Double(tail[tail.count - 2]), let latitude = Double(tail[tail.count - 1]),
                let row = Int(head[2]).flatMap(codes.firstIndex(of:))
            else { return nil }
            return GreekWorld.Settlement(
                name: head[3], municipality: names[row], unit: tail[3], residents: Int(Double(tail[5]) ?? 0),
                coordinate: Coordinate(longitude: longitude, latitude: latitude), former: "")
        }
    }

    /// Returns the index of a settlement in the results, or nil.
    private func rank(_ town: GreekWorld.Settlement, _ answer: GeocodeAnswer) -> Int? {
        answer.results.firstIndex {
            $0.result.kind == .settlement && abs($0.result.coordinate.longitude - town.coordinate.longitude) < 1e-6
                && abs($0.result.coordinate.latitude - town.coordinate.latitude) < 1e-6
        }
    }

    @Test func accentsAndCaseDoNotMatter() throws {
        let world = try Self.world.get()
        for town in world.settlements {
            let plain = try world.search(town.name, limit: 30).results
            for text in [
                TextFolding.fold(town.name), town.name.uppercased(), town.name.decomposedStringWithCanonicalMapping,
            ] {
                let other = try world.search(text, limit: 30).results
                #expect(other.map(\.result.label) == plain.map(\.result.label), "\(text)")
                #expect(other.map(\.cost) == plain.map(\.cost), "\(text)")
            }
        }
    }

    @Test(arguments: greeklish.indices)
    func greeklishFindsEveryName(way: Int) throws {
        let world = try Self.world.get()
        var bearers: [String: Int] = [:]
        for town in world.settlements { bearers[PhoneticKey.key(of: town.name), default: 0] += 1 }
        var unique = 0
        var first = 0
        for town in world.settlements {
            let typed = Self.greeklish[way].write(town.name)
            let rank = rank(town, try world.search(typed, limit: 30))
            #expect(rank != nil, "\(town.name) typed as \(typed)")
            guard bearers[PhoneticKey.key(of: town.name)] == 1 else { continue }
            unique += 1
            first += rank == 0 ? 1 : 0
        }
        #expect(Double(first) >= 0.995 * Double(unique), "\(Self.greeklish[way].name): \(first) of \(unique)")
    }

    @Test func placesAreFoundDespiteATypingMistake() throws {
        let world = try Self.world.get()
        var random = SeededGenerator(seed: 77)
        let letters = Array("αβγδεζηθικλμνξοπρστυφχψω")
        var tried = 0
        var found = 0
        for town in world.settlements where town.name.count(where: { $0.isLetter }) >= 6 {
            var typed = Array(town.name)
            let place = Int.random(in: 0..<typed.count, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0: typed.remove(at: place)
            case 1: typed.insert(letters.randomElement(using: &random)!, at: place)
            case 2: typed[place] = letters.randomElement(using: &random)!
            default: typed.swapAt(place, min(place + 1, typed.count - 1))
            }
            tried += 1
            let top = try world.search(String(typed)).results.prefix(3)
            // When several places have this name, any of them counts.
            if top.contains(where: { $0.settlement?["el"] == town.name }) { found += 1 }
        }
        #expect(Double(found) >= 0.95 * Double(tried), "\(found) of \(tried)")
    }

    @Test func everyPrefixFindsTheStreet() throws {
        let world = try GreekWorld.shared.get()
        for row in try GreekWorld.rows("streets") where row[2] == "street" {
            let text = row[0]
            let letters = Array(text)
            for length in 2...letters.count {
                let typed = String(letters[..<length])
                guard !typed.hasSuffix(" ") else { continue }
                let answer = try world.geocoder.autocomplete(typed, limit: 50)
                let isFound = answer.results.contains { $0.result.street == text }
                // Two letters can be the prefix of more names than an answer has.
                #expect(isFound || answer.results.count == 50, "\(typed) does not lead to \(text)")
            }
        }
    }

    /// From the sixth letter on, every prefix of a place's name finds the place. Shorter ones («Άγιο») can have ten
    /// better matches.
    @Test func everyPrefixFindsThePlace() throws {
        let world = try Self.world.get()
        for town in world.settlements {
            let letters = Array(town.name)
            for length in 2...max(2, letters.count) {
                let typed = String(letters[..<min(length, letters.count)])
                guard !typed.hasSuffix(" ") else { continue }
                let answer = try world.geocoder.autocomplete(typed, limit: 50)
                #expect(
                    rank(town, answer) != nil || (typed.count < 6 && answer.results.count >= 10),
                    "\(typed) does not lead to \(town.name)")
            }
        }
    }

    @Test func autocompleteGivesTheResultsOfSearch() throws {
        let world = try GreekWorld.shared.get()
        for text in ["Ερμ", "Λάρ", "iroon pol", "Κ. Καρτ", "Αγ", "Παπαναστασίου 5, Λαρ"] {
            let typed = try world.geocoder.autocomplete(text)
            let searched = try world.search(text, limit: 10)
            #expect(typed.results.map(\.result) == searched.results.map(\.result))
        }
    }

    @Test(arguments: [
        ("ερμ", "Ερμού, Λάρισα", ["Ερμ"]), ("iroon pol", "Ηρώων Πολυτεχνείου, Λάρισα", ["Ηρώων", "Πολ"]),
        ("Κύπρου Λάρισα", "Κύπρου, Λάρισα", ["Κύπρου", "Λάρισα"]), ("ΤΟΠΑΛΗ", "Τοπάλη, Βόλος", ["Τοπάλη"]),
    ])
    func highlightsTheMatchingLetters(text: String, label: String, parts: [String]) throws {
        let answer = try GreekWorld.shared.get().geocoder.autocomplete(text)
        let candidate = try #require(answer.results.first { $0.result.label.text(in: "el") == label })
        let units = Array(label.utf16)
        #expect(candidate.matched.map { String(decoding: units[$0], as: UTF16.self) } == parts)
    }

    @Test func hostileTextIsAnsweredOrRefused() throws {
        let world = try GreekWorld.shared.get()
        var random = SeededGenerator(seed: 5)
        let pieces = Array(
            "αΑάhHxXuUθ8Κ. ,/&-()'«»12;·\u{0}\u{301}\u{200D}漢字🙂ا τκ οτ και μεταξύ κοντά σε νέα αγ λεωφ".unicodeScalars)
        for _ in 0..<1500 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...60, using: &random) { view.append(pieces.randomElement(using: &random)!) }
            if let answer = try? world.search(String(view)) {
                #expect(answer.results.count <= 20)
                #expect(answer.results.allSatisfy { $0.result.coordinate.isValid })
            }
        }
        let long = String(repeating: "Ερμού ", count: 2_000_000)
        #expect(throws: GeocodeError.tooLong(bytes: long.utf8.count, limit: GeocodeQuery.longestText)) {
            try world.search(long)
        }
        #expect(throws: GeocodeError.empty) { try world.search(" ,.- ") }
        #expect(throws: GeocodeError.empty) { try world.search("") }
    }
}
