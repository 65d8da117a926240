/// A feature of the map file before it is packed.
struct MapFeature {
    /// The identifier within the layer, stable between builds.
    var id: UInt64
    /// The index of its class in the classes of the layer.
    var classIndex: UInt8
    /// The flags of a road.
    var flags: RoadFlags = []
    /// The first zoom at which it is drawn.
    var zoom: Int
    /// The row of its name in the file, 0 for none.
    var name: UInt32 = 0
    /// The rank of a place; 1 is drawn first.
    var rank: UInt32 = 0
    /// The population of a place, -1 when unknown.
    var population: Int32 = -1
    /// Lines, open rings (exteriors of positive area by the shoelace formula) or one point, with vertex levels.
    var parts: [Part]

    /// A line, a ring or a point.
    struct Part {
        var points: [MapPoint]
        var levels: [UInt8]
    }
}

extension [MapPoint] {
    /// Twice the signed area of the ring, in squared units (shoelace formula).
    var doubledArea: Double {
        guard var previous = last else { return 0 }
        var sum = 0.0
        for point in self {
            sum += Double(previous.x) * Double(point.y) - Double(point.x) * Double(previous.y)
            previous = point
        }
        return sum
    }

    /// The points without consecutive repeats.
    var withoutRepeats: [MapPoint] {
        var result: [MapPoint] = []
        result.reserveCapacity(count)
        for point in self where point != result.last { result.append(point) }
        return result
    }
}
