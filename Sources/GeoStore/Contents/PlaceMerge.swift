internal import Geocoding
internal import GeoIndex
internal import Records

/// Merges places from several sources.
struct PlaceMerge {
    /// Places with the same name that are nearer than this, in metres, are one.
    static let nearMetres = 3_000.0

    /// The places, those of the highest rank first.
    private(set) var places: [Place] = []
    private var sources: [Set<String>] = []
    private var byID: [String: Int] = [:]
    /// The places by folded name.
    private var byName: [String: [Int]] = [:]

    /// Merges rows that are given in the order of their rank.
    init(_ rows: [StoredPlace], resolver: MunicipalityResolver) {
        for row in rows {
            var place = row.place
            place.municipality = resolver.municipality(
                code: place.municipality, name: row.municipalityName, at: place.coordinate)
            if let index = byID[place.id] ?? twin(of: place, from: row.source) {
                merge(place, into: index)
                sources[index].insert(row.source)
                if byID[place.id] == nil { byID[place.id] = index }
            } else {
                byID[place.id] = places.count
                places.append(place)
                sources.append([row.source])
                for name in foldedNames(place) { byName[name, default: []].append(places.count - 1) }
            }
        }
    }

    /// Finds a known place that is the same: with a common name, from another source (or the same thing drawn as both a
    /// point and an outline), and near; or in the same municipality when a position is missing.
    private func twin(of place: Place, from source: String) -> Int? {
        guard Self.settlements.contains(place.kind) else { return nil }
        var best: (index: Int, metres: Double)?
        for name in foldedNames(place) {
            for index in byName[name] ?? [] where !sources[index].contains(source) || isDrawnTwice(place, index) {
                guard Self.settlements.contains(places[index].kind) else { continue }
                let metres: Double
                if let here = place.coordinate, let there = places[index].coordinate {
                    metres = Geodesic.distance(from: here, to: there)
                } else {
                    let isSame = place.municipality != nil && place.municipality == places[index].municipality
                    metres = isSame ? Self.nearMetres : .infinity
                }
                if metres <= best?.metres ?? Self.nearMetres { best = (index, metres) }
            }
        }
        return best?.index
    }

    /// Whether two OpenStreetMap identifiers are of different types, such as a point and an outline («n1», «r2»).
    private func isDrawnTwice(_ place: Place, _ index: Int) -> Bool {
        guard let mine = OSMObjectID(place.id), let theirs = OSMObjectID(places[index].id) else { return false }
        return mine.kind != theirs.kind
    }

    private mutating func merge(_ incoming: Place, into index: Int) {
        var known = places[index]
        if known.kind == "settlement" { known.kind = incoming.kind }
        let others = incoming.names.entries.filter { known.names[$0.tag] != nil }.map(\.text)
        known.names.fill(from: incoming.names)
        known.formerNames.appendNew(incoming.formerNames + others, knowing: known.names)
        known.population = known.population ?? incoming.population
        known.municipality = known.municipality ?? incoming.municipality
        known.unit = known.unit ?? incoming.unit
        known.community = known.community ?? incoming.community
        if known.coordinate == nil {
            known.coordinate = incoming.coordinate
            known.accuracyMetres = incoming.accuracyMetres
        }
        places[index] = known
        for name in foldedNames(known) where !(byName[name]?.contains(index) ?? false) {
            byName[name, default: []].append(index)
        }
    }

    private func foldedNames(_ place: Place) -> Set<String> {
        Set(place.names.entries.map { TextFolding.fold($0.text) }).subtracting([""])
    }

    /// Kinds that may mean the same settlement: the register's word, and OpenStreetMap's by size.
    private static let settlements: Set<String> = [
        "settlement", "city", "town", "village", "hamlet", "isolated_dwelling",
    ]
}
