internal import GeoIndex
internal import Records

/// Structures without a point on the map: mobile services, telephone lines, structures of which only the municipality
/// is known, and structures that must not be located. The latter are ordered by their municipality alone, so that the
/// order does not reveal their position.
extension NearestSearch {
    /// Returns matching structures that serve the origin: all that are competent or of its municipality, then up to
    /// `others` more, by the distance of their municipality's seat. O(structures without a point).
    func placeless(others: Int, where fits: (Int) -> Bool) -> [NearestAnswer.Result] {
        var own: [Int] = []
        var rest: [Int] = []
        for row in dataset.competence.placeless {
            let isNear = isCompetent(row) || isOwn(row)
            guard isNear || others > 0, serves(row), fits(row) else { continue }
            if isNear { own.append(row) } else { rest.append(row) }
        }
        if !rest.isEmpty {
            // One distance per municipality, however many structures it has.
            var metres: [UInt32: Double] = [:]
            let keys = rest.map { row -> (key: Double, row: Int) in
                guard structures.services.delivery(row) == .place else { return (.infinity, row) }
                let municipality = structures.municipalityIndex[row]
                if metres[municipality] == nil { metres[municipality] = metresToMunicipality(of: row) }
                return (metres[municipality] ?? .greatestFiniteMagnitude, row)
            }
            rest = keys.sorted { ($0.key, $0.row) < ($1.key, $1.row) }.prefix(others).map(\.row)
        }
        return (own + rest).map { row in
            result(row, NearestAnswer.Travel(mode: mode(row), seconds: nil, metres: .nan, uncertainMetres: 0))
        }
    }

    /// Returns the mode by which a structure without a point is reached.
    func mode(_ row: Int) -> String {
        switch structures.services.delivery(row) {
        case .mobile: TravelMode.visits
        case .virtual: TravelMode.phone
        case .place: dataset.isWithheld(row) ? TravelMode.within : TravelMode.unlocated
        }
    }

    /// Returns whether the structure in `row` belongs to the municipality of the origin.
    func isOwn(_ row: Int) -> Bool {
        match.map { UInt32($0.row) == structures.municipalityIndex[row] } ?? false
    }

    /// Returns whether the structure in `row` serves people at the origin.
    private func serves(_ row: Int) -> Bool {
        switch structures.services.delivery(row) {
        case .mobile: isCompetent(row)
        case .virtual:
            isCompetent(row) || isOwn(row)
                || (!structures.services.hasArea(row) && structures.municipalityIndex[row] == .max)
        case .place: query.filter.withinMetres == nil
        }
    }

    /// Returns the distance in metres from the origin to the seat of a structure's municipality, else to the middle of
    /// its outline. It does not depend on where in the municipality the structure is.
    private func metresToMunicipality(of row: Int) -> Double {
        let index = structures.municipalityIndex[row]
        guard index != .max else { return .greatestFiniteMagnitude }
        let bounds = dataset.bounds(ofMunicipality: Int(index))
        let middle = Coordinate(
            longitude: (bounds.west + bounds.east) / 2, latitude: (bounds.south + bounds.north) / 2)
        let seat = dataset.municipalities[Int(index)].seat ?? middle
        return seat.isValid ? Geodesic.distance(from: query.origin, to: seat) : .greatestFiniteMagnitude
    }
}
