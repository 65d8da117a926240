/// Reads tags of nodes by the data of a profile.
struct BarrierReader: Sendable {
    let way: WayReader

    /// Keys of things that may stand at a node of a road and whose access tags speak of the thing, or of who crosses there,
    /// not of who passes along the road.
    private static let things = [
        "amenity", "shop", "office", "tourism", "leisure", "building", "place", "public_transport", "highway",
        "railway", "crossing",
    ]

    /// What a node with these tags leaves of the profile's right to pass it.
    ///
    /// An access tag counts before the kind of barrier. `endsOnly` is a gate that only those pass whose trip begins or ends
    /// behind it.
    func right(_ tags: [String: String]) -> TravelProfile.Right {
        let barrier = tags["barrier"]
        guard barrier != nil || !Self.things.contains(where: { tags[$0] != nil }) else { return .yes }
        if way.profile.accessKeys.contains(where: { tags[$0] != nil }) { return way.taggedRight(tags).right }
        guard let barrier else { return .yes }
        // A locked gate opens only to those whom every right is open to.
        if tags["locked"] == "yes", !way.profile.rights.values.allSatisfy({ $0 == .yes }) { return .no }
        return way.profile.blockingBarriers.contains(barrier) ? .no : .yes
    }

}
