import GeoIndex

/// The seconds lost at traffic signals, by node.
///
/// A junction is mapped with a signal at each stop line and one at each pedestrian crossing, but a driver waits only
/// once. So a signal at a crossing counts only away from the signals of a junction.
struct SignalDelays {
    private struct Signal {
        /// The direction along its way that the signal is for; nil for both.
        var direction: WayDirection?
        /// Whether it is a pedestrian crossing beside the signals of a junction.
        var belongsToJunction: Bool
    }

    private var signals: [Int64: Signal] = [:]
    private let profiles: [TravelProfile]

    /// A crossing within this many metres of a signal for vehicles belongs to it.
    private static let junctionMetres = 50.0

    /// Finds the signals on ways. O(nodes of the ways + signals · signals nearby).
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
        // With cells of more than `junctionMetres`, all signals nearby lie in the same cell or in one beside it.
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

    /// The direction that a signal on a street between two junctions is for: it stands before the nearer junction. Nil
    /// (both directions) when neither junction is near.
    ///
    /// - Parameters:
    ///   - behind: Metres back to the junction at the tail.
    ///   - ahead: Metres on to the junction at the head.
    static func direction(behind: Double, ahead: Double) -> WayDirection? {
        guard min(behind, ahead) < junctionMetres else { return nil }
        return ahead < behind ? .forward : .backward
    }

    /// The seconds that a profile loses at a node when travelling along its way, or against it.
    ///
    /// - Parameter toward: The direction suggested by the signal's place, used when its tags name none.
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
