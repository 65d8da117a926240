internal import Geocoding
internal import Records

/// Merges municipalities from several sources, field by field: the first source with a value counts.
struct MunicipalityMerge {
    /// The municipalities with their outlines, sorted by code.
    private(set) var areas: [DatasetContents.MunicipalArea] = []
    private var index: [String: Int] = [:]
    /// The year and rank of the population count of each municipality, by code.
    private var counted: [String: (year: Int, rank: Int)] = [:]

    /// Merges rows that are given in the order of their rank.
    init(
        municipalities: [StoredMunicipality], areas stored: [StoredArea], populations: [StoredPopulation],
        language: String
    ) {
        for row in municipalities { add(row, language: language) }
        for area in stored { add(area) }
        for count in populations {
            guard let place = index[count.code] else { continue }
            addPopulation(count.total, count.year, rank: count.rank, at: place)
        }
        areas.sort { $0.municipality.code < $1.municipality.code }
    }

    private mutating func add(_ row: StoredMunicipality, language: String) {
        var incoming = row.municipality
        if let seat = row.seatName, incoming.seatNames[language] == nil { incoming.seatNames["und"] = seat }
        guard let place = index[incoming.code] else {
            index[incoming.code] = areas.count
            areas.append(.init(municipality: incoming, outline: []))
            if incoming.population != nil { counted[incoming.code] = (incoming.populationYear ?? 0, row.rank) }
            return
        }
        var known = areas[place].municipality
        let differing = incoming.names.entries.filter { entry in
            known.names[entry.tag].map { TextFolding.fold($0) != TextFolding.fold(entry.text) } ?? false
        }
        known.formerNames.appendNew(incoming.formerNames + differing.map(\.text), knowing: known.names)
        known.otherNames.appendNew(incoming.otherNames, knowing: known.names)
        known.names.fill(from: incoming.names)
        known.regionalUnit.fill(from: incoming.regionalUnit)
        known.seatNames.fill(from: incoming.seatNames)
        known.alternativeCode = known.alternativeCode ?? incoming.alternativeCode
        known.seat = known.seat ?? incoming.seat
        known.squareKilometres = known.squareKilometres ?? incoming.squareKilometres
        areas[place].municipality = known
        if let total = incoming.population {
            addPopulation(total, incoming.populationYear ?? 0, rank: row.rank, at: place)
        }
    }

    /// Uses a population count when it is newer than the known one, or of the same year and a higher rank.
    private mutating func addPopulation(_ total: Int, _ year: Int, rank: Int, at place: Int) {
        let code = areas[place].municipality.code
        if let known = counted[code], (known.year, known.rank) >= (year, rank) { return }
        counted[code] = (year, rank)
        areas[place].municipality.population = total
        areas[place].municipality.populationYear = year == 0 ? nil : year
    }

    private mutating func add(_ area: StoredArea) {
        if index[area.code] == nil {
            index[area.code] = areas.count
            areas.append(
                .init(
                    municipality: Municipality(code: area.code, names: LocalizedText(["und": area.code])), outline: []))
        }
        guard let place = index[area.code], areas[place].municipality.outline == .none else { return }
        areas[place].outline = area.outline
        areas[place].municipality.outline = area.isSketch ? .sketch : .surveyed
    }
}

extension LocalizedText {
    /// Adds the texts of `other` in languages that have none yet.
    mutating func fill(from other: LocalizedText) {
        for entry in other.entries where self[entry.tag] == nil { self[entry.tag] = entry.text }
    }
}

extension [String] {
    /// Appends names that are neither in the list nor in `names`, ignoring accents and case.
    mutating func appendNew(_ further: [String], knowing names: LocalizedText) {
        var known = Set(map(TextFolding.fold)).union(names.entries.map { TextFolding.fold($0.text) })
        for name in further where known.insert(TextFolding.fold(name)).inserted { append(name) }
    }
}
