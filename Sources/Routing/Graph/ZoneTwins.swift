/// Twins for streets that are connected to the open network only through a street that is a zone at times.
///
/// Such a street belongs to the zone while there is one, and is open otherwise. It gets a twin that is a zone at all
/// times: while the street before it is open, trips use the street itself; while that is a zone, trips that begin or
/// end there use the twin.
enum ZoneTwins {
    /// Adds the twins to a network. O(arcs · profiles) when it has any such street, otherwise O(arcs).
    static func add(to draft: inout RoadNetworkDraft, profileCount: Int) {
        guard draft.endsOnlyAtTimes.contains(where: { $0 != 0 }) else { return }
        let open = AccessZones(draft, profileCount: profileCount).zone
        let worst = AccessZones(draft, profileCount: profileCount, atWorst: true).zone
        var twinsOfWay: [Int64: [Int]] = [:]
        for segment in draft.segments.indices {
            func belongs(_ arc: Int) -> UInt8 {
                worst[arc] & ~open[arc] & ~draft.endsOnlyAtTimes[arc] & draft.users[arc]
            }
            let profiles = [belongs(2 * segment), belongs(2 * segment + 1)]
            // A street with conditions of its own gets no twin, because its weights change with them.
            guard profiles[0] | profiles[1] != 0, !draft.conditions.holds(segment) else { continue }
            twinsOfWay[draft.segments[segment].way, default: []].append(draft.segments.count)
            var twin = draft.segments[segment]
            let start = draft.shape.count
            draft.shape.append(contentsOf: Array(draft.shape[twin.shape]))
            twin.shape = start..<draft.shape.count
            draft.segments.append(twin)
            for (direction, mask) in profiles.enumerated() {
                for profile in 0..<profileCount {
                    let isIn = mask & 1 << UInt8(profile) != 0
                    draft.weights[profile].append(
                        isIn ? draft.weights[profile][2 * segment + direction] : .unreachable)
                }
                draft.users.append(mask)
                draft.endsOnly.append(mask)
                draft.endsOnlyAtTimes.append(0)
            }
        }
        for (way, twins) in twinsOfWay { draft.segmentsOfWay[way, default: []] += twins }
    }
}
