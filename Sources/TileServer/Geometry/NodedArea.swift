/// An area whose edges meet only at their ends, in whole units, for set operations.
struct NodedArea {
    /// A directed edge with the interior to its left, as on an exterior of positive area (shoelace formula).
    struct Edge: Hashable {
        var from: TilePoint
        var to: TilePoint
        var reversed: Edge { Edge(from: to, to: from) }
    }

    private(set) var edges: Set<Edge> = []
    private var low: Int64 = 0
    private var shift: Int64 = 0
    private var buckets: [[Edge]] = []
    private static let bucketCount = 256

    /// Creates the area that rings enclose (positive winding number).
    init(_ rings: some Sequence<[TilePoint]>) {
        edges = Set(WindingBoundary(rings).edges)
        guard let first = edges.first else { return }
        var (top, bottom) = (Int64(first.from.y), Int64(first.from.y))
        for edge in edges {
            top = min(top, Int64(min(edge.from.y, edge.to.y)))
            bottom = max(bottom, Int64(max(edge.from.y, edge.to.y)))
        }
        low = top
        while (bottom - top) >> shift >= Int64(Self.bucketCount) { shift += 1 }
        buckets = Array(repeating: [], count: Int((bottom - top) >> shift) + 1)
        for edge in edges where edge.from.y != edge.to.y {
            let ends = (Int64(min(edge.from.y, edge.to.y)), Int64(max(edge.from.y, edge.to.y)))
            for bucket in Int((ends.0 - low) >> shift)...Int((ends.1 - low) >> shift) { buckets[bucket].append(edge) }
        }
    }

    /// Whether the midpoint of an edge lies inside; the edge must not belong to this area. O(edges at its height).
    private func contains(middleOf edge: Edge) -> Bool {
        let (x, y) = (Int64(edge.from.x) + Int64(edge.to.x), Int64(edge.from.y) + Int64(edge.to.y))
        let bucket = (y / 2 - low) >> shift
        guard y >= 2 * low, buckets.indices.contains(Int(bucket)) else { return false }
        var isInside = false
        for own in buckets[Int(bucket)] {
            let (ax, ay) = (2 * Int64(own.from.x), 2 * Int64(own.from.y))
            let (bx, by) = (2 * Int64(own.to.x), 2 * Int64(own.to.y))
            guard (ay > y) != (by > y) else { continue }
            let side = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
            if (side > 0) == (by > ay) { isInside.toggle() }
        }
        return isInside
    }

    /// The valid rings of the intersection of two areas. O(n · edges at one height).
    func intersection(_ other: NodedArea) -> [[TilePoint]] {
        var kept: [Edge] = []
        for edge in edges {
            if other.edges.contains(edge) || (!other.edges.contains(edge.reversed) && other.contains(middleOf: edge)) {
                kept.append(edge)
            }
        }
        for edge in other.edges
        where !edges.contains(edge) && !edges.contains(edge.reversed) && contains(middleOf: edge) {
            kept.append(edge)
        }
        return RingTracer.trace(edges: kept)
    }

    /// The valid rings of this area without the other one.
    func subtracting(_ other: NodedArea) -> [[TilePoint]] {
        var kept: [Edge] = []
        for edge in edges {
            if other.edges.contains(edge.reversed)
                || (!other.edges.contains(edge) && !other.contains(middleOf: edge))
            {
                kept.append(edge)
            }
        }
        for edge in other.edges
        where !edges.contains(edge) && !edges.contains(edge.reversed) && contains(middleOf: edge) {
            kept.append(edge.reversed)
        }
        return RingTracer.trace(edges: kept)
    }
}
