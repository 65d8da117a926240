/// Expands arcs of a hierarchy into the network arcs they represent.
struct ArcUnpacker {
    private var stack: [(arc: Int, upward: Bool)] = []

    init() { stack.reserveCapacity(64) }

    /// Appends the network arcs under a hierarchy arc in order of travel.
    ///
    /// The weight of an arc is that of an input arc under it, or the sum of two arcs over a common lower node. Returns false
    /// when it is neither, which happens only with damaged columns.
    mutating func unpack(_ arc: Int, upward: Bool, _ metric: Metric, into result: inout [UInt32]) -> Bool {
        stack.append((arc, upward))
        while let (arc, upward) = stack.popLast() {
            let weight = upward ? metric.up.base[arc] : metric.down.base[arc]
            if let network = Self.networkArc(under: arc, upward: upward, weight: weight, metric) {
                result.append(network)
            } else if let (lower, upper) = Self.triangle(under: arc, upward: upward, weight: weight, metric) {
                if upward {
                    stack.append((upper, true))
                    stack.append((lower, false))
                } else {
                    stack.append((lower, true))
                    stack.append((upper, false))
                }
            } else {
                stack.removeAll(keepingCapacity: true)
                return false
            }
        }
        return true
    }

    /// The network arc of an input arc under a hierarchy arc that has the given weight.
    private static func networkArc(under arc: Int, upward: Bool, weight: TravelWeight, _ metric: Metric) -> UInt32? {
        let h = metric.hierarchy
        for place in Int(h.inputFirst.base[arc])..<Int(h.inputFirst.base[arc + 1])
        where h.inputBans.base[place] & metric.profileBit == 0 {
            let input = h.inputNetwork.base[place]
            if (input & 1 == 0) == upward, metric.arcWeights.base[Int(input >> 1)] == weight { return input >> 1 }
        }
        return nil
    }

    /// The two arcs over a lower node, to the tail and to the head of the arc, whose weights add up to the given
    /// weight.
    private static func triangle(
        under arc: Int, upward: Bool, weight: TravelWeight, _ metric: Metric
    ) -> (lower: Int, upper: Int)? {
        let h = metric.hierarchy
        let (tail, head) = (Int(h.arcTail.base[arc]), Int(h.upHead.base[arc]))
        let (up, down) = (metric.up.base, metric.down.base)
        var found: (lower: Int, upper: Int)?
        h.forEachTriangle(below: tail, head) { lower, upper in
            let sum = upward ? down[lower] + up[upper] : down[upper] + up[lower]
            if sum == weight { found = (lower, upper) }
            return found == nil
        }
        return found
    }
}
