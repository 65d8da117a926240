import Geocoding
import Records

/// Queries of one kind, made from streets drawn at random.
enum QuerySet: String, CaseIterable {
    case exact, streetAlone, prefix, prefixInCity, greeklish, visual, fuzzy

    /// `count` queries, with the name of the street each is about.
    func queries(_ country: GeneratedCountry, count: Int, seed: UInt64) -> [(
        text: String, street: GeneratedCountry.Street
    )] {
        var random = SplitMix(seed: seed)
        return (0..<count).map { _ in
            let street = country.streets.randomElement(using: &random)!
            let city = country.towns[street.town].names.text(in: "el")
            let number = Int.random(in: 1...max(1, street.doors), using: &random)
            return (text(street.name, number, city, &random), street)
        }
    }

    private func text(_ name: String, _ number: Int, _ city: String, _ random: inout SplitMix) -> String {
        switch self {
        case .exact: return "\(name) \(number), \(city)"
        case .streetAlone: return name
        case .prefix:
            let letters = Array(name)
            return String(letters.prefix(Int.random(in: 3...max(3, letters.count - 1), using: &random)))
        case .prefixInCity:
            let letters = Array(name)
            return city + ", " + String(letters.prefix(Int.random(in: 3...max(3, letters.count - 1), using: &random)))
        case .greeklish: return Elot743.transliterate("\(name) \(number), \(city)")
        case .visual:
            return String(TextFolding.fold("\(name) \(number) \(city)").map { Self.looks[$0] ?? $0 })
        case .fuzzy:
            var letters = Array(name)
            let places = letters.indices.filter { letters[$0].isLetter }
            let place = places.randomElement(using: &random)!
            switch Int.random(in: 0..<3, using: &random) {
            case 0: letters.remove(at: place)
            case 1: letters.insert("λ", at: place)
            default: letters[place] = letters[place] == "κ" ? "τ" : "κ"
            }
            return String(letters) + " \(number), " + city
        }
    }

    private static let looks: [Character: Character] = Dictionary(
        uniqueKeysWithValues: zip("αβγδεζηθικλμνξοπρστυφχψω", "abgdezh8iklmn3oprstufx4w"))
}
