package import GeoIndex
package import Records
package import Routing

/// The coordinates of a question in OSRM's form, snapped to the network. As in OSRM, durations and distances begin and
/// end on the road; the straight line to it does not count.
package struct OSRMPoints {
    /// The snap of each coordinate, with the distance to the road.
    package let snaps: [Snap]
    /// The snaps as points of the router, without the distance to the road.
    package let points: [RoutePoint]

    /// Snaps the coordinates.
    ///
    /// When the nearest snaps of all coordinates are in the same part of the network, these are used, else snaps to a
    /// main part.
    ///
    /// - Throws: `OSRMFault` with `NoSegment` for the first coordinate without a road within its radius.
    package init(
        _ coordinates: [Coordinate], _ options: OSRMOptions, on graph: RoadGraph, profile: Int
    ) throws(OSRMFault) {
        var choices: [SnapChoice] = []
        for (index, coordinate) in coordinates.enumerated() {
            let radius = options.radiuses[index]
            let choice =
                if let heading = options.headings[index] {
                    graph.snap(coordinate, profile: profile, heading: heading, maximumMetres: radius)
                } else {
                    graph.snap(coordinate, profile: profile, maximumMetres: radius)
                }
            guard choice.main != nil || choice.apart != nil else { throw OSRMFault.noSegment(index, options) }
            choices.append(choice)
        }
        let nearest = choices.compactMap { $0.apart ?? $0.main }
        let isTogether = Set(nearest.map(\.component)).count == 1
        snaps = isTogether ? nearest : choices.compactMap { $0.main ?? $0.apart }
        points = zip(snaps, options.headings).map { snap, heading in
            var onRoad = snap
            onRoad.metres = 0
            // A heading selects a single road; otherwise all roads that meet there count.
            let others = heading == nil ? graph.beside(onRoad, profile: profile) : []
            return RoutePoint(coordinate: snap.position.coordinate, profile: profile, snaps: [onRoad] + others)
        }
    }
}

extension OSRMFault {
    /// Returns the error for a coordinate without a road within its radius.
    package static func noSegment(_ index: Int, _ options: OSRMOptions) -> OSRMFault {
        let heading = options.headings[index] == nil ? "" : " that leads in the direction asked for"
        return OSRMFault(
            .noSegment, "coordinate \(index): no road\(heading) within \(Int(options.radiuses[index])) m")
    }
}

extension JSONWriter {
    /// Writes a waypoint in OSRM's form, with further members from `more`.
    package mutating func waypoint(_ snap: Snap, in graph: RoadGraph, _ more: (inout JSONWriter) -> Void = { _ in }) {
        object { json in
            json.member("name", graph.name(ofSegment: snap.position.segment).local)
            json.key("location")
            json.position(snap.position.coordinate)
            json.member("distance", snap.metres, decimals: 1)
            more(&json)
        }
    }
}
