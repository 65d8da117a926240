extension RoutingSnapshot {
    /// The arcs that closures close to a profile, ascending. O(closed arcs).
    public func closedArcs(profile: Int) -> [Int] {
        state.taken[profile].map { Int($0) }
    }
}
