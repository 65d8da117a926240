internal import GeoIndex
internal import Records

/// Two rows that look like one structure.
package struct DuplicateSuspicion: Hashable, Sendable {
    /// Identifier of the one that is kept: of the source that ranks higher, or the one that says more.
    package var kept: String
    /// Its source.
    package var keptSource: String
    /// Identifier of the other.
    package var suspect: String
    /// Its source.
    package var suspectSource: String
    /// What they share.
    package var reason: String
    /// Whether it leaves no doubt, so that the two are made one; else both stay, and people are asked to look.
    package var isCertain: Bool
}

/// Finds structures of different sources that are probably one: same kind and municipality, and an alike name or the
/// same address, accents and case apart, unless both stand at exact positions far from each other.
///
/// Only the same address, the same telling words of the name, or no telling word at all, where each municipality has its
/// own and no address speaks against it or both stand at one spot, leave no doubt: a person who looks for help is better off with one structure
/// listed twice than with one that is missing. A partner's service is never merged with another structure.
///
/// O(n) groups by kind and municipality, and pairs within a group.
struct DuplicateSearch {
    /// Exact positions further apart than this are two structures whatever their names, in metres.
    static let farMetres = 500.0
    /// Exact positions nearer than this make an unspecific name enough, in metres.
    static let nearMetres = 100.0

    /// Words so short are articles and the like.
    private static let articleLength = 3

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
            // What looks like a withheld structure has been withheld with it.
            for other in groups[group] ?? []
            where other.source != structure.source && other.id != structure.id
                && other.isWithheld == structure.isWithheld
            {
                guard let (reason, isAlike) = alike(other, structure, words) else { continue }
                // Two services may well share name and door: a partner's stay its own.
                let isCertain = isAlike && !other.isPartners && !structure.isPartners
                found.append(
                    DuplicateSuspicion(
                        kept: other.id, keptSource: other.source, suspect: structure.id,
                        suspectSource: structure.source, reason: reason, isCertain: isCertain))
                break
            }
            if found.last?.suspect != structure.id || found.last?.suspectSource != structure.source
                || found.last?.isCertain == false
            {
                groups[group, default: []].append(structure)
            }
        }
        return found
    }

    /// What two rows of one kind and municipality share, if they may be one structure.
    func likeness(
        _ first: StoredStructure, _ second: StoredStructure
    ) -> (reason: String, isCertain: Bool)? {
        let municipality = first.municipality.flatMap { municipalities[$0] }
        return alike(first, second, NameWords(kind: kinds[first.kind], municipality: municipality))
    }

    private func alike(
        _ first: StoredStructure, _ second: StoredStructure, _ words: NameWords
    ) -> (reason: String, isCertain: Bool)? {
        let apart = metresApart(first, second)
        if let apart, apart > Self.farMetres { return nil }
        if let address = first.sharedDoor(with: second) { return ("the same address (\(address))", true) }
        for mine in first.names.entries {
            for theirs in second.names.entries where mine.tag == theirs.tag || mine.tag == "und" || theirs.tag == "und"
            {
                let telling = (words.telling(mine.text), words.telling(theirs.text))
                if telling.0 == telling.1, !telling.0.isEmpty { return ("the same name (\(theirs.text))", true) }
                let difference = telling.0.symmetricDifference(telling.1)
                let isContained = telling.0.isSubset(of: telling.1) || telling.1.isSubset(of: telling.0)
                guard isContained, difference.count <= 1, !difference.contains(where: \.isBranchLabel) else { continue }
                guard apart.map({ $0 <= Self.nearMetres }) ?? (kinds[first.kind]?.isMunicipal ?? false) else {
                    continue
                }
                // Doors that differ, as no shared address was found.
                let standApart = apart == nil && [first, second].allSatisfy { !$0.doors.isEmpty }
                return (
                    "an alike name (\(mine.text); \(theirs.text))",
                    difference.allSatisfy { $0.count <= Self.articleLength } && !standApart
                )
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
}

extension StoredStructure {
    /// The address both have: one says all that the other says of street and door, perhaps with a town or a floor more.
    func sharedDoor(with other: StoredStructure) -> String? {
        let mine = doors
        for (text, words) in other.doors where words.count >= 2 && words.contains(where: \.hasNumber) {
            for (_, others) in mine where others.count >= 2 && others.contains(where: \.hasNumber) {
                if words.isSubset(of: others) || others.isSubset(of: words) { return text }
            }
        }
        return nil
    }

    /// Its addresses, each with its words and numbers.
    var doors: [(text: String, words: Set<String>)] {
        var texts = address.entries.map(\.text)
        if let street, let houseNumber { texts.append("\(street) \(houseNumber)") }
        return texts.map { text in (text, Set(NameWords.words(text).filter { $0.count > 1 || $0.hasNumber })) }
    }
}

extension String {
    fileprivate var hasNumber: Bool { utf8.contains { (0x30...0x39).contains($0) } }

    /// Whether the word is what sets «A» and «B», «1» and «2», «II» and «III» apart.
    fileprivate var isBranchLabel: Bool { count == 1 || hasNumber || allSatisfy { "ivxιχ".contains($0) } }
}
