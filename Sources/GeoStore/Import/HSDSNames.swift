internal import Exchange
internal import Geocoding
internal import GeoIndex
internal import GRDB
internal import Records

/// Identifiers that other sources use already. Records in our own profile keep their identifiers when they are passed
/// on between programs, and two programs may use the same identifier for different things.
struct HSDSNames {
    private let source: String
    private var structures: [String: StoredStructure] = [:]
    private var organisations: [String: LocalizedText] = [:]

    init(of source: String, in db: Database) throws {
        self.source = source
        for structure in try StoredStructure.all(in: db) where structure.source != source {
            if structures[structure.id] == nil { structures[structure.id] = structure }
        }
        for organisation in try StoredOrganisations.merged(in: db) {
            organisations[organisation.id] = organisation.names
        }
    }

    /// Renames structures and organisations whose identifier the store has for something else, to the identifier
    /// followed by the source, and reports it.
    func separate(_ contents: inout HSDSDocument.Contents) {
        func own(_ id: String) -> String { "\(id)@\(source)" }
        var renamed: Set<String> = []
        for structure in contents.structures {
            guard let known = structures[structure.id], !isSame(known, structure) else { continue }
            renamed.insert(structure.id)
            contents.findings.append(
                (structure.id, "\(known.source) has another structure of this identifier: kept as \(own(structure.id))")
            )
        }
        var bodies: Set<String> = []
        for organisation in contents.organisations {
            guard let known = organisations[organisation.id], !share(known, organisation.names) else { continue }
            bodies.insert(organisation.id)
            contents.findings.append(
                (organisation.id, "another organisation has this identifier: kept as \(own(organisation.id))"))
        }
        for index in contents.structures.indices {
            func settle(_ id: String?, _ names: Set<String>) -> String? { id.map { names.contains($0) ? own($0) : $0 } }
            let structure = contents.structures[index]
            contents.structures[index].id = settle(structure.id, renamed) ?? structure.id
            contents.structures[index].parent = settle(structure.parent, renamed)
            contents.structures[index].details.organisation = settle(structure.details.organisation, bodies)
        }
        for index in contents.organisations.indices {
            let organisation = contents.organisations[index]
            if bodies.contains(organisation.id) { contents.organisations[index].id = own(organisation.id) }
            contents.organisations[index].parent = organisation.parent.map { bodies.contains($0) ? own($0) : $0 }
        }
    }

    private func isSame(_ known: StoredStructure, _ structure: Structure) -> Bool {
        guard known.kind == structure.kind, share(known.names, structure.names) else { return false }
        // A partner's service is the same only when its hours, phone and address are equal too.
        guard
            !known.isPartners
                || known.openingHours == structure.openingHours && known.phone == structure.phone
                    && known.address == structure.address
        else { return false }
        guard let from = known.coordinate, let to = structure.coordinate else { return true }
        return Geodesic.distance(from: from, to: to) <= DuplicateSearch.farMetres
    }

    private func share(_ first: LocalizedText, _ second: LocalizedText) -> Bool {
        let words = Set(first.entries.map { TextFolding.fold($0.text) })
        return words.isEmpty && second.isEmpty || second.entries.contains { words.contains(TextFolding.fold($0.text)) }
    }
}
