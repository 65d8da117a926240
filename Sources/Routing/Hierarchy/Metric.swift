import Synchronization

/// The weights of all arcs of a hierarchy for one profile and one set of closures; immutable once published.
public final class Metric: @unchecked Sendable {
    // Invariant: written only by `Customizer` and `MetricUpdate` while a single owner holds it, before others can see
    // it.
    let up: Block<TravelWeight>
    let down: Block<TravelWeight>
    let arcWeights: Block<TravelWeight>

    /// The bit of the profile in the bans of input arcs.
    public let profileBit: UInt16
    /// The hierarchy that the weights belong to.
    public let hierarchy: ContractionHierarchy
    /// A number that changes with the weights; no two states of any metrics share one.
    public private(set) var revision: UInt64

    init(hierarchy: ContractionHierarchy, profileBit: UInt16) {
        self.hierarchy = hierarchy
        self.profileBit = profileBit
        revision = Self.revisions.add(1, ordering: .relaxed).newValue
        up = Block(count: hierarchy.arcCount)
        down = Block(count: hierarchy.arcCount)
        arcWeights = Block(count: hierarchy.networkArcCount)
    }

    private static let revisions = Atomic<UInt64>(0)

    /// Takes a new revision. To be called when weights change, before the metric is published.
    func renew() { revision = Self.revisions.add(1, ordering: .relaxed).newValue }

    /// Copies all weights. O(arcs).
    convenience init(copying other: Metric) {
        self.init(hierarchy: other.hierarchy, profileBit: other.profileBit)
        up.base.initialize(from: other.up.base, count: up.count)
        down.base.initialize(from: other.down.base, count: down.count)
        arcWeights.base.initialize(from: other.arcWeights.base, count: arcWeights.count)
    }

    /// Copies the weights of some arcs from a metric that differs in no others. O(arcs given).
    func copy(_ arcs: [UInt32], _ networkArcs: [UInt32], from other: Metric) {
        for arc in arcs {
            up.base[Int(arc)] = other.up.base[Int(arc)]
            down.base[Int(arc)] = other.down.base[Int(arc)]
        }
        for arc in networkArcs { arcWeights.base[Int(arc)] = other.arcWeights.base[Int(arc)] }
    }

    /// The weight of a network arc; `unreachable` when it is closed or the profile may not use it.
    public func weight(ofNetworkArc arc: Int) -> TravelWeight {
        precondition(arc >= 0 && arc < arcWeights.count, "network arc \(arc) outside 0..<\(arcWeights.count)")
        return arcWeights.base[arc]
    }

    /// The weights of a hierarchy arc, from lower to higher rank and back.
    public func weights(ofArc arc: Int) -> (up: TravelWeight, down: TravelWeight) {
        precondition(arc >= 0 && arc < up.count, "arc \(arc) outside 0..<\(up.count)")
        return (up.base[arc], down.base[arc])
    }

    /// The weights of a hierarchy arc that come from its input arcs, without shortcuts.
    func inputWeights(ofArc arc: Int) -> (up: TravelWeight, down: TravelWeight) {
        var result = (up: TravelWeight.unreachable, down: TravelWeight.unreachable)
        let h = hierarchy
        for place in Int(h.inputFirst.base[arc])..<Int(h.inputFirst.base[arc + 1])
        where h.inputBans.base[place] & profileBit == 0 {
            let input = h.inputNetwork.base[place]
            let weight = arcWeights.base[Int(input >> 1)]
            if input & 1 == 0 { result.up = min(result.up, weight) } else { result.down = min(result.down, weight) }
        }
        return result
    }
}
