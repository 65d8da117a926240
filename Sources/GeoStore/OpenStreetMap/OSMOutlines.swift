internal import GeoIndex

/// The structures of a file until its end, when it is known which of them stand inside the outline of another.
struct OSMOutlines {
    private var structures: [OSMStructure] = []
    /// Outlines by kind of structure, named by their object.
    private var outlines: [String: [(name: String, outline: MultiPolygon)]] = [:]

    /// Takes a structure; the outline is empty where it is mapped as a point.
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

    /// The structures in the order they came, each with the outlines of its kind around it. O(structures × outlines of a
    /// kind) boxes.
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
