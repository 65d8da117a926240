internal import Foundation
internal import Geocoding
internal import GeoIndex
internal import Records

/// Finds structures that would reveal the place of a withheld structure, such as its annexes and duplicates.
///
/// A structure with a strong relation to a withheld one (same name, telephone, location or parent) is withheld too, and
/// so on along the chain. A weak relation, such as a switchboard's number, is only reported, because people must be
/// able to find ordinary services.
struct WithheldRelations {
    /// The relation of a structure to a withheld one.
    struct Reason {
        /// The identifier of the withheld structure.
        let id: String
        /// The relation in words, followed by the identifier in messages.
        let words: String
        /// Whether the structure is an annex of the other.
        var isParent = false
    }

    /// By identifier, the relation of each structure that is withheld because of another.
    private(set) var reasons: [String: Reason] = [:]
    /// By identifier, the weak relation of each structure that keeps its place.
    private(set) var doubts: [String: Reason] = [:]

    /// The rows, with their municipalities.
    private let rows: [StoredStructure]
    /// For each row, the features it may share with others.
    private let traits: [Traits]
    /// The words in names of kinds that may be located; many structures share names made only of these.
    private let commonWords: NameWords
    private let municipalities: [Municipality]
    private let kinds: [StructureKind]
    /// The keys of telephone numbers that several structures share.
    private var sharedPhones: Set<String> = []

    /// Finds the structures related to `withheld`, and the annexes of `uncertain`: structures that are withheld only
    /// because their kind is unknown. O(n log n) for each step of the longest chain of relations.
    init(
        _ rows: [StoredStructure], of withheld: Set<String>, uncertain: Set<String>, kinds: [StructureKind],
        municipalities: [Municipality], organisations: [Organisation], resolver: MunicipalityResolver
    ) {
        self.rows = rows.map { row in
            var row = row
            row.municipality = resolver.municipality(
                code: row.municipality, name: row.municipalityName, at: row.coordinate)
            return row
        }
        traits = self.rows.map(Traits.init)
        self.kinds = kinds
        self.municipalities = municipalities
        let rule = LocationRule(kinds)
        commonWords = NameWords(kinds: kinds.filter { !rule.withholds(kind: $0.code, isMarked: false) })
        var hidden = withheld
        if !withheld.isEmpty {
            sharedPhones = Set(organisations.flatMap { PhoneKey.keys(in: $0.phone ?? "") })
            let twins = drawnTwins()
            var isGrowing = true
            while isGrowing {
                let before = hidden.count
                addAnnexes(&hidden)
                sharedPhones.formUnion(switchboards(hidden))
                addTwins(&hidden)
                addLookalikes(&hidden, twins)
                isGrowing = hidden.count > before
            }
        }
        hidden.formUnion(uncertain)
        addAnnexes(&hidden)
        doubts = doubts.filter { !hidden.contains($0.key) }
    }

    /// The withheld structure at the beginning of the chain that leads to `id`.
    func root(of id: String) -> String {
        var id = id
        // The chain cannot be circular: each relation leads to a structure that was withheld earlier.
        while let reason = reasons[id] { id = reason.id }
        return id
    }

    private mutating func add(_ id: String, _ reason: Reason, _ hidden: inout Set<String>) {
        guard hidden.insert(id).inserted else { return }
        reasons[id] = reason
    }

    private mutating func addAnnexes(_ hidden: inout Set<String>) {
        var isGrowing = true
        while isGrowing {
            let before = hidden.count
            for row in rows {
                guard let parent = row.parent, hidden.contains(parent) else { continue }
                add(row.id, Reason(id: parent, words: "belongs to", isParent: true), &hidden)
            }
            isGrowing = hidden.count > before
        }
    }

    /// Adds structures with the same name in the same municipality, the same telephone in another source, or the same
    /// location in the same partner's file.
    private mutating func addTwins(_ hidden: inout Set<String>) {
        var names: [String: [Int]] = [:]
        var phones: [String: [Int]] = [:]
        var locations: [String: String] = [:]
        for (index, row) in rows.enumerated() where hidden.contains(row.id) {
            for name in traits[index].names { names[name, default: []].append(index) }
            for phone in traits[index].phones { phones[phone, default: []].append(index) }
            if let location = traits[index].location { locations[location] = row.id }
        }
        for (index, row) in rows.enumerated() where !hidden.contains(row.id) {
            let mine = traits[index]
            let namesakes = mine.names.filter { names[$0] != nil && isTelling($0, row) }.flatMap { names[$0] ?? [] }
            let sharers = mine.phones.sorted().compactMap { key in
                phones[key]?.first { rows[$0].source != row.source }.map { (key: key, row: $0) }
            }
            let namesake = namesakes.first { other in
                guard let here = row.municipality, let there = rows[other].municipality else {
                    return isNear(row, rows[other]) || !mine.phones.isDisjoint(with: traits[other].phones)
                }
                return here == there
            }
            if let namesake {
                add(row.id, Reason(id: rows[namesake].id, words: "has the name of"), &hidden)
            } else if let sharer = sharers.first(where: { sharer in
                !sharedPhones.contains(sharer.key)
                    || phones[sharer.key]?.contains { isNear(row, rows[$0], metres: Self.doorMetres) } == true
            })?.row {
                add(row.id, Reason(id: rows[sharer].id, words: "has the telephone of"), &hidden)
            } else if let other = mine.location.flatMap({ locations[$0] }) {
                add(row.id, Reason(id: other, words: "stands at the location of"), &hidden)
            } else if let other = namesakes.first(where: { row.municipality == nil || rows[$0].municipality == nil }) {
                doubts[row.id] = Reason(id: rows[other].id, words: "has the name of")
            } else if let other = sharers.first?.row {
                doubts[row.id] = Reason(id: rows[other].id, words: "has the telephone of")
            }
        }
    }

