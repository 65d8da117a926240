import Foundation
import GeoIndex

/// The seeded input of all peers: files of little-endian 64-bit numbers.
///
/// Points: their count, then longitude and latitude of each. Areas: their count; for each area the count of its
/// polygons; for each polygon the count of its rings; for each ring its points as above.
struct BenchmarkInput {
    let points: [Coordinate]
    let queries: [Coordinate]
    let world: [Coordinate]
    let coverages: [(name: String, areas: [MultiPolygon], queries: [Coordinate])]

    private static let region = BoundingBox(west: 21, south: 38.9, east: 24.4, north: 40.3)

    init(folder: String) throws {
        var reader = try NumberReader(path: folder + "/points.bin")
        points = reader.points()
        reader = try NumberReader(path: folder + "/queries.bin")
        queries = reader.points()
        reader = try NumberReader(path: folder + "/world.bin")
        world = reader.points()
        coverages = try ["generated", "municipalities"].compactMap { name in
            guard FileManager.default.fileExists(atPath: "\(folder)/\(name).areas.bin") else { return nil }
            var areas = try NumberReader(path: "\(folder)/\(name).areas.bin")
            var queries = try NumberReader(path: "\(folder)/\(name).queries.bin")
            return (name, areas.areas(), queries.points())
        }
    }

    /// A box that contains about 100 of the region's points.
    func window(around centre: Coordinate) -> BoundingBox {
        BoundingBox(
            west: centre.longitude - 0.017, south: centre.latitude - 0.007, east: centre.longitude + 0.017,
            north: centre.latitude + 0.007)
    }

    static func make(in folder: String, areas path: String?) throws {
        var random = SplitMix(state: 2)
        let inRegion = { (random: inout SplitMix) in random.point(in: region) }
        try NumberWriter(points: (0..<1_000_000).map { _ in inRegion(&random) }).write(to: folder + "/points.bin")
        try NumberWriter(points: (0..<100_000).map { _ in inRegion(&random) }).write(to: folder + "/queries.bin")
        // Evenly over the sphere, so that polar caps are no denser than the rest.
        let world = (0..<1_000_000).map { _ in
            Coordinate(
                longitude: random.uniform(-180, 180), latitude: asin(random.uniform(-1, 1)) * 180 / .pi)
        }
        try NumberWriter(points: world).write(to: folder + "/world.bin")
        var coverages = [("generated", coverage(&random))]
        if let path { coverages.append(("municipalities", try polygons(path))) }
        for (name, areas) in coverages {
            var box = BoundingBox.empty
            for area in areas { box.expand(toInclude: area.bounds) }
            try NumberWriter(areas: areas).write(to: "\(folder)/\(name).areas.bin")
            try NumberWriter(points: (0..<200_000).map { _ in random.point(in: box) })
                .write(to: "\(folder)/\(name).queries.bin")
        }
    }

    /// 25 areas with shared borders, about 66,000 vertices in total.
    private static func coverage(_ random: inout SplitMix) -> [MultiPolygon] {
        let (side, bends) = (5, 660)
        let stepX = (region.east - region.west) / Double(side)
        let stepY = (region.north - region.south) / Double(side)
        func border(_ x: Double, _ y: Double, _ dX: Double, _ dY: Double, _ random: inout SplitMix) -> [Coordinate] {
            (0...bends).map { step in
                let part = Double(step) / Double(bends)
                // Less displacement near the corners, so that no two borders cross.
                let calm = min(1, 5 * min(part, 1 - part))
                let sway = calm * (random.uniform(-0.05, 0.05) + 0.1 * sin(part * 9))
                return Coordinate(
                    longitude: region.west + stepX * (x + part * dX + sway * dY),
                    latitude: region.south + stepY * (y + part * dY + sway * dX))
            }
        }
        let across = (0...side).map { y in (0..<side).map { border(Double($0), Double(y), 1, 0, &random) } }
        let up = (0..<side).map { y in (0...side).map { border(Double($0), Double(y), 0, 1, &random) } }
        return (0..<side).flatMap { y in
            (0..<side).map { x in
                let ring =
                    across[y][x].dropLast() + up[y][x + 1].dropLast() + across[y + 1][x].reversed().dropLast()
                    + up[y][x].reversed()
                return [Polygon(rings: [Array(ring)])]
            }
        }
    }

    private static func polygons(_ path: String) throws -> [MultiPolygon] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let file = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return (file?["features"] as? [[String: Any]] ?? []).map { feature in
            let geometry = feature["geometry"] as? [String: Any]
            let single = (geometry?["coordinates"] as? [[[Double]]]).map { [$0] }
            let polygons = geometry?["coordinates"] as? [[[[Double]]]] ?? single ?? []
            return polygons.map { polygon in
                Polygon(rings: polygon.map { $0.map { Coordinate(longitude: $0[0], latitude: $0[1]) } })
            }
        }
    }
}

/// SplitMix64 (Steele et al. 2014).
struct SplitMix {
    var state: UInt64

    mutating func uniform(_ low: Double, _ high: Double) -> Double {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        return low + (high - low) * (Double(value >> 11) * 0x1p-53)
    }

    mutating func point(in box: BoundingBox) -> Coordinate {
        let longitude = uniform(box.west, box.east)
        return Coordinate(longitude: longitude, latitude: uniform(box.south, box.north))
    }
}
