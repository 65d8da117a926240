extension PackedRTree {
    /// The items nearest to a position in metres on the ellipsoid, nearest first, equally near ones by index.
    ///
    /// Only items at most `maximumMetres` away that the filter accepts count. The distance to a box is that to its nearest
    /// position. The filter may be asked about an item more than once. About O(log n + count).
    public func nearest(
        to origin: Coordinate, count: Int, maximumMetres: Double = .infinity,
        where accepts: (Int) -> Bool = { _ in true }
    ) -> [Neighbour] {
        let wanted = min(count, self.count)
        guard wanted > 0, origin.isValid, maximumMetres >= 0 else { return [] }
        let from = GeodesicOrigin(origin)
        if wanted < self.count, let ranking = planeRanking(origin, maximumMetres) {
            let found = ranked(ranking, from, wanted, maximumMetres, accepts)
            if found.count == wanted || maximumMetres <= ranking.horizon { return found }
        }
        return ranked(SphereRanking(origin), from, wanted, maximumMetres, accepts)
    }

    /// The items with the least distance by the caller's own measure, nearest first, equally near ones by index.
    ///
    /// For shapes known to the tree by their boxes: `measure` gives the distance in metres from the origin, at least that
    /// to the box or point in the tree, or nil when the item does not count. It may be called more than once for an item.
    public func nearest(
        to origin: Coordinate, count: Int, maximumMetres: Double = .infinity, measure: (Int) -> Double?
    ) -> [Neighbour] {
        let wanted = min(count, self.count)
        guard wanted > 0, origin.isValid, maximumMetres >= 0 else { return [] }
        if let ranking = planeRanking(origin, maximumMetres) {
            let found = measured(ranking, wanted, maximumMetres, measure)
            if found.count == wanted || maximumMetres <= ranking.horizon { return found }
        }
        return measured(SphereRanking(origin), wanted, maximumMetres, measure)
    }

    /// Within this many metres a scaled plane ranks well; the farther, the more candidates need an exact distance.
    private static var planeHorizon: Double { 100_000 }

    private func planeRanking(_ origin: Coordinate, _ maximumMetres: Double) -> PlaneRanking? {
        crossesAntimeridian ? nil : PlaneRanking(origin, horizon: max(1, min(maximumMetres, Self.planeHorizon)))
    }

    /// Ranks by keys first and measures only what may belong to the answer.
    ///
    /// When all answers are within the horizon, an item of the true answer has a lower key no greater than the greatest
    /// upper key of the answer, and so no greater than the greatest of any as many items: it is among the candidates.
    private func ranked(
        _ ranking: some Ranking, _ origin: GeodesicOrigin, _ wanted: Int, _ maximumMetres: Double,
        _ accepts: (Int) -> Bool
    ) -> [Neighbour] {
        let limit = min(maximumMetres, ranking.horizon)
        var threshold = ranking.key(ofMetres: limit)
        var uppers = LeastKeys(capacity: wanted)
        var candidates: [RankedSlot] = []
        candidates.reserveCapacity(min(4 * wanted, count))
        traverse(ranking, &threshold) { slot, lower, upper, threshold in
            guard accepts(Int(ids[slot])) else { return }
            candidates.append(RankedSlot(lower: lower, slot: slot))
            if let greatest = uppers.insert(upper) { threshold = min(threshold, greatest) }
        }
        var found: [Neighbour] = []
        found.reserveCapacity(min(wanted + 8, candidates.count))
        for candidate in candidates where candidate.lower <= threshold {
            let metres = distance(from: origin, toSlot: candidate.slot)
            if metres <= limit { found.append(Neighbour(index: Int(ids[candidate.slot]), metres: metres)) }
        }
        found.sort()
        if found.count > wanted { found.removeLast(found.count - wanted) }
        return found
    }

    private struct RankedSlot {
        var lower: Double
        var slot: Int
    }

    private func measured(
        _ ranking: some Ranking, _ wanted: Int, _ maximumMetres: Double, _ measure: (Int) -> Double?
    ) -> [Neighbour] {
        let limit = min(maximumMetres, ranking.horizon)
        var threshold = ranking.key(ofMetres: limit)
        var found: [Neighbour] = []
        traverse(ranking, &threshold) { slot, _, _, threshold in
            let index = Int(ids[slot])
            guard let metres = measure(index), metres <= limit else { return }
            let neighbour = Neighbour(index: index, metres: metres)
            if found.count == wanted {
                guard neighbour < found[wanted - 1] else { return }
                found.removeLast()
            }
            found.insert(neighbour, at: found.firstIndex { neighbour < $0 } ?? found.count)
            if found.count == wanted { threshold = min(threshold, ranking.key(ofMetres: found[wanted - 1].metres)) }
        }
        return found
    }

    private func distance(from origin: GeodesicOrigin, toSlot slot: Int) -> Double {
        let width = PackedRTreeLayout.width
        let (block, lane) = (slot / width, slot % width)
        switch items {
        case .points(let numbers):
            let place = block * PackedRTreeLayout.pointStride + lane
            return origin.distance(
                to: Coordinate(longitude: numbers[place], latitude: numbers[place + width]))
        case .boxes(let numbers):
            return origin.distance(to: numbers.box(block * PackedRTreeLayout.boxStride + lane))
        }
    }
}

extension Column<Double> {
    /// The box whose west stands at a place of a block of 16 boxes.
    @inline(__always)
    func box(_ place: Int) -> BoundingBox {
        let width = PackedRTreeLayout.width
        return BoundingBox(
            west: self[place], south: self[place + width], east: self[place + 2 * width],
            north: self[place + 3 * width])
    }
}