    /// Adds structures that the merge would consider the same.
    private mutating func addLookalikes(_ hidden: inout Set<String>, _ twins: [DuplicateSuspicion]) {
        for pair in twins {
            for (id, other) in [(pair.kept, pair.suspect), (pair.suspect, pair.kept)] where hidden.contains(id) {
                add(other, Reason(id: id, words: "looks like"), &hidden)
            }
        }
        let search = DuplicateSearch(kinds: kinds, municipalities: municipalities)
        let groups = Dictionary(grouping: rows.filter { $0.municipality != nil }) { row in
            "\(row.kind)\u{1F}\(row.municipality ?? "")"
        }
        for group in groups.values {
            let known = group.filter { hidden.contains($0.id) }
            guard !known.isEmpty else { continue }
            for row in group where !hidden.contains(row.id) {
                let alike = known.lazy.filter { $0.source != row.source }.compactMap { other in
                    search.likeness(other, row).map { (id: other.id, isCertain: $0.isCertain) }
                }
                if let twin = alike.first(where: \.isCertain) {
                    add(row.id, Reason(id: twin.id, words: "looks like"), &hidden)
                } else if let other = alike.first {
                    doubts[row.id] = doubts[row.id] ?? Reason(id: other.id, words: "looks like")
                }
            }
        }
    }

    /// Structures that OpenStreetMap contains more than once.
    private func drawnTwins() -> [DuplicateSuspicion] {
        let known = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        return TwinSearch(kinds: known, municipalities: municipalities)
            .twins(among: rows.filter { known[$0.kind] != nil })
    }

    /// Whether a folded name says more than the municipality and a kind that may be located.
    private func isTelling(_ name: String, _ row: StoredStructure) -> Bool {
        let municipality = municipalities.first { $0.code == row.municipality }
        let own = NameWords(kind: nil, municipality: municipality)
        return commonWords.distinctive(name).intersection(own.distinctive(name)).contains { $0.count > 3 }
    }

    /// Two rows with the same number that are this near, in metres, are the same whoever else has the number.
    private static let doorMetres = 50.0

    /// Whether two rows may be at the same door.
    private func isNear(
        _ first: StoredStructure, _ second: StoredStructure, metres: Double = DuplicateSearch.farMetres
    ) -> Bool {
        if first.sharedDoor(with: second) != nil { return true }
        guard let from = first.coordinate, let to = second.coordinate else { return false }
        return Geodesic.distance(from: from, to: to) <= metres
    }

    /// Telephone numbers that do not identify a structure: those that the source of a withheld structure also gives to
    /// a located structure elsewhere, and those of two located structures that are unrelated.
    private func switchboards(_ withheld: Set<String>) -> Set<String> {
        var shared: Set<String> = []
        var secret: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() where withheld.contains(row.id) {
            for key in traits[index].phones { secret[key, default: []].append(index) }
        }
        var located: [String: [Int]] = [:]
        for (index, row) in rows.enumerated() where !withheld.contains(row.id) {
            let keys = traits[index].phones.filter { secret[$0] != nil }
            guard !keys.isEmpty, row.coordinate != nil || !row.doors.isEmpty else { continue }
            for key in keys { located[key, default: []].append(index) }
        }
        for (key, holders) in located {
            let isOfSource = holders.contains { holder in
                let own = (secret[key] ?? []).filter { rows[$0].source == rows[holder].source }
                return !own.isEmpty && !own.contains { isNear(rows[$0], rows[holder]) }
            }
            let areSeveral = holders.indices.contains { place in
                holders[..<place].contains { areUnrelated($0, holders[place]) }
            }
            if isOfSource || areSeveral { shared.insert(key) }
        }
        return shared
    }

    /// Whether two rows are certainly different structures: with different names at different places.
    private func areUnrelated(_ first: Int, _ second: Int) -> Bool {
        let (one, other) = (rows[first], rows[second])
        guard one.id != other.id, traits[first].names.isDisjoint(with: traits[second].names) else { return false }
        if one.coordinate != nil, other.coordinate != nil { return !isNear(one, other) }
        return !one.doors.isEmpty && !other.doors.isEmpty && one.sharedDoor(with: other) == nil
    }

    /// The features that a row may share with others.
    private struct Traits {
        /// The folded names.
        let names: Set<String>
        /// The keys of its own and its contacts' telephone numbers.
        let phones: Set<String>
        /// The partner's location that it is at.
        let location: String?

        init(_ row: StoredStructure) {
            names = Set(row.names.entries.map { TextFolding.fold($0.text) }.filter { !$0.isEmpty })
            let contacts = row.tags[DetailField.contactPhone.key(language: nil)] ?? ""
            phones = PhoneKey.keys(in: "\(row.phone ?? "");\(contacts)")
            let place = PartnerPlace(row.tags[DetailField.partnerRecord])
            location = place?.locations.first.map { "\(row.source)\u{1F}\($0)" }
        }
    }
}
