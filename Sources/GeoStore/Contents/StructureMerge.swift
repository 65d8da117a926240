internal import Exchange
internal import GeoIndex
internal import Records

/// Merges the rows of all sources into the structures of a dataset.
struct StructureMerge {
    /// The structures to publish, in the order of their rank.
    private(set) var structures: [Structure] = []
    /// The rows that were left out, with reasons.
    private(set) var leftOut: [StoreContents.LeftOut] = []
    /// Pairs of rows that may be the same structure.
    private(set) var suspicions: [DuplicateSuspicion] = []
    /// For each row merged into another one, its identifier and the one that is kept.
    private(set) var replacements: [String: String] = [:]

    /// A position farther than this from its stated municipality, in metres, is treated as a mistake.
    private static let strayMetres = 50_000.0

    /// Merges rows that are given in the order of their rank.
    init(
        _ rows: [StoredStructure], kinds: [StructureKind], municipalities: [DatasetContents.MunicipalArea],
        resolver: MunicipalityResolver, places: [Place], offers: StoredOffers = StoredOffers()
    ) {
        var merged = Self.merge(rows)
        for index in merged.indices {
            let row = merged[index]
            merged[index].municipality = resolver.municipality(
                code: row.municipality, name: row.municipalityName, at: row.coordinate)
        }
        let near = Dictionary(
            municipalities.map { ($0.municipality.code, $0.outline.bounds.padded(metres: Self.strayMetres)) },
            uniquingKeysWith: { first, _ in first })
        for index in merged.indices {
            guard let position = merged[index].coordinate, let code = merged[index].municipality,
                let box = near[code], !box.isEmpty, !box.contains(position)
            else { continue }
            // A wrong position would mislead people, so only the municipality is kept. The checks report the position.
            merged[index].coordinate = nil
            merged[index].accuracyMetres = nil
        }
        let known = Dictionary(kinds.map { ($0.code, $0) }, uniquingKeysWith: { first, _ in first })
        let described = municipalities.map(\.municipality)
        let twins = TwinSearch(kinds: known, municipalities: described)
            .twins(among: merged.filter { known[$0.kind] != nil })
        Self.fill(&merged, twins)
        let drawnAgain = Set(twins.map(\.suspect))
        let search = DuplicateSearch(kinds: kinds, municipalities: described)
        suspicions =
            twins + search.suspicions(among: merged.filter { known[$0.kind] != nil && !drawnAgain.contains($0.id) })
        let certain = suspicions.filter(\.isCertain)
        let suspects = Dictionary(
            certain.map { ("\($0.suspectSource)\u{1F}\($0.suspect)", $0) }, uniquingKeysWith: { first, _ in first })
        let settlements = SettlementPositions(places)
        let rule = LocationRule(kinds)
        Self.fill(&merged, Array(certain.dropFirst(twins.count)))
        let keptFor = Dictionary(certain.map { ($0.suspect, $0.kept) }, uniquingKeysWith: { first, _ in first })
        // A twin may have been merged into a row that is itself merged into another.
        replacements = keptFor.mapValues { keptFor[$0] ?? $0 }
        for row in merged {
            if known[row.kind] == nil {
                leftOut.append(row.leftOut("its kind \"\(row.kind)\" is not in the table of kinds"))
            } else if let suspicion = suspects["\(row.source)\u{1F}\(row.id)"] {
                leftOut.append(
                    row.leftOut(
                        "is \(suspicion.kept) of \(suspicion.keptSource): \(suspicion.reason)"))
            } else {
                var structure = row.structure
                if structure.names.isEmpty { structure.names = known[row.kind]?.names ?? structure.names }
                structure.parent = structure.parent.map { replacements[$0] ?? $0 }
                offers.complete(&structure)
                structure.withholdPosition(rule)
                if !rule.withholds(structure), structure.details.delivery == .place, structure.coordinate == nil,
                    let settlement = row.settlement
                {
                    settlements.place(&structure, at: settlement)
                }
                structures.append(structure)
            }
        }
        HSDSIdentifiers.settle(&structures)
    }

    /// Completes the rows that are kept from those that are left out.
    private static func fill(_ rows: inout [StoredStructure], _ suspicions: [DuplicateSuspicion]) {
        let rowOf = Dictionary(rows.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        for suspicion in suspicions {
            guard let kept = rowOf[suspicion.kept], let other = rowOf[suspicion.suspect] else { continue }
            rows[kept].fill(from: rows[other])
        }
    }

    /// Merges rows with the same identifier: the first counts, later ones from other sources complete it.
    private static func merge(_ rows: [StoredStructure]) -> [StoredStructure] {
        var merged: [StoredStructure] = []
        var index: [String: Int] = [:]
        for row in rows {
            guard let place = index[row.id] else {
                index[row.id] = merged.count
                merged.append(row)
                continue
            }
            if row.source != merged[place].source { merged[place].fill(from: row) }
        }
        return merged
    }
}

extension StoredStructure {
    /// Takes missing values from `other`, another row of the same structure.
    fileprivate mutating func fill(from other: StoredStructure) {
        names.fill(from: other.names)
        if address.isEmpty { address = other.address }
        parent = parent ?? other.parent
        if municipality == nil, municipalityName == nil {
            municipality = other.municipality
            municipalityName = other.municipalityName
        }
        if street == nil {
            street = other.street
            houseNumber = other.houseNumber
        }
        postcode = postcode ?? other.postcode
        settlement = settlement ?? other.settlement
        phone = phone ?? other.phone
        email = email ?? other.email
        website = website ?? other.website
        openingHours = openingHours ?? other.openingHours
        wheelchair = wheelchair ?? other.wheelchair
        status = status ?? other.status
        checkedOn = checkedOn ?? other.checkedOn
        tags.merge(other.tags) { own, _ in own }
        if coordinate == nil {
            coordinate = other.coordinate
            accuracyMetres = other.accuracyMetres
            positionNote = other.positionNote
        }
    }

    fileprivate func leftOut(_ reason: String) -> StoreContents.LeftOut {
        StoreContents.LeftOut(
            source: source, id: id, name: names.text(in: "und"), position: position, reason: reason)
    }

    /// The row as a `Structure`. A phone without digits or an unreadable date becomes nil, an unknown status
    /// `.unverified`.
    var structure: Structure {
        let phone = phone.flatMap { $0.contains(where: \.isNumber) ? $0 : nil }
        let checkedOn = checkedOn.flatMap { PartialDate($0) == nil ? nil : $0 }
        let sourceDate = sourceDate.flatMap { PartialDate($0) == nil ? nil : $0 }
        // A list may write that a record is `unverified` in place of its source; its source is then the list.
        let sourceURL = sourceURL.flatMap { Structure.Status(rawValue: $0) == nil ? $0 : nil }
        return Structure(
            id: id, kind: kind, names: names, parent: parent, municipality: municipality, address: addressLine,
            phone: phone, email: email, website: website, openingHours: openingHours, wheelchair: wheelchair,
            status: status.flatMap(Structure.Status.init) ?? .unverified, coordinate: coordinate,
            accuracyMetres: accuracyMetres, positionNote: positionNote, source: sourceURL ?? source,
            sourceDate: sourceDate, checkedOn: checkedOn, details: DetailField.details(of: tags))
    }
}
