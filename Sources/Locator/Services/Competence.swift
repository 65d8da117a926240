internal import GeoIndex
internal import Records

/// Finds the structures that are competent at a position: by their service area if they have one, else by municipality
/// for the kinds that each municipality has of its own.
final class Competence: Sendable {
    /// A service area that is not a whole municipality.
    private struct Part: Sendable {
        var row: Int
        var settlements: Set<Int>
        var outline: MultiPolygon
        var bounds: BoundingBox
    }

    /// The rows competent for each whole municipality, ascending.
    private let whole: [[Int]]
    private let parts: [Part]
    /// The settlements of each municipality that have a position; empty when no service area names settlements.
    private let settlements: [[(row: Int, coordinate: Coordinate)]]
    /// Whether each municipality has its own structure, by row of the kind.
    let municipalKinds: [Bool]
    /// Rows without a point on the map, because they are mobile, virtual or redacted, or their position is unknown;
    /// ascending.
    let placeless: [Int]
    /// Planned and suspended rows by municipality.
    let idle: [[Int]]

    /// Reads the service areas of all structures. O(structures).
    init(_ structures: StructureFile, region: RegionFile, places: PlaceFile) {
        let municipalities = Dictionary(
            region.municipalities.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        var whole = [[Int]](repeating: [], count: region.municipalities.count)
        var named: [(row: Int, ids: [String], outline: MultiPolygon)] = []
        var placeless: [Int] = []
        var idle = whole
        for row in 0..<structures.count {
            let kind = region.kinds[Int(structures.kindIndex[row])]
            if structures.coordinate(at: row) == nil { placeless.append(row) }
            let status = structures.status(at: row)
            if status == .planned || status == .suspended, structures.municipalityIndex[row] != .max {
                idle[Int(structures.municipalityIndex[row])].append(row)
            }
            guard structures.services.hasArea(row) else {
                let own = structures.municipalityIndex[row]
                if kind.isMunicipal || structures.services.delivery(row) == .mobile, own != .max {
                    whole[Int(own)].append(row)
                }
                continue
            }
            let area = structures.details(at: row).serviceArea
            for code in area.municipalities { if let index = municipalities[code] { whole[index].append(row) } }
            if !area.settlements.isEmpty || !area.outline.isEmpty {
                named.append((row, area.settlements, area.outline))
            }
        }
        self.whole = whole
        municipalKinds = region.kinds.map(\.isMunicipal)
        self.placeless = placeless
        self.idle = idle
        let wanted = Set(named.flatMap(\.ids))
        var rows: [String: Int] = [:]
        var settlements: [[(row: Int, coordinate: Coordinate)]] = []
        if !wanted.isEmpty {
            settlements = [[(row: Int, coordinate: Coordinate)]](repeating: [], count: region.municipalities.count)
            for row in 0..<places.count {
                let place = places.place(at: row)
                if wanted.contains(place.id) { rows[place.id] = row }
                guard let coordinate = place.coordinate,
                    let municipality = place.municipality.flatMap({ municipalities[$0] })
                else { continue }
                settlements[municipality].append((row, coordinate))
            }
        }
        self.settlements = settlements
        parts = named.map { row, ids, outline in
            Part(
                row: row, settlements: Set(ids.compactMap { rows[$0] }), outline: outline,
                bounds: outline.bounds)
        }
    }

    /// Returns the rows competent for `origin` in the municipality in row `municipality`, ascending. O(competent rows +
    /// areas that are not whole municipalities).
    func rows(at origin: Coordinate, municipality: Int?) -> [Int] {
        let whole: [Int] = municipality.map { self.whole[$0] } ?? []
        guard !parts.isEmpty else { return whole }
        let settlement = municipality.flatMap { nearestSettlement(to: origin, in: $0) }
        let others = parts.filter { part in
            settlement.map(part.settlements.contains) ?? false
                || (part.bounds.contains(origin) && part.outline.contains { $0.holds(origin) })
        }.map(\.row)
        return others.isEmpty ? whole : Set(whole + others).sorted()
    }

    /// Whether there are service areas that are not whole municipalities.
    var hasParts: Bool { !parts.isEmpty }

    /// Returns the settlement that a point belongs to: the nearest one in its municipality.
    private func nearestSettlement(to origin: Coordinate, in municipality: Int) -> Int? {
        guard municipality < settlements.count else { return nil }
        return settlements[municipality]
            .min {
                Geodesic.distance(from: origin, to: $0.coordinate) < Geodesic.distance(from: origin, to: $1.coordinate)
            }?
            .row
    }
}

extension Polygon {
    /// Returns whether a position is inside, by the even-odd rule over all rings.
    fileprivate func holds(_ position: Coordinate) -> Bool {
        var isInside = false
        for ring in rings {
            var previous = ring.last ?? position
            for corner in ring {
                let crosses = (corner.latitude > position.latitude) != (previous.latitude > position.latitude)
                if crosses {
                    let part = (position.latitude - corner.latitude) / (previous.latitude - corner.latitude)
                    let longitude = corner.longitude + part * (previous.longitude - corner.longitude)
                    if position.longitude < longitude { isInside.toggle() }
                }
                previous = corner
            }
        }
        return isInside
    }
}
