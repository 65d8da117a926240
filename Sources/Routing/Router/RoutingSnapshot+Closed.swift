extension RoutingSnapshot {
    /// Arcs that a profile may not travel because of closures, ascending. O(changed arcs · log).
    public func closedArcs(profile: Int) -> [Int] {
        let base = graph.weights[profile]
        return state.changes[profile].filter { $0.value >= .unreachable && base[Int($0.key)] < .unreachable }
            .map { Int($0.key) }.sorted()
    }
}
