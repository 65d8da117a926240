internal import Entitlement
internal import Foundation
internal import Geocoding
internal import Records

/// Removes from the rows of all sources whatever reveals the place of a withheld structure.
///
/// A structure is withheld in all its rows when any row or kind says so. Structures by which it could be found are
/// withheld too: its annexes, rows of another source with its name or telephone, its duplicates, and what a partner
/// lists at the same location. Each of these that has a place is reported as an error. Texts that contain part of a
/// place are removed, each with an error that names the field.
///
/// O(rows and words of their texts), plus for each withheld row its texts times the secrets of its municipality. Without
/// withheld structures no text is read.
struct Withholding {
    /// The rows, in their order.
    var rows: [StoredStructure]
    /// What was removed, and why.
    var findings: [Finding] = []
    /// Identifiers that had to be replaced, with their replacements.
    private(set) var identifiers: [String: String] = [:]

    let kinds: [String: StructureKind]
    private let municipalities: [String: Municipality]
    /// Makes new identifiers.
    private let names: WithheldNames
    /// By identifier, what must not be published.
    private(set) var guards: [String: Guard] = [:]
    /// The positions of all guards on grids of metres.
    private var grids = MetreGrids([])
    /// By house number, the identifiers of the guards that have it.
    private var doors: [Int: [String]] = [:]
    /// By identifier, the addresses that are published.
    private var addresses: [String: [String]] = [:]
    /// By organisation, the withheld structures run by it or by an organisation under it.
    private(set) var run: [String: Set<String>] = [:]
    /// Identifiers of organisations that had to be replaced, with their replacements.
    private(set) var bodies: [String: String] = [:]
    private let relations: WithheldRelations

    /// What must not be published about a structure.
    struct Guard {
        var municipality: String?
        var secrets: PlaceSecrets
        var phone: String?
    }

