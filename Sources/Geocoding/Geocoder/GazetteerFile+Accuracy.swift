internal import GeoIndex

extension GazetteerFile {
    /// Returns the radius in metres around an entry's position within which the whole entry lies.
    func accuracy(of entity: Int) -> Double {
        if accuracies[entity] > 0 { return Double(accuracies[entity]) }
        switch kind(entity) {
        case .region: return 30_000
        case .municipality: return 10_000
        case .unit: return 5000
        case .settlement: return 200 + 9 * Double(populations[entity]).squareRoot()
        case .neighbourhood: return 500
        case .structure: return 30
        case .postcode: return 2000
        case .structureKind: return 0
        case .street: return max(50, streetDiagonal(entity - streetBase) / 2)
        }
    }

    /// Returns the diagonal in metres of the box around the ends of a street's lines.
    private func streetDiagonal(_ street: Int) -> Double {
        var box = BoundingBox.empty
        for path in Int(doors.firstPath[street])..<Int(doors.firstPath[street + 1]) {
            let vertices = Int(doors.firstVertex[path])..<Int(doors.firstVertex[path + 1])
            for vertex in [vertices.lowerBound, vertices.upperBound - 1] where vertices.contains(vertex) {
                box.expand(
                    toInclude: Coordinate(
                        longitude: FixedCoordinate.decode(doors.vertexLongitude[vertex]),
                        latitude: FixedCoordinate.decode(doors.vertexLatitude[vertex])))
            }
        }
        guard !box.isEmpty else { return 200 }
        return Planar.distance(
            Coordinate(longitude: box.west, latitude: box.south), Coordinate(longitude: box.east, latitude: box.north))
    }
}
