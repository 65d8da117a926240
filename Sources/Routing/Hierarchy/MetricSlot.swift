import Synchronization

/// The current metric of a profile, replaced as a whole when closures change.
///
/// Two metrics alternate. A change is written into the one that no query holds any more, which is then published;
/// running queries finish on the metric they hold. A metric is copied only when a query outlives a whole turn.
public final class MetricSlot: Sendable {
    private struct Standby: ~Copyable {
        /// The changes of the published metric.
        var changes: [UInt32: TravelWeight] = [:]
        /// The metric before the published one, and the arcs in which the two differ.
        var metric: Metric?
        var arcs: [UInt32] = []
        var networkArcs: [UInt32] = []
        var scratch: UpdateScratch?
    }

    private let hierarchy: ContractionHierarchy
    private let profileBit: UInt16
    private let baseWeights: FixedArray<TravelWeight>
    private let current: Mutex<Metric>
    private let standby: Mutex<Standby>
    /// When more than one arc in this many changes, a full customization is faster.
    private static let partialShare = 100

    /// Customizes the hierarchy for the weights of a profile, with some of them changed. O(triangles).
    public init(
        _ hierarchy: ContractionHierarchy, baseWeights: FixedArray<TravelWeight>, profileBit: UInt16,
        changes: [UInt32: TravelWeight] = [:]
    ) {
        self.hierarchy = hierarchy
        self.profileBit = profileBit
        self.baseWeights = baseWeights
        current = Mutex(Self.customized(hierarchy, baseWeights, changes, profileBit))
        standby = Mutex(Standby(changes: changes))
    }

    /// The published metric; it does not change while the caller holds it. O(1).
    public var metric: Metric { current.withLock { $0 } }

    /// Publishes a metric in which the given network arcs have the given weights and all others those of the dataset.
    ///
    /// Returns once the metric is published; takes fractions of a millisecond for a few arcs.
    public func set(_ changes: [UInt32: TravelWeight]) {
        standby.withLock { standby in
            guard changes != standby.changes else { return }
            let published = metric
            let difference = Self.difference(from: standby.changes, to: changes, base: baseWeights)
            let next: Metric
            if difference.count > hierarchy.networkArcCount / Self.partialShare + 64 {
                next = Self.customized(hierarchy, baseWeights, changes, profileBit)
                // The two differ too much to record the arcs, so the older one is dropped.
                standby.metric = nil
            } else {
                // Reuse the older metric unless a query still holds it.
                let reuses = isKnownUniquelyReferenced(&standby.metric)
                let free = reuses ? standby.metric.take() : nil
                free?.copy(standby.arcs, standby.networkArcs, from: published)
                next = free ?? Metric(copying: published)
                let scratch = standby.scratch ?? UpdateScratch(hierarchy)
                MetricUpdate(next, from: published, scratch: scratch).apply(difference)
                swap(&standby.arcs, &scratch.changed)
                standby.networkArcs = difference.map(\.arc)
                standby.scratch = scratch
                standby.metric = published
            }
            current.withLock { $0 = next }
            standby.changes = changes
        }
    }

    private static func difference(
        from old: [UInt32: TravelWeight], to new: [UInt32: TravelWeight], base: FixedArray<TravelWeight>
    ) -> [(arc: UInt32, weight: TravelWeight)] {
        var result: [(arc: UInt32, weight: TravelWeight)] = []
        for (arc, weight) in new where old[arc] != weight { result.append((arc, weight)) }
        for arc in old.keys where new[arc] == nil { result.append((arc, base[Int(arc)])) }
        return result
    }

    private static func customized(
        _ hierarchy: ContractionHierarchy, _ base: FixedArray<TravelWeight>, _ changes: [UInt32: TravelWeight],
        _ profileBit: UInt16
    ) -> Metric {
        var weights = Array(base.elements)
        for (arc, weight) in changes { weights[Int(arc)] = weight }
        return Customizer.customize(hierarchy, weights: weights, profileBit: profileBit)
    }
}
