internal import GeoIndex
internal import Records

/// Which structures are competent where: by their own service area where they have one, else by municipality for the
/// kinds of which each municipality has its own.
final class Competence: Sendable {
    /// An area that is no whole municipality.
    private struct Part: Sendable {
        var row: Int
        var settlements: Set<Int>
        var outline: MultiPolygon
        var bounds: BoundingBox
    }

    /// Rows competent for a whole municipality, by its row; ascending.
    private let whole: [[Int]]
    private let parts: [Part]
    /// Settlements with a position by the row of their municipality, where any structure serves single ones.
    private let settlements: [[(row: Int, coordinate: Coordinate)]]
    /// By the row of a kind, whether each municipality has its own.
    let municipalKinds: [Bool]
    /// Rows that have no point on the map: mobile, virtual, redacted, or standing nobody knows where; ascending.
    let placeless: [Int]
    /// Rows that are planned or suspended, by the row of their municipality.
    let idle: [[Int]]

    /// Reads the areas of the structures that have one. O(structures).
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

    /// The rows competent for `origin`, which lies in the municipality in row `municipality`; ascending.
    /// O(competent + areas that are no whole municipality).
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

    /// Whether any structure serves an area that is no whole municipality.
    var hasParts: Bool { !parts.isEmpty }

    /// The settlement a point is taken to belong to: the nearest of its municipality.
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
    /// Whether a position lies inside, by the even-odd rule over all rings.
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
