/// Interprets the tags of nodes for a profile.
struct BarrierReader: Sendable {
    let way: WayReader

    /// Keys of objects at a node of a road whose access tags are about the object, or about crossing the road, not
    /// about travelling along it.
    private static let things = [
        "amenity", "shop", "office", "tourism", "leisure", "building", "place", "public_transport", "highway",
        "railway", "crossing",
    ]

    /// The right of the profile to pass a node with these tags.
    ///
    /// An access tag takes precedence over the kind of barrier. `endsOnly` means a gate that only trips which begin or
    /// end behind it may pass.
    func right(_ tags: [String: String]) -> TravelProfile.Right {
        let barrier = tags["barrier"]
        guard barrier != nil || !Self.things.contains(where: { tags[$0] != nil }) else { return .yes }
        if way.profile.accessKeys.contains(where: { tags[$0] != nil }) { return way.taggedRight(tags).right }
        guard let barrier else { return .yes }
        // A locked gate lets only those pass who may pass everywhere.
        if tags["locked"] == "yes", !way.profile.rights.values.allSatisfy({ $0 == .yes }) { return .no }
        return way.profile.blockingBarriers.contains(barrier) ? .no : .yes
    }

}
