internal import GeoIndex

/// Collects the structures of a file until its end, when it is known which of them are inside the outline of another.
struct OSMOutlines {
    private var structures: [OSMStructure] = []
    /// Outlines by kind of structure, with the names of their objects.
    private var outlines: [String: [(name: String, outline: MultiPolygon)]] = [:]

    /// Adds a structure; its outline is empty when it is mapped as a point.
    mutating func add(_ structure: OSMStructure, outline: MultiPolygon) {
        var structure = structure
        if !outline.isEmpty {
            let bounds = outline.bounds
            structure.reachMetres =
                Geodesic.distance(
                    from: Coordinate(longitude: bounds.west, latitude: bounds.south),
                    to: Coordinate(longitude: bounds.east, latitude: bounds.north)) / 2
            outlines[structure.kind, default: []].append((structure.id.description, outline))
        }
        structures.append(structure)
    }

    /// Returns the structures in the order they were added, each with the outlines of its kind that contain it.
    /// O(structures × outlines of a kind) comparisons of boxes.
    mutating func finish() -> [OSMStructure] {
        let finders = outlines.mapValues { AreaFinder($0) }
        defer { self = OSMOutlines() }
        return structures.map { structure in
            var structure = structure
            let own = structure.id.description
            structure.outlines = (finders[structure.kind]?.names(at: structure.coordinate) ?? []).filter { $0 != own }
            return structure
        }
    }
}
