import GeoIndex

/// Seconds lost at traffic signals, by node.
///
/// A junction is mapped with a signal at each stop line and one at each crossing for walkers. A driver waits once for all of
/// them: a signal for walkers costs something only away from the signals of a junction.
struct SignalDelays {
    private struct Signal {
        /// The direction along its way that it is for; nil for both.
        var direction: WayDirection?
        /// Whether it is a crossing for walkers beside the signals of a junction.
        var belongsToJunction: Bool
    }

    private var signals: [Int64: Signal] = [:]
    private let profiles: [TravelProfile]

    /// A signal for walkers nearer to one for vehicles than this, in metres, belongs to it.
    private static let junctionMetres = 50.0

    /// Reads the signals on ways. O(nodes of the ways + signals · signals near).
    init(_ ways: [WayCutter.Way], nodeTags: [Int64: [String: String]], profiles: [TravelProfile]) {
        self.profiles = profiles
        var isForVehicles: [Int64: Bool] = [:]
        for (id, tags) in nodeTags {
            if tags["highway"] == "traffic_signals" {
                isForVehicles[id] = true
            } else if tags["crossing"] == "traffic_signals" || tags["crossing:signals"] == "yes" {
                isForVehicles[id] = false
            }
        }
        var positions: [Int64: Coordinate] = [:]
        for way in ways {
            for (node, point) in zip(way.nodes, way.points) where isForVehicles[node] != nil {
                positions[node] = point.coordinate
            }
        }
        // Cells of about a tenth of a kilometre: what is near lies in the same cell or beside it.
        func cell(_ coordinate: Coordinate, _ east: Int = 0, _ north: Int = 0) -> SIMD2<Int> {
            SIMD2(
                Int((coordinate.longitude * 500).rounded(.down)) + east,
                Int((coordinate.latitude * 1000).rounded(.down)) + north)
        }
        var forVehicles: [SIMD2<Int>: [Coordinate]] = [:]
        for (node, position) in positions where isForVehicles[node] == true {
            forVehicles[cell(position), default: []].append(position)
        }
        for (node, position) in positions {
            let isNear =
                isForVehicles[node] == false
                && (-1...1).contains { east in
                    (-1...1).contains { north in
                        (forVehicles[cell(position, east, north)] ?? []).contains {
                            Geodesic.distance(from: position, to: $0) < Self.junctionMetres
                        }
                    }
                }
            let direction = nodeTags[node]?["traffic_signals:direction"].flatMap(WayDirection.init)
            signals[node] = Signal(direction: direction, belongsToJunction: isNear)
        }
    }

    /// Whether there is a signal at a node.
    func isAt(_ node: Int64) -> Bool { signals[node] != nil }

    /// The direction of those whom a signal on a street between two junctions is for: it stands at the stop line before the
    /// nearer one. Nil, for both, where neither is near. `behind` and `ahead` are the metres to the junctions.
    static func direction(behind: Double, ahead: Double) -> WayDirection? {
        guard min(behind, ahead) < junctionMetres else { return nil }
        return ahead < behind ? .forward : .backward
    }

    /// Seconds that a profile loses at a node on its way along (or against) the way the node lies on; `toward` is the direction
    /// that its place suggests where its tags name none.
    func seconds(at node: Int64, profile: Int, isForward: Bool, toward: WayDirection? = nil) -> Double {
        guard let signal = signals[node] else { return 0 }
        let profile = profiles[profile]
        if signal.belongsToJunction, !profile.waitsAtEverySignal { return 0 }
        if let direction = signal.direction ?? (profile.waitsAtEverySignal ? nil : toward),
            (direction == .forward) != isForward
        {
            return 0
        }
        return profile.signalSeconds
    }
}
