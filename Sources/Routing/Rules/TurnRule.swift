/// The content of a turn restriction, apart from its place.
struct TurnRule: Hashable, Sendable {
    /// Whether the members form the only turn allowed, rather than one that is forbidden.
    var isOnly: Bool
    /// A bit for each profile that it applies to.
    var profiles: UInt8

    /// Reads the tags of a restriction. Returns several rules when it differs by vehicle, none when it applies to no
    /// profile.
    static func read(_ tags: [String: String], profiles: [TravelProfile]) -> [TurnRule] {
        let except = Set((tags["except"] ?? "").split(separator: ";").map(SpeedText.trimmed))
        var byKind: [Bool: UInt8] = [:]
        for (index, profile) in profiles.enumerated() where !profile.restrictionVehicles.isEmpty {
            var value = tags["restriction"]
            if !except.isDisjoint(with: profile.restrictionVehicles) { value = nil }
            if value == nil, tags["restriction"] == nil {
                value = tags["restriction:conditional"].flatMap { conditional($0, for: profile) }
            }
            // `restriction:motorcar` applies to one kind of vehicle and overrides the general tag.
            for vehicle in profile.restrictionVehicles.sorted() {
                if let own = tags["restriction:" + vehicle] { value = own }
                if let own = tags["restriction:" + vehicle + ":conditional"] {
                    value = conditional(own, for: profile) ?? value
                }
            }
            guard let value else { continue }
            if value.hasPrefix("only_") {
                byKind[true, default: 0] |= 1 << UInt8(index)
            } else if value.hasPrefix("no_") {
                byKind[false, default: 0] |= 1 << UInt8(index)
            }
        }
        return byKind.sorted { !$0.key && $1.key }.map { TurnRule(isOnly: $0.key, profiles: $0.value) }
    }

    /// The value of `VALUE @ (CONDITION)` when the condition can apply to the profile, otherwise nil.
    ///
    /// The time of travel is unknown when a graph is built, so turns with hours stay forbidden, which never breaks a
    /// rule. Conditions on weight, length or axles concern lorries; a condition on vehicles must name the profile.
    private static func conditional(_ text: String, for profile: TravelProfile) -> String? {
        guard let at = text.firstIndex(of: "@") else { return nil }
        let value = SpeedText.trimmed(text[..<at])
        let condition = text[text.index(after: at)...].filter { $0 != "(" && $0 != ")" && $0 != " " }
        if ["weight", "length", "axle", "height", "width", "trailer"].contains(where: { condition.hasPrefix($0) }) {
            return nil
        }
        let word = condition.prefix { $0.isLetter || $0 == "_" }
        let otherVehicles: Set<Substring> = [
            "hgv", "bus", "psv", "goods", "bicycle", "motorcycle", "moped", "taxi", "hov", "tourist_bus", "coach",
            "motorcar", "motor_vehicle", "vehicle", "emergency", "foot", "caravan",
        ]
        if otherVehicles.contains(word), !profile.restrictionVehicles.contains(String(word)) { return nil }
        return value.isEmpty ? nil : value
    }
}
