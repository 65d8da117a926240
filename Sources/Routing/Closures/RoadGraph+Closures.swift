import GeoIndex

extension RoadGraph {
    /// The arcs that a set of closures takes from each profile at a moment, with their new weight; throws where it takes more
    /// than so many steps to find them (see ``ClosureSearch``), and names the closure that was too much.
    package func changes(
        for set: ClosureSet, at time: Int64, steps: Int
    ) throws(ClosureFileError) -> [[UInt32: TravelWeight]] {
        var search = ClosureSearch(self, steps: steps)
        // Profiles that each arc is taken from already.
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

    /// Closures that are looked for together.
    private struct Group {
        /// The place of the first one in its set.
        var index: Int
        var closure: Closure
        var profiles: UInt8
        var circles: [ClosureSearch.Circle] = []
    }

    /// The closures of a set that hold, those together that are circles and differ in nothing but where and how large: many
    /// circles over one road then cost little more than one.
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
            if case .points(let positions, let radius) = closure.extent {
                group.circles = ClosureSearch.circles(positions, radius)
                group.closure = Closure(
                    id: "", extent: .points([], radiusMetres: 0), direction: closure.direction,
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

    /// The arcs that a closure's extent, direction and exemptions take in, ascending.
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
