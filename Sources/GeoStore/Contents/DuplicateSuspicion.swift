internal import GeoIndex
internal import Locator

/// Two structures of different sources that look like one.
package struct DuplicateSuspicion: Hashable, Sendable {
    /// Identifier of the one whose source ranks higher.
    package var kept: String
    /// Its source.
    package var keptSource: String
    /// Identifier of the other.
    package var suspect: String
    /// Its source.
    package var suspectSource: String
    /// What they share.
    package var reason: String
}

/// Finds structures of different sources that are probably one: same kind and municipality, and an alike name or the
/// same address, accents and case apart, unless both stand at exact positions far from each other.
///
/// O(n) groups by kind and municipality, and pairs within a group.
struct DuplicateSearch {
    /// Exact positions further apart than this are two structures whatever their names, in metres.
    static let farMetres = 500.0
    /// Exact positions nearer than this make an unspecific name enough, in metres.
    static let nearMetres = 100.0

    private let kinds: [String: StructureKind]
    private let municipalities: [String: Municipality]

    init(kinds: [StructureKind], municipalities: [Municipality]) {
        self.kinds = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.municipalities = Dictionary(municipalities.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Suspicions among structures given in the order of their worth, each with its municipality settled.
    func suspicions(among structures: [StoredStructure]) -> [DuplicateSuspicion] {
        var found: [DuplicateSuspicion] = []
        var groups: [String: [StoredStructure]] = [:]
        for structure in structures {
            guard let municipality = structure.municipality else { continue }
            let group = "\(structure.kind)\u{1F}\(municipality)"
            let words = NameWords(kind: kinds[structure.kind], municipality: municipalities[municipality])
            for other in groups[group] ?? [] where other.source != structure.source && other.id != structure.id {
                guard let reason = alike(other, structure, words) else { continue }
                found.append(
                    DuplicateSuspicion(
                        kept: other.id, keptSource: other.source, suspect: structure.id,
                        suspectSource: structure.source, reason: reason))
                break
            }
            if found.last?.suspect != structure.id || found.last?.suspectSource != structure.source {
                groups[group, default: []].append(structure)
            }
        }
        return found
    }

    private func alike(_ first: StoredStructure, _ second: StoredStructure, _ words: NameWords) -> String? {
        let apart = metresApart(first, second)
        if let apart, apart > Self.farMetres { return nil }
        if let address = sharedAddress(first, second) { return "the same address (\(address))" }
        for mine in first.names.entries {
            for theirs in second.names.entries where mine.tag == theirs.tag || mine.tag == "und" || theirs.tag == "und"
            {
                let telling = (words.telling(mine.text), words.telling(theirs.text))
                if telling.0 == telling.1, !telling.0.isEmpty { return "the same name (\(theirs.text))" }
                let difference = telling.0.symmetricDifference(telling.1)
                let isContained = telling.0.isSubset(of: telling.1) || telling.1.isSubset(of: telling.0)
                // A letter or a number is what sets «A» and «B» branches apart.
                guard isContained, difference.count <= 1, difference.allSatisfy({ $0.count > 2 && !$0.isNumber })
                else { continue }
                if apart.map({ $0 <= Self.nearMetres }) ?? (kinds[first.kind]?.isMunicipal ?? false) {
                    return "an alike name (\(mine.text); \(theirs.text))"
                }
            }
        }
        return nil
    }

    /// Metres between two positions that are both exact.
    private func metresApart(_ first: StoredStructure, _ second: StoredStructure) -> Double? {
        guard first.accuracyMetres == nil, second.accuracyMetres == nil, let from = first.coordinate,
            let to = second.coordinate
        else { return nil }
        return Geodesic.distance(from: from, to: to)
    }

    /// The address both have, with a house number in it.
    private func sharedAddress(_ first: StoredStructure, _ second: StoredStructure) -> String? {
        let mine = Set(first.addressLine.entries.map { doorWords($0.text) })
        return second.addressLine.entries.first { entry in
            let words = doorWords(entry.text)
            return words.count >= 2 && words.contains(where: \.hasNumber) && mine.contains(words)
        }?.text
    }

    private func doorWords(_ address: String) -> Set<String> {
        Set(NameWords.words(address).filter { $0.count > 1 || $0.hasNumber })
    }
}

extension String {
    fileprivate var isNumber: Bool { utf8.allSatisfy { (0x30...0x39).contains($0) } }
    fileprivate var hasNumber: Bool { utf8.contains { (0x30...0x39).contains($0) } }
}
