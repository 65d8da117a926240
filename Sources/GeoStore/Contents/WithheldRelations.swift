internal import Foundation
internal import GeoIndex
internal import Locator

/// Structures by which another one could be found that must not be located.
struct WithheldRelations {
    /// What ties a structure to a withheld one.
    struct Reason {
        /// The withheld one.
        let id: String
        /// The tie, in words before the identifier.
        let words: String
        /// Whether the tie is that of an annex.
        var isParent = false
    }

    /// By identifier, the tie of each that is not withheld by itself.
    private(set) var reasons: [String: Reason] = [:]
    private let rows: [StoredStructure]

    /// Looks for what is tied to the structures `withheld`. O(n log n).
    init(
        _ rows: [StoredStructure], of withheld: Set<String>, kinds: [StructureKind], municipalities: [Municipality],
        resolver: MunicipalityResolver
    ) {
        self.rows = rows
        guard !withheld.isEmpty else { return }
        addAnnexes(of: withheld)
        let hidden = withheld.union(reasons.keys)
        var settled = rows
        for index in settled.indices {
            let row = settled[index]
            settled[index].municipality = resolver.municipality(
                code: row.municipality, name: row.municipalityName, at: row.coordinate)
        }
        addTwins(of: hidden, settled)
        addLookalikes(of: hidden, settled, kinds, municipalities)
        addAnnexes(of: hidden.union(reasons.keys))
    }

    private mutating func addAnnexes(of withheld: Set<String>) {
        var hidden = withheld
        var isGrowing = true
        while isGrowing {
            isGrowing = false
            for row in rows where !hidden.contains(row.id) {
                guard let parent = row.parent, hidden.contains(parent) else { continue }
                reasons[row.id] = Reason(id: parent, words: "belongs to", isParent: true)
                hidden.insert(row.id)
                isGrowing = true
            }
        }
    }

    /// What has the name of one of them in its municipality, the telephone of one in another source, or the location of
    /// one in the same partner's file.
    private mutating func addTwins(of hidden: Set<String>, _ rows: [StoredStructure]) {
        var names: [String: [StoredStructure]] = [:]
        var phones: [String: [StoredStructure]] = [:]
        var locations: [String: String] = [:]
        for row in rows where hidden.contains(row.id) {
            for name in row.foldedNames { names[name, default: []].append(row) }
            for phone in row.phoneKeys { phones[phone, default: []].append(row) }
            if let location = row.partnerLocation { locations[location] = row.id }
        }
        for row in rows where !hidden.contains(row.id) && reasons[row.id] == nil {
            let namesake = row.foldedNames.lazy.flatMap { names[$0] ?? [] }.first { other in
                other.municipality == nil || row.municipality == nil || other.municipality == row.municipality
            }
            let sharer = row.phoneKeys.lazy.flatMap { phones[$0] ?? [] }.first { $0.source != row.source }
            if let namesake {
                reasons[row.id] = Reason(id: namesake.id, words: "has the name of")
            } else if let sharer {
                reasons[row.id] = Reason(id: sharer.id, words: "has the telephone of")
            } else if let other = row.partnerLocation.flatMap({ locations[$0] }) {
                reasons[row.id] = Reason(id: other, words: "stands at the location of")
            }
        }
    }

    /// What the merge would take for one of them.
    private mutating func addLookalikes(
        of hidden: Set<String>, _ rows: [StoredStructure], _ kinds: [StructureKind], _ municipalities: [Municipality]
    ) {
        let known = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let rows = rows.filter { known[$0.kind] != nil }
        let pairs =
            TwinSearch(kinds: known, municipalities: municipalities).twins(among: rows)
            + DuplicateSearch(kinds: kinds, municipalities: municipalities).suspicions(among: rows)
        for pair in pairs {
            for (id, other) in [(pair.kept, pair.suspect), (pair.suspect, pair.kept)]
            where hidden.contains(id) && !hidden.contains(other) && reasons[other] == nil {
                reasons[other] = Reason(id: id, words: "looks like")
            }
        }
    }
}

extension StoredStructure {
    /// Its names, folded.
    fileprivate var foldedNames: Set<String> {
        Set(names.entries.map { TextFolding.fold($0.text) }.filter { !$0.isEmpty })
    }

    /// The last digits of its and its contacts' telephone numbers, those of help lines apart, which belong to nobody alone.
    fileprivate var phoneKeys: Set<String> {
        let contacts = tags[DetailField.contactPhone.key(language: nil)] ?? ""
        let numbers = "\(phone ?? "");\(contacts)".split(whereSeparator: { ";,/|".contains($0) })
        return Set(
            numbers.map { $0.filter(\.isWholeNumber) }.filter { $0.count >= 7 }.map { String($0.suffix(9)) })
    }

    /// The partner's location at which it stands.
    fileprivate var partnerLocation: String? {
        guard let record = tags[DetailField.partnerRecord],
            let service = try? JSONSerialization.jsonObject(with: Data(record.utf8)) as? [String: Any],
            let link = (service["service_at_locations"] as? [[String: Any]])?.first,
            let location = link["location"] as? [String: Any], let id = location["id"] as? String
        else { return nil }
        return "\(source)\u{1F}\(id)"
    }
}
