import GeoIndex

extension RoadGraph {
    /// Computes for each profile the arcs that a set of closures closes at a time, with their new weight.
    ///
    /// - Parameters:
    ///   - time: Seconds since 1970.
    ///   - steps: The limit on the search; see ``ClosureSearch``.
    /// - Throws: `ClosureFileError` naming the closure at which the steps ran out.
    package func changes(
        for set: ClosureSet, at time: Int64, steps: Int
    ) throws(ClosureFileError) -> [[UInt32: TravelWeight]] {
        var search = ClosureSearch(self, steps: steps)
        // The profiles for which each arc is closed already.
        var taken = [UInt8](repeating: 0, count: segmentCount * 2)
        for group in groups(of: set, at: time) {
            let profiles = group.profiles
            let isWhole = search.visit(group.closure, circles: group.circles) { arc in
                taken[arc] & profiles == arcUsers[arc] & profiles
            } take: { arc in
                taken[arc] |= arcUsers[arc] & profiles
            }
            guard isWhole else {
                throw ClosureFileError(
                    place: "features[\(group.index)]",
                    expected:
                        "closures that take at most \(steps) comparisons with roads in all; one area in the place of "
                        + "many takes fewer", found: "more")
            }
        }
        return profileNames.indices.map { profile in
            let bit = 1 << UInt8(profile)
            return Dictionary(
                uniqueKeysWithValues: taken.indices.lazy.filter { taken[$0] & UInt8(bit) != 0 }
                    .map { (UInt32($0), TravelWeight.unreachable) })
        }
    }

    /// Closures that are searched together.
    private struct Group {
        /// The index of the first of them in the set.
        var index: Int
        var closure: Closure
        var profiles: UInt8
        var circles: [ClosureSearch.Circle] = []
    }

    /// Groups the closures that apply at `time`. Circles that differ only in position and radius form one group, so
    /// that many circles over one road cost little more than one.
    private func groups(of set: ClosureSet, at time: Int64) -> [Group] {
        var groups: [Group] = []
        var groupOfAlike: [Closure: Int] = [:]
        for (index, closure) in set.closures.enumerated() where closure.holds(at: time) {
            var profiles: UInt8 = 0
            for (index, name) in profileNames.enumerated()
            where closure.profiles.isEmpty || closure.profiles.contains(name) {
                profiles |= 1 << UInt8(index)
            }
            var group = Group(index: index, closure: closure, profiles: profiles)
            if case .points(let positions, let radius) = closure.roads {
                group.circles = ClosureSearch.circles(positions, radius)
                group.closure = Closure(
                    id: "", roads: .points([], radiusMetres: 0), direction: closure.direction,
                    profiles: closure.profiles, sparesBridges: closure.sparesBridges,
                    sparesTunnels: closure.sparesTunnels)
                if let known = groupOfAlike[group.closure] {
                    groups[known].circles += group.circles
                    continue
                }
                groupOfAlike[group.closure] = groups.count
            }
            groups.append(group)
        }
        return groups
    }

    /// The arcs that a closure's roads, direction and exemptions cover, ascending.
    public func arcs(closedBy closure: Closure) -> [Int] {
        var arcs: Set<Int> = []
        var search = ClosureSearch(self, steps: .max)
        _ = search.visit(closure) {
            arcs.contains($0)
        } take: {
            arcs.insert($0)
        }
        return arcs.sorted()
    }
}
