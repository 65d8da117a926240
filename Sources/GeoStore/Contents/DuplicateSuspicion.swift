internal import GeoIndex
internal import Records

/// Two rows that may be the same structure.
package struct DuplicateSuspicion: Hashable, Sendable {
    /// The identifier of the row to keep: the one of the source that ranks higher, or that has more values.
    package var kept: String
    /// Its source.
    package var keptSource: String
    /// The identifier of the other row.
    package var suspect: String
    /// Its source.
    package var suspectSource: String
    /// What they have in common.
    package var reason: String
    /// Whether they are certainly the same, so that they are merged. Otherwise both are kept and reported.
    package var isCertain: Bool
}

/// Finds rows of different sources that may be the same structure: those with the same kind and municipality and either
/// a similar name or the same address (ignoring accents and case), unless both have exact positions far from each
/// other.
///
/// They are certainly the same in three cases: the same address; names with the same distinctive words; or names that
/// differ in articles at most, when the rows are near each other (or of a kind that each municipality has one of) and
/// their addresses do not differ. In all other cases both are kept: a structure that is listed twice does less harm
/// than one that is missing. A partner's service is never merged with another structure.
///
/// O(n) to group by kind and municipality, then all pairs within a group.
struct DuplicateSearch {
    /// Exact positions farther apart than this, in metres, are different structures whatever their names.
    static let farMetres = 500.0
    /// With exact positions nearer than this, in metres, a similar name is enough.
    static let nearMetres = 100.0

    /// Words up to this length are articles and the like.
    private static let articleLength = 3

    private let kinds: [String: StructureKind]
    private let municipalities: [String: Municipality]

    init(kinds: [StructureKind], municipalities: [Municipality]) {
        self.kinds = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.municipalities = Dictionary(municipalities.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Finds suspicions among structures that are given in the order of their rank, with their municipality determined.
    func suspicions(among structures: [StoredStructure]) -> [DuplicateSuspicion] {
        var found: [DuplicateSuspicion] = []
        var groups: [String: [StoredStructure]] = [:]
        for structure in structures {
            guard let municipality = structure.municipality else { continue }
            let group = "\(structure.kind)\u{1F}\(municipality)"
            let words = NameWords(kind: kinds[structure.kind], municipality: municipalities[municipality])
            // Rows similar to a withheld structure have been withheld before.
            for other in groups[group] ?? []
            where other.source != structure.source && other.id != structure.id
                && other.isWithheld == structure.isWithheld
            {
                guard let (reason, isAlike) = alike(other, structure, words) else { continue }
                // Two services may share a name and an address, so a partner's service is never merged.
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

    /// What two rows of one kind and municipality have in common, or nil when they cannot be the same structure.
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
                let distinctive = (words.distinctive(mine.text), words.distinctive(theirs.text))
                if distinctive.0 == distinctive.1, !distinctive.0.isEmpty {
                    return ("the same name (\(theirs.text))", true)
                }
                let difference = distinctive.0.symmetricDifference(distinctive.1)
                let isContained = distinctive.0.isSubset(of: distinctive.1) || distinctive.1.isSubset(of: distinctive.0)
                guard isContained, difference.count <= 1, !difference.contains(where: \.isBranchLabel) else { continue }
                guard apart.map({ $0 <= Self.nearMetres }) ?? (kinds[first.kind]?.isMunicipal ?? false) else {
                    continue
                }
                // The doors differ, because no shared address was found.
                let standApart = apart == nil && [first, second].allSatisfy { !$0.doors.isEmpty }
                return (
                    "an alike name (\(mine.text); \(theirs.text))",
                    difference.allSatisfy { $0.count <= Self.articleLength } && !standApart
                )
            }
        }
        return nil
    }

    /// The distance in metres between two exact positions; nil when one is missing or approximate.
    private func metresApart(_ first: StoredStructure, _ second: StoredStructure) -> Double? {
        guard first.accuracyMetres == nil, second.accuracyMetres == nil, let from = first.coordinate,
            let to = second.coordinate
        else { return nil }
        return Geodesic.distance(from: from, to: to)
    }
}

extension StoredStructure {
    /// The address that both share: street and number of one are contained in the other, which may add a town or a
    /// floor.
    func sharedDoor(with other: StoredStructure) -> String? {
        let mine = doors
        for (text, words) in other.doors where words.count >= 2 && words.contains(where: \.hasNumber) {
            for (_, others) in mine where others.count >= 2 && others.contains(where: \.hasNumber) {
                if words.isSubset(of: others) || others.isSubset(of: words) { return text }
            }
        }
        return nil
    }

    /// The addresses, each with its words and numbers.
    var doors: [(text: String, words: Set<String>)] {
        var texts = address.entries.map(\.text)
        if let street, let houseNumber { texts.append("\(street) \(houseNumber)") }
        return texts.map { text in (text, Set(NameWords.words(text).filter { $0.count > 1 || $0.hasNumber })) }
    }
}

extension String {
    fileprivate var hasNumber: Bool { utf8.contains { (0x30...0x39).contains($0) } }

    /// Whether the word is a label that distinguishes branches, as in «A» and «B», «1» and «2», «II» and «III».
    fileprivate var isBranchLabel: Bool { count == 1 || hasNumber || allSatisfy { "ivxιχ".contains($0) } }
}
