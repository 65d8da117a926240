internal import Entitlement
internal import Geocoding
internal import GeoIndex
public import Publication
public import Records

/// A structure or figure of a snapshot that is not shown as the registry has it, or a structure that is hidden because of
/// it.
public struct PublishedFinding: Hashable, Sendable {
    /// The identifier of the structure, or the name of the figure.
    public var id: String
    /// What is wrong and what is done. It never names a structure that must not be located.
    public var text: String
}

extension DatasetContents {
    /// Puts the structures that a registry has published in the place of those with the same identifiers, and adds the
    /// others; its values of figures replace those of the programmes. Builds and running servers use this one function, so both show the same.
    ///
    /// A published record replaces all fields that a registry keeps; what it does not keep, such as contacts, stays. A
    /// record that refers to something unknown is left out, and the former record stays.
    ///
    /// A structure is withheld when the snapshot, its kind or its former record says so, even if the record is left out
    /// for another reason; then it keeps only values that cannot tell where it is. Structures that would show its place,
    /// its annexes and those with its name or telephone, are withheld too, or keep their former record. Texts of other
    /// structures are not searched for its address: only an import does that.
    ///
    /// A figure that the programmes do not have is left out.
    ///
    /// O(n), times the longest chain of such relations.
    ///
    /// - Returns: What is not shown as published, sorted by identifier.
    public mutating func take(_ snapshot: PublishedSnapshot) -> [PublishedFinding] {
        var merge = PublishedMerge(self)
        for entry in snapshot.structures { merge.add(entry.structure) }
        merge.hideRelations()
        structures = merge.structures
        return (merge.findings + take(snapshot.figures)).sorted { ($0.id, $0.text) < ($1.id, $1.text) }
    }

