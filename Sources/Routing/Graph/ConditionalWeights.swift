import GeoIndex

/// The weights of arcs that depend on conditions in the tags of ways, collected while a network is built.
struct ConditionalWeights {
    /// The segments of a way, and the conditions they depend on.
    private struct Rule {
        var conditions: [UInt32]
        var segments: Range<Int>
    }

    private var rules: [Rule] = []
    private var texts: [String] = []
    private var indexOf: [String: UInt32] = [:]
    /// For each profile, rule by rule and arc by arc of the rule's segments: the weight in each state.
    private var weights: [[TravelWeight]] = []

    /// Whether the weights of a segment depend on a condition. O(ways with conditions).
    func holds(_ segment: Int) -> Bool { rules.contains { $0.segments.contains(segment) } }

    /// Adds consecutive segments of a way.
    ///
    /// - Parameter weight: Returns the weight of an arc for a profile in a state. Bit i of the state is set when
    ///   condition i holds.
    mutating func add(
        _ segments: Range<Int>, conditions: [String], profileCount: Int,
        weight: (_ arc: Int, _ profile: Int, _ state: Int) -> TravelWeight
    ) {
        guard !segments.isEmpty else { return }
        let indices = conditions.map { text in
            if let known = indexOf[text] { return known }
            let new = UInt32(texts.count)
            indexOf[text] = new
            texts.append(text)
            return new
        }
        if weights.isEmpty { weights = Array(repeating: [], count: profileCount) }
        for profile in 0..<profileCount {
            for arc in 2 * segments.lowerBound..<2 * segments.upperBound {
                for state in 0..<1 << conditions.count { weights[profile].append(weight(arc, profile, state)) }
            }
        }
        rules.append(Rule(conditions: indices, segments: segments))
    }

    /// Writes the columns that `RoadConditions` reads.
    func write(into writer: inout PackedFileWriter, profiles: [TravelProfile]) {
        writer.add("condition.text", texts: texts)
        var ends: [UInt32] = [0]
        for rule in rules { ends.append(ends[ends.count - 1] + UInt32(rule.conditions.count)) }
        writer.add("condition.first", ends)
        writer.add("condition.index", rules.flatMap(\.conditions))
        writer.add("condition.from", rules.map { UInt32($0.segments.lowerBound) })
        writer.add("condition.to", rules.map { UInt32($0.segments.upperBound) })
        for (index, profile) in profiles.enumerated() {
            writer.add("condition.weight." + profile.name, weights.isEmpty ? [] : weights[index])
        }
    }
}
