/// The rules of a way for a profile.
struct WayRules: Hashable, Sendable {
    /// Kilometres per hour along and against the way; nil where the profile may not travel.
    var forward: Double?
    var backward: Double?
    /// Whether only trips that begin or end here may travel along, or against, the way.
    var isEndsOnlyForward = false
    var isEndsOnlyBackward = false
    /// The mapped duration of the whole way in seconds, as for ferries, and the waiting time before it in seconds.
    var duration: Double?
    var wait = 0.0

    var isClosed: Bool { forward == nil && backward == nil }
    static let closed = WayRules(forward: nil, backward: nil)
}

/// Interprets the tags of ways for a profile.
struct WayReader: Sendable {
    let profile: TravelProfile
    let limits: RegionLimits

    /// The rules of a way with these tags. `isUrban` is used when the tags do not say whether it lies in a town.
    func rules(_ tags: [String: String], isUrban: Bool) -> WayRules {
        let highway = RoadClass.highway(tags)
        if tags["route"] == "ferry" || highway == "ferry" { return ferryRules(tags) }
        guard !highway.isEmpty, !Self.unbuilt.contains(highway),
            tags["area"] != "yes" || Self.walkedAround.contains(highway)
        else {
            return .closed
        }
        if tags["impassable"] == "yes" || tags["status"] == "impassable" { return .closed }
        let along = taggedRight(tags, .forward)
        let against = taggedRight(tags, .backward)
        func speed(_ tagged: TaggedRight) -> Double? {
            guard tagged.right != .no,
                let speed = profile.speeds[highway] ?? (tagged.isSpecial ? profile.otherSpeed : nil)
            else { return nil }
            // Motorroads are for motor traffic only, unless a tag specific to the mode opens them.
            if !profile.obeysLimits, tags["motorroad"] == "yes", !tagged.isSpecial { return nil }
            let kilometres = capped(isUrban ? speed.urban : speed.rural, tags, highway: highway, isUrban: isUrban)
            return kilometres > 0 ? kilometres : nil
        }
        let ways = directions(tags, highway: highway)
        var rules = WayRules(
            forward: ways.forward || opensDirection(tags, .forward) ? speed(along) : nil,
            backward: ways.backward || opensDirection(tags, .backward) ? speed(against) : nil)
        rules.isEndsOnlyForward = along.right == .endsOnly
        rules.isEndsOnlyBackward = against.right == .endsOnly
        if profile.obeysLimits {
            let share = profile.limitShare
            if let limit = tags["maxspeed:forward"].flatMap({ SpeedText.kilometresPerHour($0, limits: limits) }) {
                rules.forward = rules.forward.map { min($0, limit * share) }
            }
            if let limit = tags["maxspeed:backward"].flatMap({ SpeedText.kilometresPerHour($0, limits: limits) }) {
                rules.backward = rules.backward.map { min($0, limit * share) }
            }
        }
        return rules
    }

    /// Areas along whose outline people walk.
    private static let walkedAround: Set<String> = ["pedestrian", "footway", "pier", "platform"]

    private static let unbuilt: Set<String> = [
        "construction", "proposed", "planned", "abandoned", "razed", "disused", "rest_area", "services", "elevator",
        "raceway", "escape", "bus_guideway", "no",
    ]

    private static let through: Set<String> = [
        "motorway", "trunk", "primary", "secondary", "tertiary", "unclassified", "residential", "road",
    ]

    private func capped(_ speed: Double, _ tags: [String: String], highway: String, isUrban: Bool) -> Double {
        var result = speed
        if profile.obeysLimits {
            let mapped = ["maxspeed:motorcar", "maxspeed", "maxspeed:type", "source:maxspeed", "zone:maxspeed"]
                .lazy.compactMap { tags[$0] }.compactMap { SpeedText.kilometresPerHour($0, limits: limits) }.first
            let limit = mapped ?? legalLimit(tags, highway: highway, isUrban: isUrban)
            // On through roads a mapped limit describes the speed better than the class does.
            if let mapped, mapped.isFinite, mapped > result, Self.through.contains(highway) { result = mapped }
            result = min(result, limit * profile.limitShare)
        }
        let limitsByKey = [
            ("surface", profile.surfaceSpeeds), ("tracktype", profile.trackSpeeds),
            ("smoothness", profile.smoothnessSpeeds),
        ]
        for (key, speeds) in limitsByKey {
            if let value = tags[key], let cap = speeds[value] { result = min(result, cap) }
        }
        return result
    }

    private func legalLimit(_ tags: [String: String], highway: String, isUrban: Bool) -> Double {
        switch highway {
        case "motorway", "motorway_link": limits.motorway
        case "living_street": limits.livingStreet
        case "trunk"
        where tags["motorroad"] == "yes" || tags["expressway"] == "yes" || tags["dual_carriageway"] == "yes":
            limits.expressway
        default: isUrban ? limits.urban : limits.rural
        }
    }

    /// Whether the profile may travel along, and against, a way.
    private func directions(_ tags: [String: String], highway: String) -> (forward: Bool, backward: Bool) {
        var value = "no"
        if profile.obeysOneway {
            let isRing = tags["junction"] == "roundabout" || tags["junction"] == "circular"
            if isRing || highway == "motorway" { value = "yes" }
            if tags["oneway"] == nil, highway == "motorway_link" { value = "yes" }
        }
        for key in profile.onewayKeys {
            if let tagged = tags[key] { value = tagged }
        }
        // A contraflow lane opens the other direction to bicycles even when no exception is tagged.
        if profile.onewayKeys.contains("oneway:bicycle"), tags["oneway:bicycle"] == nil {
            let lanes = ["cycleway", "cycleway:left", "cycleway:right", "cycleway:both"].compactMap { tags[$0] }
            if lanes.contains(where: { $0.hasPrefix("opposite") }) { value = "no" }
        }
        return Self.directions(oneway: value)
    }

    /// The directions, along and against a way, that a value of `oneway` leaves open.
    private static func directions(oneway value: String) -> (forward: Bool, backward: Bool) {
        switch value {
        case "yes", "true", "1": (true, false)
        case "-1", "reverse": (false, true)
        case "reversible": (false, false)
        default: (true, true)
        }
    }

    private func ferryRules(_ tags: [String: String]) -> WayRules {
        guard let speed = profile.ferrySpeed else { return .closed }
        let along = taggedRight(tags, .forward)
        let against = taggedRight(tags, .backward)
        // A ferry that names who may board excludes cars that it does not name.
        func carries(_ tagged: TaggedRight) -> Bool {
            let isNamed = tagged.isSpecial || tags["access"] != nil
            return tagged.right != .no && (!profile.obeysLimits || isNamed || tags["foot"] == nil)
        }
        // A ship that sails one way takes everybody one way, also those whom `oneway` does not bind on a street.
        let oneway = profile.onewayKeys.reversed().lazy.compactMap { tags[$0] }.first ?? tags["oneway"] ?? "no"
        let directions = Self.directions(oneway: oneway)
        var rules = WayRules(
            forward: directions.forward && carries(along) ? speed : nil,
            backward: directions.backward && carries(against) ? speed : nil)
        rules.duration = tags["duration"].flatMap(DurationText.seconds).map(Double.init)
        rules.wait = profile.ferryWaitSeconds
        rules.isEndsOnlyForward = along.right == .endsOnly
        rules.isEndsOnlyBackward = against.right == .endsOnly
        return rules
    }
}
