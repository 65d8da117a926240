internal import Geocoding
public import Publication
public import Records

/// A structure of a snapshot that is not shown as the registry has it, or one that is hidden because of it.
public struct PublishedFinding: Hashable, Sendable {
    /// The identifier of the structure.
    public var id: String
    /// What is wrong and what is done. It never names a structure that must not be located.
    public var text: String
}

extension DatasetContents {
    /// Puts the structures that a registry has published in the place of those with the same identifiers, and adds the
    /// others. Builds and running servers use this one function, so both show the same. O(n).
    ///
    /// A published record replaces all fields that a registry keeps; what it does not keep, such as contacts, stays. A
    /// structure is withheld when the snapshot, its kind or its former record says so; then it keeps only values that
    /// cannot tell where it is. A record that refers to something unknown is left out, and so is one that would show
    /// where a withheld structure is; the former record then stays.
    ///
    /// - Returns: The structures that are not shown as published, sorted by identifier.
    public mutating func take(_ snapshot: PublishedSnapshot) -> [PublishedFinding] {
        var merge = PublishedMerge(self)
        for entry in snapshot.structures { merge.add(entry.structure) }
        merge.hideRelations()
        structures = merge.structures
        return merge.findings.sorted { ($0.id, $0.text) < ($1.id, $1.text) }
    }
}

/// The structures of a dataset while those of a snapshot are put in.
private struct PublishedMerge {
    private(set) var structures: [Structure]
    private(set) var findings: [PublishedFinding] = []
    private let rule: LocationRule
    private let kinds: [String: StructureKind]
    private let municipalities: Set<String>
    private let organisations: Set<String>
    private let aliases: [String: String]
    private var rows: [String: Int]
    /// The records before the snapshot.
    private let former: [String: Structure]
    /// Identifiers of the snapshot.
    private var published: Set<String> = []

