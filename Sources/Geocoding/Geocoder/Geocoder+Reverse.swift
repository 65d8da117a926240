public import GeoIndex

/// The result of reverse geocoding a position.
public struct ReverseAnswer: Sendable {
    /// The position that was asked for.
    public var coordinate: Coordinate
    /// Row of the municipality at the position, as the caller found it.
    public var municipality: Int?
    /// The nearest door, street and settlements with their distances, nearest first within doors and streets. A street
    /// of another municipality is only used when there is none of the position's own; its municipality row shows it.
    public var results: [GeocodeCandidate]
}

extension Geocoder {
    /// Greatest distance in metres of a door that describes a position.
    private static let doorReach = 80.0
    /// Greatest distance in metres of a street that describes a position.
    private static let streetReach = 1000.0
    /// Greatest distance in metres of a settlement that describes a position.
    private static let placeReach = 30_000.0

    /// Returns what is at a position: the nearest door within reach, the nearest street, the nearest settlements.
    ///
    /// Doors and settlements of another municipality are not used, streets only when the position's own has none within
    /// reach. About O(log n).
    ///
    /// - Parameters:
    ///   - coordinate: The position, WGS 84.
    ///   - municipality: The row of the municipality there (at the coast, of the nearest one); nil for no restriction.
    ///   - limit: The maximum number of results.
    public func reverse(_ coordinate: Coordinate, municipality: Int?, limit: Int = 5) -> ReverseAnswer {
        guard coordinate.isValid else {
            return ReverseAnswer(coordinate: coordinate, municipality: municipality, results: [])
        }
        var results: [GeocodeCandidate] = []
        if let door = nearestDoor(coordinate, municipality) { results.append(door) }
        if let street = nearestStreet(coordinate, municipality),
            results.first.map({ $0.metres ?? 0 > (street.metres ?? 0) + 60 || $0.result.street != street.result.street }
            )
                ?? true
        {
            results.append(street)
        }
        results.sort { ($0.metres ?? 0) < ($1.metres ?? 0) }
        results += nearestPlaces(coordinate, municipality)
        return ReverseAnswer(
            coordinate: coordinate, municipality: municipality, results: Array(results.prefix(max(1, limit))))
    }

    /// Returns whether an entry can describe a position in `municipality`.
    private func isOwn(_ entity: Int, _ municipality: Int?) -> Bool {
        municipality == nil || file.municipality(entity) == municipality
    }

    private func nearestDoor(_ coordinate: Coordinate, _ municipality: Int?) -> GeocodeCandidate? {
        let doors = file.doors
        let near = reverseIndex.doorTree.nearest(to: coordinate, count: 1, maximumMetres: Self.doorReach) { door in
            !doors.isMember(door) && isOwn(Int(reverseIndex.doorStreet[door]) + file.streetBase, municipality)
        }
        guard let found = near.first else { return nil }
        let isInterpolated = doors.isInterpolated(found.index)
        return described(
            entity: Int(reverseIndex.doorStreet[found.index]) + file.streetBase,
            kind: isInterpolated ? .interpolated : .address, at: doors.coordinate(door: found.index),
            accuracy: isInterpolated ? 30 : 10, metres: found.metres, door: found.index)
    }

    private func nearestStreet(_ coordinate: Coordinate, _ municipality: Int?) -> GeocodeCandidate? {
        func piece(_ index: Int) -> [Coordinate] {
            let start = Int(reverseIndex.pieceStart[index])
            return (start..<(start + Int(reverseIndex.pieceCount[index]))).map { vertex in
                Coordinate(
                    longitude: FixedCoordinate.decode(file.doors.vertexLongitude[vertex]),
                    latitude: FixedCoordinate.decode(file.doors.vertexLatitude[vertex]))
            }
        }
        func search(_ accepts: (Int) -> Bool) -> Neighbour? {
            reverseIndex.lineTree.nearest(to: coordinate, count: 1, maximumMetres: Self.streetReach) { index in
                guard accepts(Int(reverseIndex.pieceStreet[index]) + file.streetBase) else { return nil }
                return Planar.nearest(on: piece(index), to: coordinate).metres
            }.first
        }
        guard let found = search({ isOwn($0, municipality) }) ?? search({ _ in true }) else { return nil }
        let position = Planar.nearest(on: piece(found.index), to: coordinate)
        return described(
            entity: Int(reverseIndex.pieceStreet[found.index]) + file.streetBase, kind: .street,
            at: position.coordinate, accuracy: max(20, found.metres), metres: found.metres, door: nil)
    }

    private func nearestPlaces(_ coordinate: Coordinate, _ municipality: Int?) -> [GeocodeCandidate] {
        let near = reverseIndex.placeTree.nearest(to: coordinate, count: 2, maximumMetres: Self.placeReach) { item in
            isOwn(Int(reverseIndex.placeEntity[item]), municipality)
        }
        return near.map { found in
            let entity = Int(reverseIndex.placeEntity[found.index])
            let kind = file.kind(entity)
            return described(
                entity: entity, kind: CandidateSearch.resultKind(kind), at: file.coordinate(entity),
                accuracy: kind == .neighbourhood ? 500 : 200 + 9 * Double(file.populations[entity]).squareRoot(),
                metres: found.metres, door: nil)
        }
    }

    private func described(
        entity: Int, kind: GeocodeResult.Kind, at coordinate: Coordinate, accuracy: Double, metres: Double, door: Int?
    ) -> GeocodeCandidate {
        let candidate = Candidate(
            entity: entity, name: 0, kind: kind, coordinate: coordinate, accuracyMetres: accuracy, match: .exact,
            textCost: 0, cost: 0, door: door, left: 0, shape: .whole, tokens: 0..<0)
        var result = result(
            candidate, AddressAnalysis(tokens: [], text: "", postcodes: []), GeocodeQuery(text: ""))
        result.metres = metres
        return result
    }
}