    init(
        _ rows: [StoredStructure], kinds: [StructureKind], municipalities: [Municipality],
        organisations: [Organisation] = [], resolver: MunicipalityResolver, places: [Place], names: WithheldNames
    ) {
        self.rows = rows
        self.names = names
        let known = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.kinds = known
        self.municipalities = Dictionary(municipalities.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let rule = LocationRule(kinds)
        let withheld = Set(
            rows.filter { rule.withholds(kind: $0.kind, isMarked: DetailField.isMarked($0.tags)) }.map(\.id))
        // A structure that is hidden only because its kind is unknown affects no others but its annexes.
        let certain = withheld.intersection(
            rows.filter { known[$0.kind] != nil || DetailField.isMarked($0.tags) }.map(\.id))
        relations = WithheldRelations(
            rows, of: certain, uncertain: withheld.subtracting(certain), kinds: kinds, municipalities: municipalities,
            organisations: organisations, resolver: resolver)
        guard !withheld.isEmpty else { return }
        let ids = withheld.union(relations.reasons.keys)
        let guarded = certain.union(relations.reasons.keys)
        collect(guarded, resolver, places)
        collectBodies(of: guarded, organisations)
        rename(guarded)
        rename(organisations)
        for index in rows.indices {
            self.rows[index].parent = rows[index].parent.map { identifiers[$0] ?? $0 }
        }
        for index in rows.indices where ids.contains(rows[index].id) {
            let old = rows[index]
            self.rows[index].withhold(resolver)
            guard guarded.contains(old.id) else { continue }
            let removed = clean(&self.rows[index], under: old.id)
            report(old, self.rows[index], relations.reasons[old.id], removed)
        }
        guard !guards.isEmpty else { return }
        let locations = Set(rows.filter { guarded.contains($0.id) }.flatMap(Self.locations))
        for index in rows.indices where !ids.contains(rows[index].id) {
            let body = DetailField.organisation.key(language: nil)
            self.rows[index].tags[body] = rows[index].tags[body].map { bodies[$0] ?? $0 }
            cleanDoors(index)
            cleanRecord(index, locations)
            if let doubt = relations.doubts[rows[index].id] { report(doubt, of: self.rows[index]) }
        }
        for index in self.rows.indices {
            let row = self.rows[index]
            self.rows[index].id = identifiers[row.id] ?? row.id
        }
    }

    // MARK: - Secrets

    /// Collects what the rows of each structure state about its place.
    private mutating func collect(_ ids: Set<String>, _ resolver: MunicipalityResolver, _ places: [Place]) {
        let given = Dictionary(grouping: rows.filter { ids.contains($0.id) }, by: \.id)
        for (id, rows) in given {
            let municipality = rows.lazy.compactMap { row in
                resolver.municipality(code: row.municipality, name: row.municipalityName, at: row.coordinate)
            }.first
            let names = municipality.flatMap { municipalities[$0] }.map { municipality in
                (municipality.names.entries + municipality.seatNames.entries).map(\.text) + municipality.otherNames
            }
            let kinds = Set(rows.map(\.kind)).compactMap { self.kinds[$0] }
            // A synonym with a number may be an address rather than a word for the kind.
            let words = kinds.flatMap { $0.names.entries.map(\.text) + $0.synonyms }
                .filter { ExaminedText(ofOther: $0).numbers.isEmpty }
            var secrets = PlaceSecrets(publishedNames: (names ?? []) + words)
            for row in rows { secrets.add(row, places) }
            guards[id] = Guard(
                municipality: municipality, secrets: secrets, phone: rows.lazy.compactMap(\.publishedPhone).first)
            for door in secrets.houseNumbers { doors[door, default: []].append(id) }
        }
        grids = MetreGrids(guards.keys.sorted().flatMap { guards[$0]?.secrets.coordinates ?? [] })
        for row in rows where !ids.contains(row.id) {
            addresses[row.id, default: []] += row.addressLine.entries.map(\.text)
        }
    }

    /// Collects the organisations that run the structures `ids`, and their parents.
    private mutating func collectBodies(of ids: Set<String>, _ organisations: [Organisation]) {
        let parents = Dictionary(
            organisations.compactMap { body in body.parent.map { (body.id, $0) } }, uniquingKeysWith: { $1 })
        for row in rows where ids.contains(row.id) {
            var body = DetailField.details(of: row.tags).organisation
            // Stops at a circle of organisations.
            while let id = body, run[id, default: []].insert(row.id).inserted { body = parents[id] }
        }
    }

    /// Whether a text of the structure `id`, or of anything else when nil, reveals the place of a withheld structure,
    /// other than by the structure's own address.
    func isPlaceRevealed(by text: String, of id: String?) -> Bool {
        isPlaceRevealed(by: ExaminedText(ofOther: text), of: id)
    }

    private func isPlaceRevealed(by text: ExaminedText, of id: String?) -> Bool {
        guard text.hasNumbers else { return false }
        if guards.values.contains(where: { $0.secrets.isPointRevealed(by: text) }) || grids.hold(text.metres) {
            return true
        }
        let candidates = Set(text.numbers.flatMap { doors[$0] ?? [] })
        guard !candidates.isEmpty else { return false }
        let own = (id.flatMap { addresses[$0] } ?? []).map { ExaminedText($0) }
        return candidates.contains { candidate in
            guard let secrets = guards[candidate]?.secrets, secrets.isDoorTold(by: text) else { return false }
            return !own.contains { secrets.isDoorTold(by: $0) }
        }
    }

    /// Whether a text that belongs to no structure reveals a withheld place or an unpublished telephone number.
    func isTold(by text: String) -> Bool {
        let text = ExaminedText(ofOther: text)
        return isPlaceRevealed(by: text, of: nil) || isPhoneRevealed(by: text, besides: "")
    }

    /// Whether a text holds an unpublished telephone number of a withheld structure that is not among `said`.
    private func isPhoneRevealed(by text: ExaminedText, besides said: String) -> Bool {
        guard text.hasNumbers, PlaceSecrets.isOtherPhone(text, than: said) else { return false }
        return guards.values.contains { secret in
            secret.secrets.isRevealed(byPhone: text) && PlaceSecrets.isOtherPhone(text, than: secret.phone)
        }
    }

    /// Whether a text of the structure `id` reveals its place or that of another withheld structure of its
    /// municipality.
    ///
    /// - Parameter other: A telephone number that may be published beside the structure's own.
    func isRevealed(_ id: String, _ field: String, _ text: String, besides other: String? = nil) -> Bool {
        guard let own = guards[id] else { return false }
        let examined = ExaminedText(text)
        if field == "contactPhone", PlaceSecrets.isOtherPhone(examined, than: own.phone) { return true }
        if field == "phone" {
            // Its own number is published; the unpublished number of another structure must not be.
            let root = relations.root(of: id)
            let isAnothers = guards.contains { other, secret in
                other != id && relations.root(of: other) == root && secret.secrets.isRevealed(byIdentifier: examined)
                    && PlaceSecrets.isOtherPhone(examined, than: secret.phone)
            }
            if isAnothers { return true }
        }
        if grids.hold(examined.metres) { return true }
        let phone = field == "phone" ? text : [own.phone, other].compactMap { $0 }.joined(separator: "; ")
        let isCode = Self.codes.contains(field)
        return guards.contains { other, secret in
            guard
                other == id || secret.municipality == nil || own.municipality == nil
                    || secret.municipality == own.municipality
            else { return false }
            if isCode { return secret.secrets.isRevealed(byIdentifier: examined) }
            let secrets = other == id && field != "phone" ? secret.secrets : secret.secrets.withoutDoors
            return secrets.isRevealed(by: examined, published: phone)
        }
    }

    /// Fields that contain identifiers rather than words.
    private static let codes: Set = [
        "id", "parent", "organisation", "serviceMunicipalities", "service code", "service programmes",
    ]

    // MARK: - Rows

    /// Removes revealing texts from a row whose place was removed, and returns their fields.
    private func clean(_ row: inout StoredStructure, under id: String) -> [String] {
        let hasSource = row.sourceURL != nil
        return Self.clean(&row) { field, text in (field != "sourceUrl" || hasSource) && isRevealed(id, field, text) }
    }

    /// Removes the address of a withheld structure from the texts of a structure elsewhere.
    private mutating func cleanDoors(_ index: Int) {
        var row = self.rows[index]
        let (id, withholding) = (row.id, self)
        let fields = Self.clean(&row, keepsPlace: true) { _, text in withholding.isPlaceRevealed(by: text, of: id) }
        guard !fields.isEmpty else { return }
        self.rows[index] = row
        for field in fields { report(field, of: row) }
    }

    /// Removes a partner's original record that reveals the place of a withheld structure; the row's other values stay.
    private mutating func cleanRecord(_ index: Int, _ locations: Set<String>) {
        let row = self.rows[index]
        guard let text = row.tags[DetailField.partnerRecord] else { return }
        let record = PartnerTexts(text)
        let isNamed = record.locations.contains { locations.contains("\(row.source)\u{1F}\($0)") }
        let said = [row.phone, row.tags[DetailField.contactPhone.key(language: nil)]].compactMap { $0 }
            .joined(separator: "; ")
        let isRevealed =
            isNamed
            || record.texts.contains { text in
                let text = ExaminedText(ofOther: text)
                return isPlaceRevealed(by: text, of: row.id) || isPhoneRevealed(by: text, besides: said)
            }
        guard isRevealed else { return }
        self.rows[index].tags[DetailField.partnerRecord] = nil
        report("record of the partner", of: row)
    }

    /// The partner's locations of a row, qualified with its source.
    private static func locations(of row: StoredStructure) -> [String] {
        (PartnerPlace(row.tags[DetailField.partnerRecord])?.locations ?? []).map { "\(row.source)\u{1F}\($0)" }
    }

    private mutating func report(_ field: String, of row: StoredStructure) {
        findings.append(
            Finding(
                .withheldText, .error, source: row.source, position: row.position,
                "structure \(row.id) (\(row.names.text(in: "und"))): its \(field) may tell where a structure is that"
                    + " must not be located: the \(field) is withheld"))
    }

    private mutating func report(_ doubt: WithheldRelations.Reason, of row: StoredStructure) {
        guard row.hasPlace else { return }
        findings.append(
            Finding(
                .locatedTwin, .warning, source: row.source, position: row.position,
                "structure \(row.id) (\(row.names.text(in: "und"))) \(doubt.words) \(identifiers[doubt.id] ?? doubt.id),"
                    + " which must not be located; this may be chance, so its place is shown: look at it"))
    }

    /// Removes the texts of a row for which `holds` returns true, and returns their fields.
    private static func clean(
        _ row: inout StoredStructure, keepsPlace: Bool = false, where holds: @escaping (String, String) -> Bool
    ) -> [String] {
        var structure = row.structure
        let fields = structure.removeTexts(keepsPlace: keepsPlace, where: holds)
        guard !fields.isEmpty else { return [] }
        row.names = structure.names
        row.parent = structure.parent
        row.email = structure.email
        row.website = structure.website
        row.wheelchair = structure.wheelchair
        row.openingHours = structure.openingHours
        row.positionNote = structure.positionNote
        if fields.contains("phone") { row.phone = nil }
        if fields.contains("sourceUrl") { row.sourceURL = nil }
        // Tags other than details stay: the place of a row that keeps its place is stored there too.
        let others = row.tags.filter { !DetailField.isPublished($0.key) }
        row.tags = DetailField.tags(of: structure.details).merging(others) { _, old in old }
        row.tags[DetailField.partnerRecord] = nil
        return fields
    }

    /// Replaces identifiers that reveal a place: those of OpenStreetMap objects and those made from an address.
    private mutating func rename(_ ids: Set<String>) {
        var names = self.names
        names.taken.formUnion(rows.map(\.id))
        // Sorted, so that the order of the rows decides nothing.
        for (id, group) in Dictionary(grouping: rows.filter { ids.contains($0.id) }, by: \.id).sorted(by: {
            $0.key < $1.key
        })
        where OSMObjectID(id) != nil || isRevealed(id, "id", id) {
            let base = [group[0].kind, guards[id]?.municipality].compactMap { $0 }.joined(separator: "-")
            identifiers[id] = names.name(of: id, as: base)
        }
    }

    /// Replaces identifiers of organisations that reveal a place.
    private mutating func rename(_ organisations: [Organisation]) {
        var names = self.names
        names.taken.formUnion(organisations.map(\.id))
        for body in organisations {
            let runsOne = run[body.id]?.contains { isRevealed($0, "organisation", body.id) } == true
            guard runsOne || isPlaceRevealed(by: body.id, of: nil) else { continue }
            bodies[body.id] = names.name(of: body.id, as: "organisation")
        }
    }

    private mutating func report(
        _ old: StoredStructure, _ row: StoredStructure, _ reason: WithheldRelations.Reason?, _ fields: [String]
    ) {
        let id = identifiers[old.id] ?? old.id
        let what = "structure \(id) (\(row.names.text(in: "und")))"
        func add(_ check: Finding.Check, _ severity: Finding.Severity, _ message: String) {
            findings.append(Finding(check, severity, source: row.source, position: row.position, message))
        }
        if DetailField.isMarkUnreadable(old.tags) {
            add(
                .unreadableMark, .error,
                "\(what) counts as one that must not be located: expected redacted as \(FlagText.expected)")
        }
        if old.hasPlace, let reason {
            let other = identifiers[reason.id] ?? reason.id
            add(
                reason.isParent ? .locatedAnnex : .locatedTwin, .error,
                "\(what) \(reason.words) \(other), which must not be located; its place is withheld too")
        } else if old.hasPlace, let kind = kinds[row.kind] {
            let isKind = LocationRule([kind]).withholds(kind: row.kind, isMarked: false)
            add(
                .withheldPosition, .warning,
                "\(what)\(isKind ? " is a \(row.kind), which" : "") must not be located; its place is withheld")
        }
        let isMadeOfPlace = identifiers[old.id] != nil && OSMObjectID(old.id) == nil
        for field in (isMadeOfPlace ? ["id"] : []) + fields {
            add(
                .withheldText, .error,
                "\(what) must not be located, but its \(field) may tell where it is: the \(field) is withheld")
        }
    }
}