    private mutating func take(_ figures: [PublishedSnapshot.Figure]) -> [PublishedFinding] {
        guard !figures.isEmpty else { return [] }
        do throws(DataFileError) {
            let file = try programmes.map { bytes throws(DataFileError) in try ProgrammeFile(bytes) }
            let known = Set(file?.book.figures.map(\.id) ?? [])
            programmes = try file?.replacing(
                Dictionary(figures.map { ($0.id, $0.values) }, uniquingKeysWith: { first, _ in first })
            ).bytes
            return figures.filter { !known.contains($0.id) }.map {
                PublishedFinding(id: $0.id, text: "the region has no figure of this name: its values are left out")
            }
        } catch {
            return figures.map { PublishedFinding(id: $0.id, text: "\(error): the former values stay") }
        }
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
    private let words: CommonWords
    private var rows: [String: Int]
    /// The records before the snapshot.
    private let former: [String: Structure]
    /// Identifiers of the snapshot.
    private var published: Set<String> = []
    /// By what structures that were withheld before can be recognised. The import has judged all others by these.
    private let judged: Set<String>
    /// By what structures that are withheld now can be recognised besides.
    private var revealing: Set<String> = []

    init(_ contents: DatasetContents) {
        let rule = LocationRule(contents.kinds)
        self.rule = rule
        kinds = Dictionary(contents.kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        municipalities = Set(contents.municipalities.map(\.municipality.code))
        organisations = Set(contents.organisations.map(\.id))
        aliases = contents.aliases
        let words = CommonWords(contents, rule)
        self.words = words
        structures = contents.structures
        // The records as a dataset has them, so that the positions that it does not have make no difference.
        for index in structures.indices { structures[index].withholdPosition(rule) }
        rows = Dictionary(structures.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        former = Dictionary(structures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        judged = structures.filter(rule.withholds).reduce(into: []) { $0.formUnion(words.marks(ofWithheld: $1)) }
    }

    /// Puts in a published structure, or reports why it is left out.
    mutating func add(_ structure: Structure) {
        var structure = structure
        if rows[structure.id] == nil { structure.id = aliases[structure.id] ?? structure.id }
        let old = former[structure.id]
        if let fault = fault(in: structure, old) {
            findings.append(PublishedFinding(id: structure.id, text: "\(fault): its former record stays"))
            // A fault in another field must not keep the place visible.
            if rule.withholds(structure), let row = rows[structure.id] { withhold(row, as: structure) }
            return
        }
        structure.take(unpublishedFieldsOf: old)
        structure.withholdPosition(rule)
        published.insert(structure.id)
        let row = rows[structure.id] ?? structures.count
        if row == structures.count { structures.append(structure) } else { structures[row] = structure }
        rows[structure.id] = row
        if rule.withholds(structure) || old.map(rule.withholds) == true { withhold(row, as: structure) }
    }

    private func fault(in structure: Structure, _ old: Structure?) -> String? {
        if kinds[structure.kind] == nil { return "its kind «\(structure.kind)» is not one of the region" }
        if let code = structure.municipality, !municipalities.contains(code) {
            return "its municipality «\(code)» is not one of the region"
        }
        // The registry knows only its own structures, so somebody may have taken the identifier of another one.
        if let municipality = old?.municipality, municipality != structure.municipality {
            return "it is of another municipality than before"
        }
        if let body = structure.details.organisation, !organisations.contains(body) {
            return "its organisation «\(body)» is not known"
        }
        if published.contains(structure.id) { return "it is published twice, under a former identifier too" }
        return nil
    }

    /// Takes out of a record what can tell where it is. It is recognised by what it, its former record and `record` say.
    private mutating func withhold(_ row: Int, as record: Structure) {
        let id = structures[row].id
        for known in [structures[row], record] + [former[id]].compactMap({ $0 }) {
            revealing.formUnion(words.marks(ofWithheld: known))
        }
        structures[row] = structures[row].withheld(of: kinds[structures[row].kind])
    }

    /// Withholds every structure with a place that would show where a withheld one is, or restores its former record.
    mutating func hideRelations() {
        let shared = switchboards()
        revealing.subtract(judged)
        var isGrowing = !(revealing.isEmpty && judged.isEmpty)
        while isGrowing {
            isGrowing = false
            for row in structures.indices where !rule.withholds(structures[row]) && structures[row].hasPlace {
                let marks = words.marks(of: structures[row]).subtracting(shared)
                let old = former[structures[row].id]
                let oldMarks = old.map { words.marks(of: $0).subtracting(shared) } ?? []
                let isRelated = !marks.isDisjoint(with: revealing)
                // What its import has judged may be shown stays shown.
                let isRelatedAnew = !marks.intersection(judged).subtracting(oldMarks).isEmpty
                guard isRelated || isRelatedAnew else { continue }
                isGrowing = true
                if let old, old != structures[row], oldMarks.isDisjoint(with: revealing) {
                    structures[row] = old
                    report(row, "it would show where a withheld structure is: its former record stays")
                } else {
                    withhold(row, as: structures[row])
                    revealing.subtract(judged)
                    report(row, "it would show where a withheld structure is: its place is withheld too")
                }
            }
        }
        // Anybody can look up the position of an OpenStreetMap object by its identifier. An import replaces such an
        // identifier when it withholds the structure; this function cannot.
        let mapped = structures.filter {
            rule.withholds($0) && $0.isNamedByMap && former[$0.id].map(rule.withholds) != true
        }
        for structure in mapped {
            findings.append(
                PublishedFinding(
                    id: structure.id, text: "its identifier is that of a map: left out until it is imported as withheld"
                ))
        }
        let left = Set(mapped.map(\.id))
        structures.removeAll { left.contains($0.id) }
    }

    private mutating func report(_ row: Int, _ text: String) {
        findings.append(PublishedFinding(id: structures[row].id, text: text))
    }

    /// Telephone numbers that do not identify a structure: two structures with other names at other places share them.
    private func switchboards() -> Set<String> {
        var holders: [String: [Structure]] = [:]
        for structure in structures where !rule.withholds(structure) && structure.coordinate != nil {
            for mark in CommonWords.telephones(of: structure) { holders[mark, default: []].append(structure) }
        }
        return Set(
            holders.filter { _, holders in
                holders.contains { $0.names != holders[0].names && $0.isApart(from: holders[0]) }
            }.keys)
    }
}

/// Tells by what structures can be recognised.
private struct CommonWords {
    /// Words of the kinds that may be located.
    private let ofKinds: Set<Substring>
    private let ofMunicipality: [String: Set<Substring>]

    init(_ contents: DatasetContents, _ rule: LocationRule) {
        ofKinds = Set(
            contents.kinds.filter { !rule.withholds(kind: $0.code, isMarked: false) }
                .flatMap { ($0.names.entries.map(\.text) + $0.synonyms).flatMap(Self.words) })
        ofMunicipality = Dictionary(
            contents.municipalities.map(\.municipality).map { municipality in
                let names = (municipality.names.entries + municipality.seatNames.entries).map(\.text)
                return (municipality.code, Set((names + municipality.otherNames).flatMap(Self.words)))
            }, uniquingKeysWith: { first, _ in first })
    }

    private static func words(_ text: String) -> [Substring] {
        TextFolding.fold(text).split { !$0.isLetter && !$0.isNumber }
    }

    /// What a structure shares with withheld ones that it is related to: its parent, its telephones and its telling names.
    func marks(of structure: Structure) -> Set<String> {
        var marks = names(of: structure)
        marks.formUnion(Self.telephones(of: structure))
        if let parent = structure.parent { marks.insert("parent \(parent)") }
        return marks
    }

    /// What structures that are related to a withheld one share with it.
    func marks(ofWithheld structure: Structure) -> Set<String> {
        names(of: structure).union(Self.telephones(of: structure)).union(["parent \(structure.id)"])
    }

    /// The folded names within a municipality, without those made only of words that many structures have.
    private func names(of structure: Structure) -> Set<String> {
        let municipality = structure.municipality ?? ""
        return Set(
            structure.names.entries.map(\.text).filter { name in
                Self.words(name).contains { word in
                    word.count > 3 && !ofKinds.contains(word) && ofMunicipality[municipality]?.contains(word) != true
                }
            }.map { "name \(municipality) \(TextFolding.fold($0))" })
    }

    static func telephones(of structure: Structure) -> [String] {
        ([structure.phone] + structure.details.contacts.map(\.phone)).compactMap { $0 }
            .flatMap { PhoneKey.keys(in: $0) }.map { "telephone \($0)" }
    }
}

extension Structure {
    /// Whether anything says where it is.
    fileprivate var hasPlace: Bool { coordinate != nil || !address.isEmpty || !details.accessNote.isEmpty }

    /// Whether its identifier is one of OpenStreetMap, such as `n12`, by which anybody finds it on the map.
    fileprivate var isNamedByMap: Bool {
        guard let kind = id.first, "nwr".contains(kind) else { return false }
        return id.count > 1 && id.dropFirst().allSatisfy { $0.isASCII && $0.isNumber }
    }

    /// Whether it is certainly at another place.
    fileprivate func isApart(from other: Structure) -> Bool {
        guard let here = coordinate, let there = other.coordinate else { return false }
        return Geodesic.distance(from: here, to: there) > 300 + (accuracyMetres ?? 0) + (other.accuracyMetres ?? 0)
    }

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
