import GeoIndex

/// Cuts ways into segments: at their ends, where they meet, and at nodes that stop a profile.
struct WayCutter {
    /// A way as read by the builder.
    struct Way {
        var id: Int64
        var nodes: [Int64]
        var points: [ShapeCode.GridPoint]
        var states: WayStates
        var name: UInt32
        var roadClass: RoadClass
        var flags: SegmentFlags
        var layer: Int8
    }

    private(set) var draft = RoadNetworkDraft()
    private let profileCount: Int
    /// Profiles that a node stops, and profiles that may pass it only on trips that begin or end behind it.
    private var blocks: [Int64: UInt8] = [:]
    private var gates: [Int64: UInt8] = [:]
    private let signals: SignalDelays
    private var stubCount: Int64 = 0
    private var isJunction: [Int64: Bool] = [:]
    private var number: [Int64: UInt32] = [:]

    /// Cuts all ways. O(nodes of the ways).
    init(_ ways: [Way], nodeTags: [Int64: [String: String]], readers: [WayReader], names: [StreetName]) {
        profileCount = readers.count
        draft.names = names
        draft.weights = readers.map { _ in [] }
        signals = SignalDelays(ways, nodeTags: nodeTags, profiles: readers.map(\.profile))
        read(nodeTags, readers.map { BarrierReader(way: $0) })
        var ways = ways
        for index in ways.indices { ways[index] = withGateStubs(ways[index]) }
        for way in ways {
            for (place, node) in way.nodes.enumerated() {
                let isEnd = place == 0 || place == way.nodes.count - 1
                let stops = blocks[node] != nil || gates[node] != nil || node < Self.lastStub
                isJunction[node] = isJunction[node] != nil || isEnd || stops
            }
        }
        for way in ways { cut(way) }
    }

    private mutating func read(_ nodeTags: [Int64: [String: String]], _ barriers: [BarrierReader]) {
        for (id, tags) in nodeTags {
            for (index, barrier) in barriers.enumerated() {
                let bit = UInt8(1) << UInt8(index)
                switch barrier.right(tags) {
                case .yes: break
                case .endsOnly: gates[id, default: 0] |= bit
                case .no: blocks[id, default: 0] |= bit
                }
            }
        }
    }

    /// Ids of the nodes added beside gates are below this number, which no file uses.
    private static let lastStub = Int64.min / 2
    private static let stubMetres = 1.0

    /// Adds a node a metre before and after each gate on a way. The zone of a gate is only that long, so that living in
    /// the street before the gate does not allow passing it.
    private mutating func withGateStubs(_ way: Way) -> Way {
        guard way.nodes.contains(where: { gates[$0] != nil }) else { return way }
        var result = way
        (result.nodes, result.points) = ([], [])
        for (place, node) in way.nodes.enumerated() {
            if place > 0 {
                let (before, here) = (way.points[place - 1], way.points[place])
                let metres = Geodesic.distance(from: before.coordinate, to: here.coordinate)
                let share = Self.stubMetres / max(metres, 3 * Self.stubMetres)
                if gates[way.nodes[place - 1]] != nil { addStub(to: &result, between: before, here, share) }
                if gates[node] != nil { addStub(to: &result, between: before, here, 1 - share) }
            }
            result.nodes.append(node)
            result.points.append(way.points[place])
        }
        return result
    }

    private mutating func addStub(
        to way: inout Way, between a: ShapeCode.GridPoint, _ b: ShapeCode.GridPoint, _ share: Double
    ) {
        stubCount += 1
        way.nodes.append(Int64.min + stubCount)
        way.points.append(
            ShapeCode.GridPoint(
                LinePart.cut([a.coordinate, b.coordinate], from: share, to: share).first ?? a.coordinate))
    }

    private mutating func cut(_ way: Way) {
        let first = draft.segments.count
        addSegments(way, part: .plain)
        // A street that becomes a zone under a condition gets two segments: an open one and one in the zone.
        let varying = way.states.varyingEnds
        if varying.forward | varying.backward != 0 { addSegments(way, part: .twin) }
        // A file may contain a way in several pieces.
        draft.segmentsOfWay[way.id, default: []] += first..<draft.segments.count
    }

    /// Of the two segments of a street: the one for states in which the zone is as without conditions, or the other.
    private enum Part {
        case plain, twin
    }

