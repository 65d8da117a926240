import GeoIndex

/// The state of a condition such as `Mo-Fr 08:00-16:00` or `snow` at a moment.
public enum ConditionState: UInt8, Hashable, Sendable {
    case fails, holds
    /// Cannot be determined, for example because it depends on weather or weight.
    case unknown
}

/// The roads whose rules depend on conditions, with their weights in each state; columns of a packed file.
///
/// The caller determines whether a condition holds: this target has no calendar.
struct RoadConditions: Sendable {
    /// The conditions as written in the tags, without outer brackets.
    let texts: [String]
    private let first: FixedArray<UInt32>
    private let index: FixedArray<UInt32>
    private let from: FixedArray<UInt32>
    private let to: FixedArray<UInt32>
    private let weights: [FixedArray<TravelWeight>]

    init(file: PackedFile, profiles: [String]) throws(PackedFileError) {
        texts = try file.texts("condition.text").map { $0 }
        first = FixedArray(try file.column("condition.first", as: UInt32.self))
        index = FixedArray(try file.column("condition.index", as: UInt32.self))
        from = FixedArray(try file.column("condition.from", as: UInt32.self))
        to = FixedArray(try file.column("condition.to", as: UInt32.self))
        var weights: [FixedArray<TravelWeight>] = []
        for name in profiles {
            weights.append(FixedArray(try file.column("condition.weight." + name, as: TravelWeight.self)))
        }
        self.weights = weights
    }

    /// The first inconsistency of the columns, or nil. O(size).
    func firstFault(segmentCount: Int) -> String? {
        let count = from.count
        guard to.count == count, first.count == count + 1, first[0] == 0 else { return "conditions do not fit" }
        var total = 0
        for rule in 0..<count {
            guard first[rule] <= first[rule + 1], first[rule + 1] <= index.count, from[rule] < to[rule],
                to[rule] <= segmentCount, first[rule + 1] - first[rule] < 16
            else { return "condition \(rule) names what is not there" }
            total += Int(to[rule] - from[rule]) * 2 << Int(first[rule + 1] - first[rule])
        }
        guard Int(first[count]) == index.count else { return "condition.first does not fit" }
        if index.elements.contains(where: { $0 >= texts.count }) { return "a condition has no text" }
        for column in weights {
            guard column.count == total else { return "\(column.count) conditional weights where \(total) belong" }
            if column.elements.contains(where: { $0 < 0 || $0 > .unreachable }) {
                return "a conditional weight is none"
            }
        }
        return nil
    }

    /// The arcs whose weight the conditions change for a profile, and the open arcs that an unknown condition may
    /// close.
    ///
    /// An unknown condition changes no weight: a rule that may not apply must not replace a known state.
    func effects(
        profile: Int, base: FixedArray<TravelWeight>, _ states: [ConditionState]
    ) -> (changes: [UInt32: TravelWeight], doubtful: [UInt32: UInt32]) {
        var changes: [UInt32: TravelWeight] = [:]
        var doubtful: [UInt32: UInt32] = [:]
        var offset = 0
        for rule in 0..<from.count {
            let conditions = (first[rule]..<first[rule + 1]).map { Int(index[Int($0)]) }
            var (certain, open) = (0, 0)
            for (bit, condition) in conditions.enumerated() {
                switch states[condition] {
                case .fails: break
                case .holds: certain |= 1 << bit
                case .unknown: open |= 1 << bit
                }
            }
            for arc in 2 * Int(from[rule])..<2 * Int(to[rule]) {
                let weight = weights[profile][offset + certain]
                if weight != base[arc] { changes[UInt32(arc)] = weight }
                if open != 0, weight < .unreachable {
                    // All non-empty subsets of the unknown conditions.
                    var extra = open
                    while extra != 0 {
                        if weights[profile][offset + (certain | extra)] >= .unreachable {
                            let bit = extra.trailingZeroBitCount
                            doubtful[UInt32(arc)] = UInt32(conditions[bit])
                            break
                        }
                        extra = (extra - 1) & open
                    }
                }
                offset += 1 << conditions.count
            }
        }
        return (changes, doubtful)
    }
}
