extension RoutingSnapshot {
    /// Arcs that a profile may not travel because of closures, ascending. O(closed arcs).
    public func closedArcs(profile: Int) -> [Int] {
        state.taken[profile].map { Int($0) }
    }
}
