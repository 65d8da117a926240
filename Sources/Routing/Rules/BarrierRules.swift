/// Reads tags of nodes by the data of a profile.
struct BarrierReader: Sendable {
    let way: WayReader

    /// Whether a node with these tags stops the profile.
    func blocks(_ tags: [String: String]) -> Bool {
        guard let barrier = tags["barrier"] else { return false }
        if way.profile.accessKeys.contains(where: { tags[$0] != nil }) { return way.taggedRight(tags).right == .no }
        // A locked gate opens only to those whom every right is open to.
        if tags["locked"] == "yes", !way.profile.rights.values.allSatisfy({ $0 == .yes }) { return true }
        return way.profile.blockingBarriers.contains(barrier)
    }

    /// Seconds lost at a node with these tags.
    func delay(_ tags: [String: String]) -> Double {
        let isSignal = tags["highway"] == "traffic_signals" || tags["crossing"] == "traffic_signals"
        return isSignal ? way.profile.signalSeconds : 0
    }
}
