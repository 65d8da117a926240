internal import COsmium

extension OSMReading {
    /// Emits the records of a relation, or records what it says about its members.
    func takeRelation(_ object: OSMObject, _ tags: OSMTags) {
        let interests = object.interests
        if interests.contains(.street) { takeStreet(object, tags) }
        if interests.contains(.ferryRoute), tags.has("type", "route") { ferries.add(object, tags) }
        if interests.contains(.turnRestriction) { takeRestriction(object, tags) }
        if interests.contains(.landCover) { takeLandCover(object, tags) }
        if interests.contains(.boundary) { takeBoundary(object, tags) }
        takePoint(object, tags)
    }

    private func takeStreet(_ object: OSMObject, _ tags: OSMTags) {
        guard let street = tags.text("addr:street") ?? tags.text("name") else { return }
        for member in object.members where ["house", "address", "addr:houselink"].contains(member.roleText) {
            streets[member.object] = streets[member.object] ?? street
        }
    }

    private func takeRestriction(_ object: OSMObject, _ tags: OSMTags) {
        let members = object.members.map { OSMTurnRestriction.Member(object: $0.object, role: $0.roleText) }
        for role in ["from", "via", "to"] where !members.contains(where: { $0.role == role }) {
            reject(object.id, "turn restriction: it has no member in the role \"\(role)\"")
            return
        }
        for (member, raw) in zip(members, object.members) where ["from", "via", "to"].contains(member.role) {
            if !raw.is_present {
                reject(object.id, "turn restriction: its member \(member.object) (\(member.role)) is not in the file")
                return
            }
            if member.object.kind == .way, OSMInterest(rawValue: raw.interests).isDisjoint(with: [.road, .ferryMember])
            {
                reject(object.id, "turn restriction: its member \(member.object) (\(member.role)) is no road")
                return
            }
        }
        emit(.turnRestriction(OSMTurnRestriction(id: object.id.number, tags: tags, members: members)))
    }
}
