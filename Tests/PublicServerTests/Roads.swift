import GeoIndex
import Routing

/// Roads of the invented region.
enum Roads {
    /// A grid of residential streets around the structures, one every hundredth of a degree.
    static func grid(
        isSample: Bool = false, west: Double = 10.45, south: Double = 45.48
    ) -> RoadGraphBuilder {
        var builder = RoadGraphBuilder(isSample: isSample)
        func add(_ id: Int64, _ cells: [(column: Int, row: Int)]) {
            builder.add(
                WayInput(
                    id: id, nodes: cells.map { Int64($0.row * 100 + $0.column + 1) },
                    coordinates: cells.map {
                        Coordinate(longitude: west + Double($0.column) / 100, latitude: south + Double($0.row) / 100)
                    }, tags: ["highway": "residential", "name": "Οδός \(id)"]))
        }
        for row in 0..<6 { add(Int64(row + 1), (0..<20).map { (column: $0, row: row) }) }
        for column in 0..<20 { add(Int64(column + 101), (0..<6).map { (column: column, row: $0) }) }
        return builder
    }
}