    init(_ contents: DatasetContents) {
        rule = LocationRule(contents.kinds)
        kinds = Dictionary(contents.kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        municipalities = Set(contents.municipalities.map(\.municipality.code))
        organisations = Set(contents.organisations.map(\.id))
        aliases = contents.aliases
        structures = contents.structures
        // The records as a dataset has them, so that the positions that it does not have make no difference.
        for index in structures.indices { structures[index].withholdPosition(rule) }
        rows = Dictionary(structures.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        former = Dictionary(structures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// Puts in a published structure, or reports why it is left out.
    mutating func add(_ structure: Structure) {
        var structure = structure
        if rows[structure.id] == nil { structure.id = aliases[structure.id] ?? structure.id }
        if let fault = fault(in: structure) {
            findings.append(PublishedFinding(id: structure.id, text: "\(fault): its former record stays"))
            return
        }
        let old = former[structure.id]
        structure.take(unpublishedFieldsOf: old)
        if rule.withholds(structure) || old.map(rule.withholds) == true {
            structure = structure.withheld(of: kinds[structure.kind])
        }
        structure.withholdPosition(rule)
        published.insert(structure.id)
        put(structure)
    }

    private mutating func put(_ structure: Structure) {
        if let row = rows[structure.id] {
            structures[row] = structure
        } else {
            rows[structure.id] = structures.count
            structures.append(structure)
        }
    }

    private func fault(in structure: Structure) -> String? {
        if kinds[structure.kind] == nil { return "its kind «\(structure.kind)» is not one of the region" }
        if let code = structure.municipality, !municipalities.contains(code) {
            return "its municipality «\(code)» is not one of the region"
        }
        if let body = structure.details.organisation, !organisations.contains(body) {
            return "its organisation «\(body)» is not known"
        }
        if published.contains(structure.id) { return "it is published twice, under a former identifier too" }
        return nil
    }

    /// Takes back or hides every structure with a place that would show where a withheld one is: its annexes, and those
    /// with its name or telephone. Relations between records that are both older than the snapshot were judged when they
    /// were imported.
    mutating func hideRelations() {
        let withheld = structures.filter(rule.withholds)
        guard !withheld.isEmpty else { return }
        let ids = Set(withheld.map(\.id))
        // Of these the import has judged everything that was there.
        let news = withheld.filter { published.contains($0.id) && former[$0.id].map(rule.withholds) != true }
        let known = Traits(of: withheld, besides: switchboards(withheld))
        let new = Traits(of: news, besides: switchboards(withheld))
        let newIDs = Set(news.map(\.id))
        for row in structures.indices where !ids.contains(structures[row].id) && structures[row].hasPlace {
            let structure = structures[row]
            if let relation = new.relation(of: structure, annexesOf: newIDs) {
                hide(row, relation)
            } else if published.contains(structure.id), let relation = known.relation(of: structure, annexesOf: ids) {
                guard let old = former[structure.id] else {
                    hide(row, relation)
                    continue
                }
                // Its import has judged that it may be shown although it is related.
                if known.relation(of: old, annexesOf: ids) == relation { continue }
                structures[row] = old
                if let relation = new.relation(of: old, annexesOf: newIDs) {
                    hide(row, relation)
                } else {
                    findings.append(
                        PublishedFinding(id: structure.id, text: "\(relation.words): its former record stays"))
                }
            }
        }
    }

    private mutating func hide(_ row: Int, _ relation: Relation) {
        structures[row] = structures[row].withheld(of: kinds[structures[row].kind])
        findings.append(
            PublishedFinding(id: structures[row].id, text: "\(relation.words): its place is withheld too"))
    }

    /// Telephone numbers that do not identify a structure: two or more structures with a place share them.
    private func switchboards(_ withheld: [Structure]) -> Set<String> {
        let secret = Set(withheld.flatMap { PhoneKey.keys(in: $0.phone ?? "") })
        var count: [String: Int] = [:]
        for structure in structures where !rule.withholds(structure) && structure.hasPlace {
            for key in PhoneKey.keys(in: structure.phone ?? "") where secret.contains(key) {
                count[key, default: 0] += 1
            }
        }
        return Set(count.filter { $0.value > 1 }.keys)
    }
}

/// A relation to a structure that must not be located.
private enum Relation {
    case annex, namesake, telephone

    var words: String {
        switch self {
        case .annex: "it belongs to a structure that must not be located"
        case .namesake: "it has the name of a structure that must not be located"
        case .telephone: "it has the telephone of a structure that must not be located"
        }
    }
}

/// By what withheld structures can be recognised.
private struct Traits {
    private var names: Set<String> = []
    private var phones: Set<String> = []

    init(of structures: [Structure], besides switchboards: Set<String>) {
        for structure in structures {
            names.formUnion(Self.names(of: structure))
            phones.formUnion(PhoneKey.keys(in: structure.phone ?? ""))
        }
        phones.subtract(switchboards)
    }

    func relation(of structure: Structure, annexesOf ids: Set<String>) -> Relation? {
        if let parent = structure.parent, ids.contains(parent) { return .annex }
        if !names.isDisjoint(with: Self.names(of: structure)) { return .namesake }
        return phones.isDisjoint(with: PhoneKey.keys(in: structure.phone ?? "")) ? nil : .telephone
    }

    /// The folded names, each with the municipality.
    private static func names(of structure: Structure) -> [String] {
        structure.names.entries.map { "\(structure.municipality ?? "")\u{1F}\(TextFolding.fold($0.text))" }
    }
}

extension Structure {
    /// Whether anything says where it is.
    fileprivate var hasPlace: Bool { coordinate != nil || !address.isEmpty || !details.accessNote.isEmpty }

    /// Takes the fields that no registry keeps from the former record.
    fileprivate mutating func take(unpublishedFieldsOf old: Structure?) {
        source = Self.registrySource
        sourceDate = checkedOn
        guard let old else { return }
        parent = old.parent
        if coordinate == old.coordinate, accuracyMetres == old.accuracyMetres { positionNote = old.positionNote }
        details.serviceArea = old.details.serviceArea
        details.accessibility = old.details.accessibility
        // A newer statement on the same thing.
        if wheelchair != old.wheelchair { details.accessibility[.stepFree] = nil }
        details.minimumAge = old.details.minimumAge
        details.maximumAge = old.details.maximumAge
        details.interpretation = old.details.interpretation
        details.services = old.details.services
        details.capacity = old.details.capacity
        details.contacts = old.details.contacts
        details.funding = old.details.funding
    }

    /// ``Structure/withheld(names:)`` with its name, or with that of its kind when its own has a number.
    fileprivate func withheld(of kind: StructureKind?) -> Structure {
        let hasNumber = names.entries.contains { ExaminedText(ofOther: $0.text).hasNumbers }
        return withheld(names: hasNumber ? kind?.names ?? LocalizedText() : names)
    }
}
