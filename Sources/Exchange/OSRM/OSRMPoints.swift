package import GeoIndex
package import Records
package import Routing

/// Coordinates of one question in OSRM's form, joined to the network as OSRM does: times and lengths begin and end on the
/// road, and the straight leg to it counts for nothing.
package struct OSRMPoints {
    /// Where each coordinate joins, with the straight leg.
    package let snaps: [Snap]
    /// The same as points of the router, without straight legs.
    package let points: [RoutePoint]

    /// Joins the coordinates; throws `NoSegment` for the first with no road within its radius.
    ///
    /// When the nearest places of all lie in one part of the network they are taken, else those in a main part.
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
            // A direction asked for chooses one road; else all that meet there take part.
            let others = heading == nil ? graph.beside(onRoad, profile: profile) : []
            return RoutePoint(coordinate: snap.position.coordinate, profile: profile, snaps: [onRoad] + others)
        }
    }
}

extension OSRMFault {
    /// That a coordinate joins no road.
    package static func noSegment(_ index: Int, _ options: OSRMOptions) -> OSRMFault {
        let heading = options.headings[index] == nil ? "" : " that leads in the direction asked for"
        return OSRMFault(
            .noSegment, "coordinate \(index): no road\(heading) within \(Int(options.radiuses[index])) m")
    }
}

extension JSONWriter {
    /// A waypoint as OSRM writes it, then what `more` adds to it.
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
