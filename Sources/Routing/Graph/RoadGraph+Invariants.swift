import GeoIndex

extension RoadGraph {
    /// The first inconsistency of the columns, or nil. O(size).
    func firstFault() -> String? {
        let (n, s) = (nodeCount, segmentCount)
        guard (1...8).contains(profileNames.count) else { return "\(profileNames.count) profiles" }
        var counts = [
            ("node.latitude", nodeLatitude.count, n), ("node.id", nodeID.count, n), ("node.start", startMask.count, n),
            ("node.blocks", blocks.count, n), ("turn.first", turnFirst.count, turnProfiles.count + 1),
            ("segment.head", segmentHead.count, s), ("segment.metres", segmentMetres.count, s),
            ("segment.way", segmentWay.count, s), ("segment.name", segmentName.count, s),
            ("segment.class", segmentClass.count, s), ("segment.flags", segmentFlags.count, s),
            ("segment.layer", segmentLayer.count, s), ("arc.zone", arcZone.count, 2 * s),
            ("arc.users", arcUsers.count, 2 * s),
            ("shape.first", shapeFirst.count, s + 1), ("out.first", outFirst.count, n + 1), ("out", out.count, 2 * s),
            ("name.english", nameEnglish.count, nameLocal.count), ("name.number", nameNumber.count, nameLocal.count),
            ("arrival.node", arrivalNode.count, arrivalArc.count),
            ("start.node", startNode.count, startMain.count), ("end.node", endNode.count, endMain.count),
            ("hierarchy nodes", hierarchy.nodeCount, n + copyJunction.count),
            ("hierarchy arcs", hierarchy.networkArcCount, 2 * s), ("segments in the index", segmentIndex.count, s),
        ]
        for (index, name) in profileNames.enumerated() {
            counts.append(("weight." + name, weights[index].count, 2 * s))
            counts.append(("component." + name, components[index].count, s))
            counts.append(("main." + name, mains[index].count, s))
        }
        for (name, found, expected) in counts where found != expected {
            return "\(found) elements in \(name) where \(expected) belong"
        }
        return rangeFault()
    }

    private func rangeFault() -> String? {
        let (n, s) = (nodeCount, segmentCount)
        for segment in 0..<s {
            guard segmentTail[segment] < n, segmentHead[segment] < n else {
                return "segment \(segment) has no junction"
            }
            guard segmentName[segment] < nameLocal.count else { return "segment \(segment) has no name" }
            guard shapeFirst[segment] <= shapeFirst[segment + 1] else { return "shape.first falls" }
        }
        guard shapeFirst[0] == 0, Int(shapeFirst[s]) == shape.count else { return "shape.first does not fit the shape" }
        for node in 0..<n where outFirst[node] > outFirst[node + 1] { return "out.first falls" }
        guard outFirst[0] == 0, Int(outFirst[n]) == out.count else { return "out.first does not fit" }
        if out.elements.contains(where: { $0 >= 2 * s }) { return "an arc in out does not exist" }
        if turnArc.elements.contains(where: { $0 >= 2 * s }) { return "a turn has no arc" }
        for turn in 0..<turnProfiles.count where turnFirst[turn] >= turnFirst[turn + 1] { return "turn.first falls" }
        guard turnFirst[0] == 0, Int(turnFirst[turnProfiles.count]) == turnArc.count else {
            return "turn.first does not fit"
        }
        if copyJunction.elements.contains(where: { $0 >= n }) { return "a copy has no junction" }
        let nodes = arrivalNode.elements.contains { $0 >= hierarchy.nodeCount }
        let copies = [startMain, startNode, endMain, endNode]
        if nodes || copies.contains(where: { $0.elements.contains { $0 >= hierarchy.nodeCount } }) {
            return "a copy does not exist"
        }
        if arrivalArc.elements.contains(where: { $0 >= 2 * s }) { return "an arrival has no arc" }
        if let fault = conditions.firstFault(segmentCount: s) { return fault }
        for weights in weights where weights.elements.contains(where: { $0 < 0 || $0 > .unreachable }) {
            return "a weight is outside of 0...\(TravelWeight.unreachable)"
        }
        return nil
    }
}
