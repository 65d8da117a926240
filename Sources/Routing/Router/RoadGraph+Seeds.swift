extension RoadGraph {
    /// The node at which a search continues after travelling an arc from a point on it.
    func departureNode(over arc: Int, profile: Int) -> Int {
        let head = head(ofArc: arc)
        let main = Self.value(of: UInt32(arc), in: arrivalArc, arrivalNode).map { Int($0) } ?? head
        let bit = UInt8(1) << UInt8(profile)
        guard arcZone[arc] & startMask[head] & bit != 0 else { return main }
        return Self.value(of: UInt32(main), in: startMain, startNode).map { Int($0) } ?? main
    }

    private static func value(of key: UInt32, in keys: FixedArray<UInt32>, _ values: FixedArray<UInt32>) -> UInt32? {
        var (from, to) = (0, keys.count)
        while from < to {
            let middle = (from + to) / 2
            if keys[middle] < key { from = middle + 1 } else { to = middle }
        }
        return from < keys.count && keys[from] == key ? values[from] : nil
    }

    /// Calls `body` with the rank of every node at which a profile may begin an arc.
    @inline(__always)
    func forEachBeginning(of arc: Int, profile: Int, _ body: (Int) -> Void) {
        let h = hierarchy
        let turnBit = UInt16(1) << UInt16(profile + 8)
        // Invariant: `arc` is an arc of the network; the indices in its columns were checked when the file was opened.
        for place in Int(h.instanceFirst.base[arc])..<Int(h.instanceFirst.base[arc + 1]) {
            let input = Int(h.instance.base[place])
            guard h.inputBans.base[input] & turnBit == 0 else { continue }
            let over = Int(h.inputArc.base[input])
            body(Int(h.inputNetwork.base[input] & 1 != 0 ? h.upHead.base[over] : h.arcTail.base[over]))
        }
        // A street that returns to its own junction has no arc in the hierarchy there.
        let junction = tail(ofArc: arc)
        let bit = UInt8(1) << UInt8(profile)
        guard segmentTail.base[arc >> 1] == segmentHead.base[arc >> 1], blocks[junction] & bit == 0 else { return }
        body(Int(h.rankOf[junction]))
        if let copy = Self.value(of: UInt32(junction), in: startMain, startNode) { body(Int(h.rankOf[Int(copy)])) }
        guard arcZone[arc] & bit != 0 else { return }
        if let copy = Self.value(of: UInt32(junction), in: endMain, endNode) { body(Int(h.rankOf[Int(copy)])) }
    }

    /// Milliseconds along a fraction of an arc of the given weight.
    package static func part(_ share: Double, of weight: TravelWeight) -> TravelWeight {
        TravelWeight((max(0, min(1, share)) * Double(weight)).rounded())
    }

    /// Milliseconds of the straight leg to the network.
    package static func straightTime(_ snap: Snap) -> TravelWeight {
        .milliseconds(seconds: snap.metres / straightSpeed)
    }

    /// The fraction of an arc that lies behind a place on its segment.
    package static func share(_ position: SegmentPosition, along arc: Int) -> Double {
        arc & 1 == 0 ? position.fraction : 1 - position.fraction
    }

    /// The seeds of trips that begin at a point; tags are 2 · index among the snaps + direction on the segment.
    func sources(_ point: RoutePoint, in metric: Metric, timesStraightLegs: Bool) -> [Seed] {
        var seeds: [Seed] = []
        forEachOpenArc(at: point, in: metric, timesStraightLegs) { arc, share, weight, straight, tag in
            let node = departureNode(over: arc, profile: point.profile)
            let time = straight.adding(Self.part(1 - share, of: weight))
            seeds.append(Seed(rank: Int(hierarchy.rankOf[node]), time: time, tag: tag))
        }
        return seeds
    }

    /// The seeds of trips that end at a point, with the same tags.
    ///
    /// Includes every copy of the junction before the point at which the point's arc may be begun.
    func targets(_ point: RoutePoint, in metric: Metric, timesStraightLegs: Bool) -> [Seed] {
        var seeds: [Seed] = []
        forEachOpenArc(at: point, in: metric, timesStraightLegs) { arc, share, weight, straight, tag in
            let time = straight.adding(Self.part(share, of: weight))
            forEachBeginning(of: arc, profile: point.profile) { rank in
                if !seeds.contains(where: { $0.rank == rank && $0.tag == tag }) {
                    seeds.append(Seed(rank: rank, time: time, tag: tag))
                }
            }
        }
        return seeds
    }

    /// Calls `body` with every arc under a point that may be travelled: the arc, the fraction of it behind the point,
    /// its weight, the time of the straight leg (0 unless requested) and the tag.
    private func forEachOpenArc(
        at point: RoutePoint, in metric: Metric, _ timesStraightLegs: Bool,
        _ body: (_ arc: Int, _ share: Double, _ weight: TravelWeight, _ straight: TravelWeight, _ tag: UInt32) -> Void
    ) {
        for (index, snap) in point.snaps.enumerated() {
            let straight = timesStraightLegs ? Self.straightTime(snap) : 0
            for direction in 0...1 where snap.directions.allow(direction) {
                let arc = snap.position.segment * 2 + direction
                let weight = metric.weight(ofNetworkArc: arc)
                guard weight < .unreachable else { continue }
                body(arc, Self.share(snap.position, along: arc), weight, straight, UInt32(index * 2 + direction))
            }
        }
    }

    /// The way of least time from one point to another along a single arc; nil when there is none.
    func direct(
        from source: RoutePoint, to target: RoutePoint, in metric: Metric, timesStraightLegs: Bool
    ) -> DirectWay? {
        var best: DirectWay?
        for (a, from) in source.snaps.enumerated() {
            for (b, to) in target.snaps.enumerated() where from.position.segment == to.position.segment {
                for direction in 0...1 where from.directions.allow(direction) && to.directions.allow(direction) {
                    let arc = from.position.segment * 2 + direction
                    let weight = metric.weight(ofNetworkArc: arc)
                    let share = Self.share(to.position, along: arc) - Self.share(from.position, along: arc)
                    guard weight < .unreachable, share >= 0 else { continue }
                    let straight =
                        timesStraightLegs ? Self.straightTime(from).adding(Self.straightTime(to)) : 0
                    let time = straight.adding(Self.part(share, of: weight))
                    if time < best?.time ?? .unreachable {
                        best = DirectWay(
                            time: time, sourceTag: UInt32(a * 2 + direction), targetTag: UInt32(b * 2 + direction))
                    }
                }
            }
        }
        return best
    }
}

/// A way along a single arc, between two points on it.
struct DirectWay {
    /// Milliseconds.
    var time: TravelWeight
    /// The tags of both ends, like those of seeds.
    var sourceTag: UInt32
    var targetTag: UInt32
}
