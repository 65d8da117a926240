internal import Caching
internal import GeoIndex
internal import Records
package import Routing
internal import Synchronization

/// Computes what closures would cut off. It asks no router: the closures of ``TravelNetwork/router`` stay as they are.
///
/// Safe to share between threads.
package final class ClosureImpacts: Sendable {
    /// The most comparisons of roads with closures in a question, half of what a public server takes by itself.
    package static let mostSteps = 50_000_000
    /// The profiles that are asked about, where the roads have them.
    private static let profileNames = ["car", "rescue"]

    private let dataset: Dataset
    private let networks = OnceValue<[Network]>()
    /// What was reachable without the proposal, in the last question.
    private let former = Mutex<Former?>(nil)

    /// The settlements of one origin.
    private struct Group: Sendable {
        /// The origin; nil when there is none, or no road near by.
        var origin: RoutePoint?
        var settlements: [SettlementPoints.Settlement]
    }

    /// The roads of a profile, with the settlements by the origin from which each one is reached.
    private struct Network: Sendable {
        var profile: Int
        var reach: RoadReach
        var groups: [Group]
    }

    private struct Former {
        var set: ClosureSet
        var time: Int64
        var conditions: [ConditionState]
        /// For each profile and group, the settlements that can be reached.
        var reached: [[[Bool]]]

        /// Whether the same closures hold at a time as at that of the question.
        func holds(at other: Int64) -> Bool {
            set.closures.allSatisfy { $0.holds(at: time) == $0.holds(at: other) }
        }
    }

    /// Creates the questions for a dataset.
    package init(_ dataset: Dataset) {
        self.dataset = dataset
    }

    private var profiles: [Int] { Self.profileNames.compactMap(dataset.travel.graph.profile(named:)) }

    /// Computes everything that does not depend on a question, so that none waits for it: some tenths of a second with
    /// 255,000 junctions.
    package func prepare() { _ = madeNetworks }

    /// Refuses closures of which a public server may find the roads too late.
    ///
    /// - Throws: `ClosureFileError` naming the closure at which the steps ran out.
    package func check(_ set: ClosureSet) throws(ClosureFileError) {
        _ = try dataset.travel.graph.changes(
            for: ClosureSet(closures: set.closures.map(\.always)), at: 0, steps: Self.mostSteps)
    }

    /// Computes what `proposal` would cut off.
    ///
    /// O(junctions + arcs) for each profile.
    ///
    /// - Parameters:
    ///   - proposal: The closure, which is judged as if it held at its beginning.
    ///   - inForce: The closures in force without it; judged at the beginning of the proposal.
    ///   - now: The present moment, where the proposal begins earlier or has no beginning.
    /// - Throws: `ClosureFileError` when it takes more than ``mostSteps``.
    package func impact(
        of proposal: Closure, with inForce: ClosureSet, now: Int64
    ) throws(ClosureFileError) -> ClosureImpact {
        let graph = dataset.travel.graph
        let time = max(proposal.from ?? now, now)
        let single = try graph.changes(for: ClosureSet(closures: [proposal.always]), at: time, steps: Self.mostSteps)
        let segments = Set(single.flatMap { $0.keys.map { Int($0 >> 1) } })
        return ClosureImpact(
            travels: try travels(proposal, inForce, time), pieces: segments.count,
            metres: segments.reduce(0) { $0 + graph.metres(ofSegment: $1) }, at: UTCInstant(seconds: Int(time)),
            roads: dataset.travel.roads, dataDate: dataset.dataDate)
    }

    private func travels(
        _ proposal: Closure, _ inForce: ClosureSet, _ time: Int64
    ) throws(ClosureFileError) -> [ClosureImpact.Travel] {
        let conditions = dataset.travel.conditions(at: UTCInstant(seconds: Int(time)))
        let before: [[[Bool]]]
        let known = former.withLock { $0 }
        if let known, known.set.closures == inForce.closures, known.conditions == conditions, known.holds(at: time) {
            before = known.reached
        } else {
            before = try reached(inForce, conditions, at: time)
            former.withLock {
                $0 = Former(set: inForce, time: time, conditions: conditions, reached: before)
            }
        }
        let all = ClosureSet(closures: inForce.closures + [proposal.always])
        let after = try reached(all, conditions, at: time)
        return madeNetworks.enumerated().map { travel($1, before[$0], after[$0]) }
    }

    /// For each profile and group, the settlements that can be reached with closures.
    private func reached(
        _ set: ClosureSet, _ conditions: [ConditionState], at time: Int64
    ) throws(ClosureFileError) -> [[[Bool]]] {
        let graph = dataset.travel.graph
        let closed = try graph.changes(for: set, at: time, steps: Self.mostSteps)
        return madeNetworks.map { network in
            let changes = graph.changes(profile: network.profile, conditions: conditions)
                .merging(closed[network.profile]) { $1 }
            return network.reach.reached(
                network.groups.map { ($0.origin, $0.settlements.map(\.point)) }, changes: changes)
        }
    }

    private func travel(
        _ network: Network, _ before: [[Bool]], _ after: [[Bool]]
    ) -> ClosureImpact.Travel {
        var travel = ClosureImpact.Travel(profile: dataset.travel.graph.profileNames[network.profile])
        var cutOff: [SettlementPoints.Settlement] = []
        for (index, group) in network.groups.enumerated() {
            for (place, settlement) in group.settlements.enumerated() {
                if !before[index][place] {
                    travel.unknownSettlements += 1
                    travel.unknownPeople += settlement.population
                } else if !after[index][place] {
                    cutOff.append(settlement)
                }
            }
        }
        for settlement in cutOff.sorted(by: { $0.place < $1.place }) {
            let place = dataset.place(at: settlement.place)
            // Only settlements of a municipality have an origin.
            guard let row = settlement.municipality else { continue }
            let part = travel.municipalities.entry(where: { $0.row == row }, else: .init(row: row))
            let community = travel.municipalities[part].communities.entry(
                where: { $0.name == place.community }, else: .init(name: place.community))
            travel.municipalities[part].communities[community].settlements.append(
                ClosureImpact.Settlement(names: place.names, population: settlement.population))
        }
        travel.municipalities.sort { $0.row < $1.row }
        return travel
    }

    private var madeNetworks: [Network] {
        networks.value {
            profiles.map { profile in
                let settlements = SettlementPoints(dataset, profile: profile).settlements
                let groups = Dictionary(grouping: settlements, by: \.municipality)
                    .sorted { ($0.key ?? -1) < ($1.key ?? -1) }
                return Network(
                    profile: profile, reach: RoadReach(dataset.travel.graph, profile: profile),
                    groups: groups.flatMap { self.groups($0, $1, profile) })
            }
        }
    }

    private func groups(
        _ municipality: Int?, _ members: [SettlementPoints.Settlement], _ profile: Int
    ) -> [Group] {
        let seat = municipality.flatMap { dataset.municipalities[$0].seat }
        let seatMember = seat.flatMap { seat in
            members.indices.filter { distance(of: members[$0], from: seat) <= Self.seatMetres }
                .min { distance(of: members[$0], from: seat) < distance(of: members[$1], from: seat) }
        }
        let others = members.indices.filter { $0 != seatMember }.map { members[$0] }
        let seats = dataset.municipalities.indices.filter { $0 != municipality }
            .compactMap { dataset.municipalities[$0].seat }
        let nearest = seat.flatMap { seat in
            seats.min { Geodesic.distance(from: seat, to: $0) < Geodesic.distance(from: seat, to: $1) }
        }
        return [(seat, others), (nearest, seatMember.map { [members[$0]] } ?? [])].filter { !$0.1.isEmpty }
            .map { origin, members in
                Group(
                    origin: origin.flatMap { dataset.travel.graph.point(at: $0, profile: profile) },
                    settlements: members)
            }
    }

    /// How far the settlement that is the seat may be from the seat's position.
    private static let seatMetres = 1000.0

    private func distance(of settlement: SettlementPoints.Settlement, from seat: Coordinate) -> Double {
        dataset.place(at: settlement.place).coordinate.map { Geodesic.distance(from: seat, to: $0) } ?? .infinity
    }
}

extension Closure {
    /// The closure without beginning and end.
    var always: Closure {
        var closure = self
        (closure.from, closure.until) = (nil, nil)
        return closure
    }
}

extension Array {
    /// The index of the first element that fits, which is added when there is none.
    fileprivate mutating func entry(where fits: (Element) -> Bool, else new: Element) -> Int {
        if let index = firstIndex(where: fits) { return index }
        append(new)
        return count - 1
    }
}
