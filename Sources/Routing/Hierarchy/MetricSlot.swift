import Synchronization

/// The current metric of one profile, swapped as a whole when closures change.
///
/// Two metrics take turns. A change is written into the one that no query holds any more, then published; queries that
/// began before finish on the metric they hold. Only when a query outlives a whole turn is a metric copied.
package final class MetricSlot: Sendable {
    private struct State: ~Copyable {
        var current: Metric
        var currentChanges: [UInt32: TravelWeight] = [:]
        var standby: Metric?
        var standbyChanges: [UInt32: TravelWeight] = [:]
    }

    private let hierarchy: ContractionHierarchy
    private let profileBit: UInt8
    private let baseWeights: FixedArray<TravelWeight>
    private let state: Mutex<State>
    /// Above this share of changed arcs a whole customization is faster.
    private static let partialShare = 500

    /// Customizes the hierarchy for weights of one profile. O(triangles).
    package init(_ hierarchy: ContractionHierarchy, baseWeights: FixedArray<TravelWeight>, profileBit: UInt8) {
        self.hierarchy = hierarchy
        self.profileBit = profileBit
        self.baseWeights = baseWeights
        state = Mutex(
            State(
                current: Customizer.customize(hierarchy, weights: baseWeights.elements, profileBit: profileBit)))
    }

    /// The published metric; whoever holds it keeps it unchanged. O(1).
    package var metric: Metric { state.withLock { $0.current } }

    /// Publishes a metric in which the given network arcs have the given weights and all others their own.
    ///
    /// Returns once the new metric is published; fractions of a millisecond for a few arcs.
    package func set(_ changes: [UInt32: TravelWeight]) {
        state.withLock { state in
            guard changes != state.currentChanges else { return }
            let largest = hierarchy.networkArcCount / Self.partialShare + 64
            // A standby that nobody else holds can be written; any other stays with the queries that hold it.
            let reuses = isKnownUniquelyReferenced(&state.standby)
            let difference = Self.difference(
                from: reuses ? state.standbyChanges : state.currentChanges, to: changes, base: baseWeights)
            let next: Metric
            if difference.count > largest {
                next = customized(changes)
            } else {
                let standby = reuses ? state.standby.take() : nil
                next = standby ?? Metric(copying: state.current)
                var update = MetricUpdate(next)
                update.apply(difference)
            }
            state.standby = state.current
            state.standbyChanges = state.currentChanges
            state.current = next
            state.currentChanges = changes
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

    private func customized(_ changes: [UInt32: TravelWeight]) -> Metric {
        var weights = Array(baseWeights.elements)
        for (arc, weight) in changes { weights[Int(arc)] = weight }
        return Customizer.customize(hierarchy, weights: weights, profileBit: profileBit)
    }
}
