public import GeoIndex

/// What is at a position.
public struct ReverseAnswer: Sendable {
    /// The position asked about.
    public var coordinate: Coordinate
    /// Row of the municipality the caller found there.
    public var municipality: Int?
    /// Nearest door, street and settlement, nearest first, each with its distance; those of the same municipality come
    /// first, and one of another municipality says so by its own row.
    public var results: [GeocodeCandidate]
}

extension Geocoder {
    /// Farthest door that still describes a position, metres.
    private static let doorReach = 80.0
    /// Farthest street that still describes a position, metres.
    private static let streetReach = 1000.0
    /// Farthest settlement that still describes a position, metres.
    private static let placeReach = 30_000.0

    /// What is at `coordinate`: the nearest door if one is near, the nearest street, the nearest settlement.
    /// `municipality` is the row of the municipality there (snapped at the coast by the caller); things of another
    /// municipality come only when there is none of its own within reach. About O(log n).
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

    /// Whether an entry may describe a position in `municipality`.
    private func isOwn(_ entity: Int, _ municipality: Int?) -> Bool {
        municipality == nil || file.municipality(entity) == municipality
    }

    private func nearestDoor(_ coordinate: Coordinate, _ municipality: Int?) -> GeocodeCandidate? {
        let doors = file.doors
        let near = reverseIndex.doorTree.nearest(to: coordinate, count: 1, maximumMetres: Self.doorReach) { door in
            !doors.isMember(door) && isOwn(Int(reverseIndex.doorStreet[door]) + file.streetBase, municipality)
        }
        guard let found = near.first else { return nil }
        let isReckoned = doors.isReckoned(found.index)
        return described(
            entity: Int(reverseIndex.doorStreet[found.index]) + file.streetBase,
            kind: isReckoned ? .interpolated : .address, at: doors.coordinate(door: found.index),
            accuracy: isReckoned ? 30 : 10, metres: found.metres, door: found.index)
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
