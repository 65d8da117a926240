internal import Geocoding
internal import Records

/// The words of names, folded, and which of them tell two structures of one kind and place apart.
struct NameWords {
    /// Words that say the kind or the municipality and so tell nothing apart.
    private let common: Set<String>
    /// Beginnings of the municipality's names: inflected forms share them.
    private let stems: [String]

    /// Words of the kind's names and of the municipality's names.
    init(kind: StructureKind?, municipality: Municipality?) {
        let kindNames = kind.map { $0.names.entries.map(\.text) + $0.synonyms } ?? []
        common = Set(kindNames.flatMap(Self.words))
        let names = municipality.map { $0.names.entries + $0.seatNames.entries } ?? []
        stems = names.map(\.text).flatMap(Self.words).filter { $0.count >= 4 }.map {
            String($0.prefix(max(4, $0.count - 3)))
        }
    }

    /// Words of the names of all of `kinds`.
    init(kinds: [StructureKind]) {
        common = Set(kinds.flatMap { $0.names.entries.map(\.text) + $0.synonyms }.flatMap(Self.words))
        stems = []
    }

    /// The words of `text` that are neither the kind's nor the municipality's.
    func telling(_ text: String) -> Set<String> {
        Set(Self.words(text).filter { word in !common.contains(word) && !stems.contains(where: word.hasPrefix) })
    }

    /// The folded words of `text`.
    static func words(_ text: String) -> [String] {
        TextFolding.fold(text).split(separator: " ").map(String.init)
    }
}
