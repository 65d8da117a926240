/// The rules of a way for every profile under each combination of the conditions in its tags.
struct WayStates: Sendable {
    /// The conditions that make a difference, each once.
    var conditions: [String]
    /// For each set of conditions that hold (bit i: condition i), the rules of each profile.
    var rules: [[WayRules]]

    /// The rules when no condition holds.
    var plain: [WayRules] { rules[0] }

    /// The profiles for which a condition decides whether only trips that begin or end here may travel along, and
    /// against, the way.
    private(set) var varyingEnds: (forward: UInt8, backward: UInt8) = (0, 0)

    /// A way with more conditions than this is read as if they were a single one that cannot be determined.
    private static let mostConditions = 8

    /// Reads a way's tags. O(2^conditions), with at most `mostConditions` conditions.
    init(_ tags: [String: String], readers: [WayReader], isUrban: Bool) {
        let plain = readers.map { $0.rules(tags, isUrban: isUrban) }
        let clauses = ConditionalTag.read(tags).filter { clause in
            readers.contains { $0.reads(clause.key) && clause.concerns($0.profile) }
        }
        conditions = []
        rules = [plain]
        guard !clauses.isEmpty else { return }
        for clause in clauses where !conditions.contains(clause.condition) { conditions.append(clause.condition) }
        // The separator occurs in no opening hours, so the joined text is not read as such.
        if conditions.count > Self.mostConditions { conditions = [conditions.joined(separator: " / ")] }
        let isOne = conditions.count == 1
        rules = (0..<1 << conditions.count).map { state in
            readers.enumerated().map { index, reader in
                var overlaid = tags
                for clause in clauses where clause.concerns(reader.profile) {
                    let bit = isOne ? 0 : conditions.firstIndex(of: clause.condition) ?? 0
                    if state & 1 << bit != 0 { overlaid[clause.key] = clause.value }
                }
                return state == 0 ? plain[index] : reader.rules(overlaid, isUrban: isUrban)
            }
        }
        for bit in conditions.indices.reversed() where !matters(bit) { drop(bit) }
        findVaryingEnds()
    }

    private mutating func findVaryingEnds() {
        for state in rules {
            for (index, rule) in state.enumerated() {
                let bit = UInt8(1) << UInt8(index)
                if rule.forward != nil, rule.isEndsOnlyForward != plain[index].isEndsOnlyForward {
                    varyingEnds.forward |= bit
                }
                if rule.backward != nil, rule.isEndsOnlyBackward != plain[index].isEndsOnlyBackward {
                    varyingEnds.backward |= bit
                }
            }
        }
    }

    private func matters(_ bit: Int) -> Bool {
        rules.indices.contains { $0 & 1 << bit == 0 && rules[$0] != rules[$0 | 1 << bit] }
    }

    private mutating func drop(_ bit: Int) {
        conditions.remove(at: bit)
        rules = rules.indices.filter { $0 & 1 << bit == 0 }.map { rules[$0] }
    }
}
