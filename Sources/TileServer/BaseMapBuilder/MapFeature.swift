/// A feature on its way into the map file.
struct MapFeature {
    /// Identifier within its layer, the same from build to build.
    var id: UInt64
    /// Place of its class among its layer's.
    var classIndex: UInt8
    /// Flags of roads.
    var flags: RoadFlags = []
    /// The zoom from which it is drawn.
    var zoom: Int
    /// Row of its name among the file's, 0 for none.
    var name: UInt32 = 0
    /// Rank of places: 1 is the first to be drawn.
    var rank: UInt32 = 0
    /// Population of places, -1 when it is not known.
    var population: Int32 = -1
    /// Lines, rings (open; exteriors of positive area by the surveyor's formula) or one point, with vertex levels.
    var parts: [Part]

    /// A line, ring or point.
    struct Part {
        var points: [MapPoint]
        var levels: [UInt8]
    }
}

extension [MapPoint] {
    /// Twice the signed area of the ring, in squared parts.
    var doubledArea: Double {
        guard var previous = last else { return 0 }
        var sum = 0.0
        for point in self {
            sum += Double(previous.x) * Double(point.y) - Double(point.x) * Double(previous.y)
            previous = point
        }
        return sum
    }

    /// The points without repeats.
    var withoutRepeats: [MapPoint] {
        var result: [MapPoint] = []
        result.reserveCapacity(count)
        for point in self where point != result.last { result.append(point) }
        return result
    }
}
