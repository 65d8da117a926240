/// The right that access tags give to a profile.
struct TaggedRight: Hashable, Sendable {
    var right: TravelProfile.Right
    /// Whether a tag specific to this mode opens the way.
    var isSpecial: Bool

    static let untagged = TaggedRight(right: .yes, isSpecial: false)
}

/// A direction of travel along a way, as named in keys of tags.
enum WayDirection: String, CaseIterable, Sendable {
    case forward, backward
}

extension WayReader {
    /// The right that the most specific access tag gives in a direction.
    ///
    /// A tag of a more specific mode takes precedence; among tags of one mode, the one that names the direction, such
    /// as `motor_vehicle:forward`.
    func taggedRight(_ tags: [String: String], _ direction: WayDirection? = nil) -> TaggedRight {
        for (index, key) in profile.accessKeys.enumerated().reversed() {
            guard let value = direction.flatMap({ tags[key + ":" + $0.rawValue] }) ?? tags[key] else { continue }
            let right = right(value)
            return TaggedRight(right: right, isSpecial: index > 0 && right != .no)
        }
        return .untagged
    }

    /// Whether a tag that names this mode and direction opens the way, as an exception to a one-way street.
    func opensDirection(_ tags: [String: String], _ direction: WayDirection) -> Bool {
        profile.accessKeys.dropFirst().reversed().lazy.compactMap { tags[$0 + ":" + direction.rawValue] }.first
            .map { right($0) != .no } ?? false
    }

    /// Whether the rules of a way depend on a key: one of access, one-way streets or limits, with or without a
    /// direction.
    func reads(_ key: String) -> Bool {
        let plain = WayDirection.allCases.reduce(key) { text, direction in
            text.hasSuffix(":" + direction.rawValue) ? String(text.dropLast(direction.rawValue.count + 1)) : text
        }
        return profile.accessKeys.contains(plain) || profile.onewayKeys.contains(plain)
            || plain == "maxspeed" || plain == "maxspeed:motorcar"
    }

    /// The widest right among the values of a list: `yes;destination` is about several groups.
    private func right(_ value: String) -> TravelProfile.Right {
        let rights = value.split(separator: ";").map {
            profile.rights[SpeedText.trimmed($0)] ?? (Self.isUnclear($0) ? .yes : .no)
        }
        return rights.contains(.yes) ? .yes : rights.contains(.endsOnly) ? .endsOnly : .no
    }

    private static func isUnclear(_ value: Substring) -> Bool { value == "unknown" || value == "variable" }
}
