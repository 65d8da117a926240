extension PackedRTree {
    /// Finds the `count` items nearest to a position, nearest first, ties by index. About O(log n + count).
    ///
    /// Distances are geodesic; the distance to a box is that to its nearest position. Items more than `maximumMetres`
    /// away are left out.
    public func nearest(to origin: Coordinate, count: Int, maximumMetres: Double = .infinity) -> [Neighbour] {
        nearest(to: origin, count: count, maximumMetres: maximumMetres, accepts: nil)
    }

    /// Finds the nearest items that the filter accepts, nearest first, ties by index.
    ///
    /// Items more than `maximumMetres` away are left out. The filter may be called more than once for an item.
    public func nearest(
        to origin: Coordinate, count: Int, maximumMetres: Double = .infinity, where accepts: (Int) -> Bool
    ) -> [Neighbour] {
        withoutActuallyEscaping(accepts) { accepts in
            nearest(to: origin, count: count, maximumMetres: maximumMetres, accepts: accepts)
        }
    }

    /// Finds the nearest items by the caller's own measure, nearest first, ties by index.
    ///
    /// For shapes of which the tree holds only boxes.
    ///
    /// - Parameter measure: Returns the item's distance in metres from the origin, or nil to leave it out. It must be
    ///   at least the distance to the box or point in the tree. May be called more than once for an item.
    public func nearest(
        to origin: Coordinate, count: Int, maximumMetres: Double = .infinity, measure: (Int) -> Double?
    ) -> [Neighbour] {
        let wanted = min(count, self.count)
        guard wanted > 0, origin.isValid, maximumMetres >= 0 else { return [] }
        let from = GeodesicOrigin(origin)
        if let ranking = planeRanking(from, maximumMetres) {
            let found = measured(ranking, wanted, maximumMetres, measure)
            if found.count == wanted || maximumMetres <= ranking.horizon { return found }
        }
        return measured(SphereRanking(from), wanted, maximumMetres, measure)
    }

    private func nearest(
        to origin: Coordinate, count: Int, maximumMetres: Double, accepts: ((Int) -> Bool)?
    ) -> [Neighbour] {
        let wanted = min(count, self.count)
        guard wanted > 0, origin.isValid, maximumMetres >= 0 else { return [] }
        let from = GeodesicOrigin(origin)
        if wanted < self.count, let ranking = planeRanking(from, maximumMetres) {
            let found = ranked(ranking, from, wanted, maximumMetres, accepts)
            if found.count == wanted || maximumMetres <= ranking.horizon { return found }
        }
        return ranked(SphereRanking(from), from, wanted, maximumMetres, accepts)
    }

    /// The plane ranks well within 100 km; farther out too many candidates would need an exact distance.
    private func planeRanking(_ origin: GeodesicOrigin, _ maximumMetres: Double) -> PlaneRanking? {
        crossesAntimeridian ? nil : PlaneRanking(origin, horizon: max(1, min(maximumMetres, 100_000)))
    }

    /// Ranks items by their keys and computes exact distances only for possible answers.
    ///
    /// An item of the answer has a lower key no greater than the greatest upper key of the answer, and that is no
    /// greater than the greatest upper key of any `wanted` items. So every item of the answer is among the candidates.
    private func ranked(
        _ ranking: some Ranking, _ origin: GeodesicOrigin, _ wanted: Int, _ maximumMetres: Double,
        _ accepts: ((Int) -> Bool)?
    ) -> [Neighbour] {
        typealias Candidate = RankedCandidates.Candidate
        return withView { tree in
            withUnsafeTemporaryAllocation(of: Double.self, capacity: wanted) { keys in
                withUnsafeTemporaryAllocation(of: Candidate.self, capacity: RankedCandidates.room(wanted)) { room in
                    let limit = min(maximumMetres, ranking.horizon)
                    var threshold = ranking.key(ofMetres: limit)
                    var candidates = RankedCandidates(wanted: wanted, keys: keys, room: room)
                    if let accepts {
                        tree.traverse(ranking, &threshold) { slot, lower, upper, threshold in
                            guard accepts(tree.id(slot)) else { return }
                            candidates.add(slot: slot, lower: lower, upper: upper, &threshold)
                        }
                    } else {
                        tree.collect(ranking, wanted, &threshold, &candidates)
                    }
                    var found: [Neighbour] = []
                    found.reserveCapacity(min(wanted, count) + 4)
                    candidates.forEach(upTo: threshold) { slot in
                        let metres = tree.distance(from: origin, to: slot)
                        if metres <= limit { found.append(Neighbour(index: tree.id(slot), metres: metres)) }
                    }
                    found.sort()
                    if found.count > wanted { found.removeLast(found.count - wanted) }
                    return found
                }
            }
        }
    }

    private func measured(
        _ ranking: some Ranking, _ wanted: Int, _ maximumMetres: Double, _ measure: (Int) -> Double?
    ) -> [Neighbour] {
        withView { tree in
            let limit = min(maximumMetres, ranking.horizon)
            var threshold = ranking.key(ofMetres: limit)
            var found: [Neighbour] = []
            tree.traverse(ranking, &threshold) { slot, _, _, threshold in
                let index = tree.id(slot)
                guard let metres = measure(index), metres <= limit else { return }
                let neighbour = Neighbour(index: index, metres: metres)
                if found.count == wanted {
                    guard neighbour < found[wanted - 1] else { return }
                    found.removeLast()
                }
                found.insert(neighbour, at: found.firstIndex { neighbour < $0 } ?? found.count)
                if found.count == wanted {
                    threshold = min(threshold, ranking.key(ofMetres: found[wanted - 1].metres))
                }
            }
            return found
        }
    }
}

extension PackedRTreeView {
    /// Collects candidates within a guessed distance, and within the threshold when those are too few.
    @inline(__always)
    fileprivate func collect(
        _ ranking: some Ranking, _ wanted: Int, _ threshold: inout Double, _ candidates: inout RankedCandidates
    ) {
        if let plane = ranking as? PlaneRanking, let guess = guess(plane, count: wanted), guess < threshold {
            var guessed = guess
            traverse(plane, &guessed, descending: false) { slot, lower, upper, threshold in
                candidates.add(slot: slot, lower: lower, upper: upper, &threshold)
            }
            if candidates.isComplete(upTo: guess) {
                threshold = guessed
                return
            }
            candidates.reset()
        }
        traverse(ranking, &threshold) { slot, lower, upper, threshold in
            candidates.add(slot: slot, lower: lower, upper: upper, &threshold)
        }
    }
}
