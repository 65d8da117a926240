internal import GeoIndex
internal import Geocoding
internal import PageKit
internal import Records

/// The other structures in the building of a card's structure.
struct SameBuilding: PageValue {
    let neighbours: [Neighbour]

    /// A structure in the same building, in short.
    struct Neighbour: PageValue {
        let id: String
        let page: String
        let name: String
        let kind: String
        let kindName: String
        let isDrawn: Bool
        let sign: String
        let lon: String?
        let lat: String?
        let accuracy: String?
        let opening: OpeningLine?
        /// Its telephones, unless they are those of the card.
        let phones: [Call]
    }

    struct Words {
        let sameBuilding = Phrase(el: "Στο ίδιο κτίριο", en: "In the same building")
    }
    static let words = WordList(Words())
}

extension Card {
    /// The cards of `structures` in order, those of one building on the first of them. O(n²), for the few of a page.
    static func grouped(_ structures: [(card: Card, structure: Structure)]) -> [Card] {
        var groups: [(first: Structure, cards: [Card])] = []
        for (card, structure) in structures {
            if let at = groups.firstIndex(where: { isOneBuilding($0.first, structure) }) {
                groups[at].cards.append(card)
            } else {
                groups.append((structure, [card]))
            }
        }
        return groups.map { _, cards in
            var card = cards[0]
            if cards.count > 1 {
                card.building = SameBuilding(cards: cards.dropFirst(), besides: card)
            }
            return card
        }
    }

    /// Whether two structures are known to be in one building: at one exact position, or with one street and number in one
    /// municipality. Two that are only known to be in one town are not.
    static func isOneBuilding(_ one: Structure, _ other: Structure) -> Bool {
        if let street = door(one), street == door(other), one.municipality == other.municipality { return true }
        guard let here = exact(one), let there = exact(other) else { return false }
        return Geodesic.distance(from: here, to: there) <= 15
    }

    /// The street and number, without the floor and what else follows a comma or a bracket; nil without a number.
    private static func door(_ structure: Structure) -> String? {
        let door = TextFolding.fold(String(structure.address.text(in: .greek).prefix { $0 != "," && $0 != "(" }))
        return door.contains(where: \.isNumber) && door.contains(where: \.isLetter) ? door : nil
    }

    private static func exact(_ structure: Structure) -> Coordinate? {
        structure.accuracyMetres == nil ? structure.coordinate : nil
    }
}

extension SameBuilding {
    /// The structures of `cards` in short, beside `card`.
    init(cards: some Sequence<Card>, besides card: Card) {
        let known = Set(card.phones.map(\.link))
        self.init(neighbours: cards.map { Neighbour($0, besides: known) })
    }
}

extension SameBuilding.Neighbour {
    /// A card in short; `known` are the telephones that are shown already.
    fileprivate init(_ card: Card, besides known: Set<String>) {
        self.init(
            id: card.id, page: card.page, name: card.name, kind: card.kind, kindName: card.kindName,
            isDrawn: card.isDrawn, sign: card.sign, lon: card.lon, lat: card.lat, accuracy: card.accuracy,
            opening: card.opening, phones: card.phones.filter { !known.contains($0.link) })
    }
}
