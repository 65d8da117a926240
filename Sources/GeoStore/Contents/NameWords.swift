internal import Geocoding
internal import Records

/// The folded words of names, and which of them distinguish two structures of one kind and place.
struct NameWords {
    /// Words of the kind, which distinguish nothing.
    private let common: Set<String>
    /// Beginnings of the municipality's names, which inflected forms share.
    private let stems: [String]

    /// Uses the names of a kind and a municipality.
    init(kind: StructureKind?, municipality: Municipality?) {
        let kindNames = kind.map { $0.names.entries.map(\.text) + $0.synonyms } ?? []
        common = Set(kindNames.flatMap(Self.words))
        let names = municipality.map { $0.names.entries + $0.seatNames.entries } ?? []
        stems = names.map(\.text).flatMap(Self.words).filter { $0.count >= 4 }.map {
            String($0.prefix(max(4, $0.count - 3)))
        }
    }

    /// Uses the names of all of `kinds`.
    init(kinds: [StructureKind]) {
        common = Set(kinds.flatMap { $0.names.entries.map(\.text) + $0.synonyms }.flatMap(Self.words))
        stems = []
    }

    /// The distinctive words of `text`: those that come neither from the kind nor from the municipality.
    func distinctive(_ text: String) -> Set<String> {
        Set(Self.words(text).filter { word in !common.contains(word) && !stems.contains(where: word.hasPrefix) })
    }

    /// The folded words of `text`.
    static func words(_ text: String) -> [String] {
        TextFolding.fold(text).split(separator: " ").map(String.init)
    }
}
