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
        for (index, closure) in set.closures.enumerated() where closure.holds(at: time) {
            var profiles: UInt8 = 0
            for (index, name) in profileNames.enumerated()
            where closure.profiles.isEmpty || closure.profiles.contains(name) {
                profiles |= 1 << UInt8(index)
            }
            let isWhole = search.visit(closure) { arc in
                taken[arc] & profiles == arcUsers[arc] & profiles
            } take: { arc in
                taken[arc] |= arcUsers[arc] & profiles
            }
            guard isWhole else {
                throw ClosureFileError(
                    place: "features[\(index)]",
                    expected:
                        "closures that take at most \(steps) comparisons with roads in all; an area in the place of "
                        + "many circles takes fewer", found: "more")
            }
        }
        return profileNames.indices.map { profile in
            let bit = 1 << UInt8(profile)
            return Dictionary(
                uniqueKeysWithValues: taken.indices.lazy.filter { taken[$0] & UInt8(bit) != 0 }
                    .map { (UInt32($0), TravelWeight.unreachable) })
        }
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
