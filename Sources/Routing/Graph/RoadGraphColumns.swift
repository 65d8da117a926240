import GeoIndex

/// Writes a finished draft as the columns that `RoadGraph` reads.
struct RoadGraphColumns {
    let draft: RoadNetworkDraft
    let expansion: TurnExpansion
    let turns: TurnSequences
    let profiles: [TravelProfile]
    let isSample: Bool

    func write(into writer: inout PackedFileWriter) {
        writer.add("profiles", texts: profiles.map(\.name))
        writer.add("sample", [UInt8(isSample ? 1 : 0)])
        writer.add("node.longitude", draft.nodes.map(\.longitude))
        writer.add("node.latitude", draft.nodes.map(\.latitude))
        writer.add("node.id", draft.nodeIDs)
        writer.add("node.start", expansion.startMask)
        writer.add("node.blocks", draft.nodeBlocks)
        let segments = draft.segments
        writer.add("segment.tail", segments.map(\.tail))
        writer.add("segment.head", segments.map(\.head))
        writer.add("segment.metres", segments.map { Float($0.metres) })
        writer.add("segment.way", segments.map(\.way))
        writer.add("segment.name", segments.map(\.name))
        writer.add("segment.class", segments.map(\.roadClass.rawValue))
        writer.add("segment.flags", segments.map(\.flags.rawValue))
        writer.add("segment.layer", segments.map(\.layer))
        writer.add("arc.zone", expansion.zones.zone)
        writer.add("arc.users", draft.users)
        writer.add("shape.first", [0] + segments.map { UInt32($0.shape.upperBound) })
        writer.add("shape", draft.shape)
        writer.add("name.local", texts: draft.names.map(\.local))
        writer.add("name.english", texts: draft.names.map(\.english))
        writer.add("name.number", texts: draft.names.map(\.number))
        let (outFirst, out) = HierarchyBuilder.grouped(
            0..<UInt32(draft.arcCount), by: { Int(draft.tail(Int($0))) }, groups: draft.nodes.count)
        writer.add("out.first", outFirst)
        writer.add("out", out)
        for (index, profile) in profiles.enumerated() {
            writer.add("weight." + profile.name, draft.weights[index])
            let components = NetworkComponents(draft, profile: index)
            writer.add("component." + profile.name, components.ofSegment)
            writer.add("main." + profile.name, components.isMain.map { UInt8($0 ? 1 : 0) })
        }
        var turnEnds: [UInt32] = [0]
        for sequence in turns.sequences { turnEnds.append(turnEnds[turnEnds.count - 1] + UInt32(sequence.arcs.count)) }
        writer.add("turn.first", turnEnds)
        writer.add("turn.arc", turns.sequences.flatMap { $0.arcs.map { UInt32($0) } })
        writer.add("turn.profiles", turns.sequences.map(\.profiles))
        writer.add("copy.junction", expansion.junctionOf.dropFirst(draft.nodes.count))
        writer.add("arrival.arc", expansion.arrivalArcs)
        writer.add("arrival.node", expansion.arrivalNodes)
        writer.add("start.main", expansion.startCopies.map(\.main))
        writer.add("start.node", expansion.startCopies.map(\.copy))
        writer.add("end.main", expansion.endCopies.map(\.main))
        writer.add("end.node", expansion.endCopies.map(\.copy))
        draft.conditions.write(into: &writer, profiles: profiles)
        PackedRTree.build(boxes: segments.map(box), into: &writer, prefix: "segments")
    }

    private func box(_ segment: RoadNetworkDraft.Segment) -> BoundingBox {
        var box = BoundingBox(draft.nodes[Int(segment.tail)].coordinate)
        box.expand(toInclude: draft.nodes[Int(segment.head)].coordinate)
        draft.shape.withUnsafeBufferPointer { bytes in
            ShapeCode.forEach(in: bytes, segment.shape, after: draft.nodes[Int(segment.tail)]) {
                box.expand(toInclude: $0.coordinate)
            }
        }
        return box
    }

    /// Computes the order and the hierarchy over the expanded network and writes them; returns the number of nodes and
    /// arcs.
    func writeHierarchy(into writer: inout PackedFileWriter) -> (nodes: Int, arcs: Int) {
        let points = expansion.junctionOf.map { draft.nodes[Int($0)] }
        let middle = points.isEmpty ? 0 : points.reduce(0.0) { $0 + Double($1.latitude) } / Double(points.count)
        // Degrees of longitude shrink with latitude; the cosine's series is exact enough for sorting.
        let angle = middle / 1e7 * 0.017453292519943295
        let shrink = 1 - angle * angle / 2 + angle * angle * angle * angle / 24
        let west = points.map(\.longitude).min() ?? 0
        let south = points.map(\.latitude).min() ?? 0
        let order = NestedDissection.order(
            nodeCount: expansion.nodeCount,
            edges: expansion.arcs.map { (Int32(bitPattern: $0.tail), Int32(bitPattern: $0.head)) },
            x: points.map { Float(Double($0.longitude &- west) * shrink) },
            y: points.map { Float(Double($0.latitude &- south)) })
        HierarchyBuilder.build(
            nodeCount: expansion.nodeCount, networkArcCount: draft.arcCount, arcs: expansion.arcs, order: order,
            into: &writer)
        return (expansion.nodeCount, expansion.arcs.count)
    }
}