    private mutating func addSegments(_ way: Way, part: Part) {
        let first = draft.segments.count
        let wholeMetres = Self.metres(way.points[...])
        var pieces: [Piece] = []
        var start = 0
        for place in 1..<way.nodes.count where isJunction[way.nodes[place]] == true {
            let metres = Self.metres(way.points[start...place])
            pieces.append(
                Piece(range: start...place, metres: metres, share: wholeMetres > 0 ? metres / wholeMetres : 0))
            start = place
        }
        for piece in pieces { addSegment(way, piece, part) }
        guard !way.states.conditions.isEmpty else { return }
        var conditions = draft.conditions
        draft.conditions = ConditionalWeights()
        conditions.add(
            first..<draft.segments.count, conditions: way.states.conditions, profileCount: profileCount
        ) { arc, profile, state in
            weight(way, pieces[arc / 2 - first], part, isForward: arc & 1 == 0, profile: profile, state: state)
        }
        draft.conditions = conditions
    }

    private struct Piece {
        /// Indices of the way's nodes.
        var range: ClosedRange<Int>
        var metres: Double
        /// The fraction of the way's length.
        var share: Double
    }

    private static func metres(_ points: ArraySlice<ShapeCode.GridPoint>) -> Double {
        zip(points, points.dropFirst()).reduce(0) {
            $0 + Geodesic.distance(from: $1.0.coordinate, to: $1.1.coordinate)
        }
    }

    private mutating func addSegment(_ way: Way, _ piece: Piece, _ part: Part) {
        func node(_ place: Int) -> UInt32 {
            let id = way.nodes[place]
            if let known = number[id] { return known }
            let new = UInt32(draft.nodes.count)
            number[id] = new
            draft.nodes.append(way.points[place])
            draft.nodeIDs.append(id)
            draft.nodeBlocks.append(blocks[id] ?? 0)
            return new
        }
        let (from, to) = (piece.range.lowerBound, piece.range.upperBound)
        let shapeStart = draft.shape.count
        ShapeCode.append(way.points[(from + 1)..<to], after: way.points[from], to: &draft.shape)
        let gate = (gates[way.nodes[from]] ?? 0) | (gates[way.nodes[to]] ?? 0)
        let varying = way.states.varyingEnds
        for (isForward, varies) in [(true, varying.forward), (false, varying.backward)] {
            var users: UInt8 = 0
            var endsOnly = gate
            for profile in 0..<profileCount {
                let bit = UInt8(1) << UInt8(profile)
                let weights = way.states.rules.indices.map {
                    weight(way, piece, part, isForward: isForward, profile: profile, state: $0)
                }
                draft.weights[profile].append(weights[0])
                if weights.contains(where: { $0 < .unreachable }) { users |= bit }
                let plain = way.states.plain[profile]
                let isPlainZone = isForward ? plain.isEndsOnlyForward : plain.isEndsOnlyBackward
                if isPlainZone != (part == .twin && varies & bit != 0) { endsOnly |= bit }
            }
            draft.users.append(users)
            draft.endsOnly.append(endsOnly)
            draft.endsOnlyAtTimes.append(varies)
        }
        draft.segments.append(
            RoadNetworkDraft.Segment(
                tail: node(from), head: node(to), way: way.id, metres: piece.metres, name: way.name,
                roadClass: way.roadClass, flags: way.flags, layer: way.layer, shape: shapeStart..<draft.shape.count))
    }

    /// The weight of one arc of a piece for a profile in a state of the way's conditions.
    private func weight(
        _ way: Way, _ piece: Piece, _ part: Part, isForward: Bool, profile: Int, state: Int
    ) -> TravelWeight {
        let rules = way.states.rules[state][profile]
        let plain = way.states.plain[profile]
        let varies =
            (isForward ? way.states.varyingEnds.forward : way.states.varyingEnds.backward) & (1 << UInt8(profile)) != 0
        let isAsPlain =
            isForward
            ? rules.isEndsOnlyForward == plain.isEndsOnlyForward
            : rules.isEndsOnlyBackward == plain.isEndsOnlyBackward
        // Each state belongs to one of the two parts.
        if part == .plain ? varies && !isAsPlain : !varies || isAsPlain { return .unreachable }
        guard let speed = isForward ? rules.forward : rules.backward else { return .unreachable }
        // A signal costs time once: on arrival when it is at a junction, in passing when it is between two.
        let (from, to) = (piece.range.lowerBound, piece.range.upperBound)
        func delay(_ place: Int, _ nearEnd: WayDirection? = nil) -> Double {
            signals.seconds(at: way.nodes[place], profile: profile, isForward: isForward, toward: nearEnd)
        }
        let passing = (from + 1..<to).reduce(0.0) { sum, place in
            guard signals.isAt(way.nodes[place]) else { return sum }
            let (behind, ahead) = (Self.metres(way.points[from...place]), Self.metres(way.points[place...to]))
            return sum + delay(place, SignalDelays.direction(behind: behind, ahead: ahead))
        }
        let arriving = delay(isForward ? to : from)
        let travel = rules.duration.map { $0 * piece.share } ?? piece.metres / (speed / 3.6)
        return .milliseconds(seconds: travel + rules.wait * piece.share + passing + arriving)
    }
}
