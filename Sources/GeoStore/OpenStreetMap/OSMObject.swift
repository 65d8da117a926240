internal import COsmium
internal import GeoIndex

/// An object as passed by COsmium; valid only during the callback.
struct OSMObject {
    /// The C struct; its pointers are valid only during the callback.
    let raw: cosmium_object

    var id: OSMObjectID { OSMObjectID(OSMObjectID.Kind(rawValue: raw.kind) ?? .relation, raw.id) }
    var interests: OSMInterest { OSMInterest(rawValue: raw.interests) }

    /// Copies the tags; invalid UTF-8 is replaced by replacement characters.
    var tags: OSMTags {
        let bytes = UnsafeRawBufferPointer(start: raw.tags, count: raw.tags_length)
        let isPlain = bytes.allSatisfy { $0 < 0x80 }
        if isPlain || String(validating: bytes, as: UTF8.self) != nil { return OSMTags(bytes: Array(bytes)) }
        return OSMTags(bytes: Array(String(decoding: bytes, as: UTF8.self).utf8))
    }

    /// The reason why the object has no rings or position.
    var problem: String? { raw.problem.map { String(cString: $0) } }

    var vertices: UnsafeBufferPointer<cosmium_vertex> {
        UnsafeBufferPointer(start: raw.vertices, count: raw.vertex_count)
    }

    var members: UnsafeBufferPointer<cosmium_member> {
        UnsafeBufferPointer(start: raw.members, count: raw.member_count)
    }

    /// The rings as polygons, each with its outer ring first.
    var area: MultiPolygon {
        var area: MultiPolygon = []
        for ring in UnsafeBufferPointer(start: raw.rings, count: raw.ring_count) {
            let line = UnsafeBufferPointer(start: ring.vertices, count: ring.count).map(\.coordinate)
            if ring.is_outer {
                area.append(Polygon(rings: [line]))
            } else if !area.isEmpty {
                area[area.count - 1].rings.append(line)
            }
        }
        return area
    }
}

extension cosmium_vertex {
    /// Whether the node's position is in the file.
    var isKnown: Bool { longitude != INT32_MAX }

    /// The position in degrees.
    var coordinate: Coordinate { Coordinate(longitude: Double(longitude) / 1e7, latitude: Double(latitude) / 1e7) }
}

extension cosmium_member {
    var object: OSMObjectID { OSMObjectID(OSMObjectID.Kind(rawValue: kind) ?? .relation, ref) }

    var roleText: String {
        String(decoding: UnsafeRawBufferPointer(start: role, count: role_length), as: UTF8.self)
    }

    var points: UnsafeBufferPointer<cosmium_vertex> { UnsafeBufferPointer(start: vertices, count: vertex_count) }
}

extension UnsafeBufferPointer<cosmium_vertex> {
    /// The runs of at least two known vertices.
    var knownRuns: [Range<Int>] {
        var runs: [Range<Int>] = []
        var start = startIndex
        for index in indices where !self[index].isKnown {
            if index - start > 1 { runs.append(start..<index) }
            start = index + 1
        }
        if endIndex - start > 1 { runs.append(start..<endIndex) }
        return runs
    }

    /// Whether the first and last node are the same and enclose an area.
    var isRing: Bool { count > 3 && self[0].ref == self[count - 1].ref }

    /// The number of vertices without a position.
    var unknownCount: Int { reduce(0) { $0 + ($1.isKnown ? 0 : 1) } }
}
