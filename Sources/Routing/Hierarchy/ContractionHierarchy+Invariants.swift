import GeoIndex

extension ContractionHierarchy {
    /// The first violation of what the unchecked loops rely on, or nil. O(n + m).
    func firstFault() -> String? {
        let (n, m) = (nodeCount, arcCount)
        let perNode = [
            ("node", nodeOf.count, n), ("parent", parent.count, n), ("depth", depth.count, n),
            ("subtree", subtreeFirst.count, n), ("up.first", upFirst.count, n + 1),
            ("down.first", downFirst.count, n + 1), ("up.depth", upDepth.count, m), ("arc.tail", arcTail.count, m),
            ("down.arc", downArc.count, m),
            ("down.tail", downTail.count, m), ("input.first", inputFirst.count, m + 1),
            ("input.bans", inputBans.count, inputNetwork.count), ("input.arc", inputArc.count, inputNetwork.count),
            ("instance", instance.count, inputNetwork.count),
        ]
        for (name, found, expected) in perNode where found != expected {
            return "\(found) elements in \(name) where \(expected) belong"
        }
        guard instanceFirst.count >= 1 else { return "no elements in instance.first" }
        if !upFirst.elements.rises(to: m) { return "up.first does not rise to \(m)" }
        if !downFirst.elements.rises(to: m) { return "down.first does not rise to \(m)" }
        if !inputFirst.elements.rises(to: inputNetwork.count) {
            return "input.first does not rise to \(inputNetwork.count)"
        }
        if !instanceFirst.elements.rises(to: inputNetwork.count) {
            return "instance.first does not rise to \(inputNetwork.count)"
        }
        return nodeFault() ?? arcFault() ?? inputFault()
    }

    private func nodeFault() -> String? {
        for rank in stride(from: nodeCount - 1, through: 0, by: -1) {
            let node = Int(nodeOf[rank])
            guard node < nodeCount, Int(rankOf[node]) == rank else { return "rank \(rank) names no node" }
            let above = parent[rank]
            if above == UInt32.max {
                guard depth[rank] == 0 else { return "rank \(rank), a root, has depth \(depth[rank])" }
            } else {
                guard Int(above) < nodeCount, Int(above) > rank, depth[Int(above)] + 1 == depth[rank] else {
                    return "rank \(rank) has parent \(above)"
                }
                guard subtreeFirst[Int(above)] <= subtreeFirst[rank] else { return "rank \(rank) leaves its subtree" }
            }
            guard Int(subtreeFirst[rank]) <= rank else { return "rank \(rank) has no subtree" }
        }
        return nil
    }

    private func arcFault() -> String? {
        for rank in 0..<nodeCount {
            var last = rank
            for arc in Int(upFirst[rank])..<Int(upFirst[rank + 1]) {
                let head = Int(upHead[arc])
                guard head > last, head < nodeCount, Int(subtreeFirst[head]) <= rank else {
                    return "arc \(arc) leads from rank \(rank) to \(head)"
                }
                guard upDepth[arc] == depth[head], Int(arcTail[arc]) == rank else { return "arc \(arc) is mislabelled" }
                last = head
            }
            if let fault = parentFault(rank) { return fault }
            for place in Int(downFirst[rank])..<Int(downFirst[rank + 1]) {
                let arc = Int(downArc[place])
                guard arc < arcCount, Int(upHead[arc]) == rank, downTail[place] == arcTail[arc] else {
                    return "arc \(arc) does not lead to \(rank)"
                }
            }
        }
        return nil
    }

    /// Checks that a rank's lowest upper neighbour is its parent and is adjacent to all the others. By induction any
    /// two upper neighbours of a node are then adjacent.
    private func parentFault(_ rank: Int) -> String? {
        let (from, to) = (Int(upFirst[rank]), Int(upFirst[rank + 1]))
        guard from < to else { return parent[rank] == UInt32.max ? nil : "rank \(rank) has a parent and no arc" }
        guard upHead[from] == parent[rank] else { return "rank \(rank) has no arc to its parent" }
        var above = Int(upFirst[Int(parent[rank])])
        let end = Int(upFirst[Int(parent[rank]) + 1])
        for arc in from + 1..<max(to, from + 1) {
            while above < end, upHead[above] < upHead[arc] { above += 1 }
            guard above < end, upHead[above] == upHead[arc] else { return "rank \(rank) is not completed" }
        }
        return nil
    }

    private func inputFault() -> String? {
        for arc in 0..<arcCount {
            for place in Int(inputFirst[arc])..<Int(inputFirst[arc + 1]) where Int(inputArc[place]) != arc {
                return "input \(place) is not under arc \(arc)"
            }
        }
        for network in 0..<networkArcCount {
            for place in Int(instanceFirst[network])..<Int(instanceFirst[network + 1]) {
                let input = Int(instance[place])
                guard input < inputNetwork.count, Int(inputNetwork[input] >> 1) == network else {
                    return "instance \(place) is not of network arc \(network)"
                }
            }
        }
        return nil
    }
}
