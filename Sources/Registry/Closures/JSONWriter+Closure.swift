internal import GeoIndex
package import Records
package import Routing

extension JSONWriter {
    /// Writes a closure as a feature of a closure file. Members with their standard value are left out, so equal closures
    /// give equal bytes. Positions have 7 decimals, about a centimetre.
    package mutating func feature(_ closure: Closure) {
        object { json in
            json.member("type", "Feature")
            if !closure.id.isEmpty { json.member("id", closure.id) }
            json.key("geometry")
            json.geometry(closure.roads)
            json.key("properties")
            json.object { $0.properties(closure) }
        }
    }

    private mutating func geometry(_ roads: Closure.Roads) {
        switch roads {
        case .points(let positions, _): shape("MultiPoint") { $0.positions(positions) }
        case .line(let positions, _): shape("LineString") { $0.positions(positions) }
        case .area(let polygons):
            shape("MultiPolygon") { json in
                json.array { json in
                    for polygon in polygons {
                        json.array { json in for ring in polygon.rings { json.positions(ring) } }
                    }
                }
            }
        case .ways, .arcs: null()
        }
    }

    private mutating func shape(_ type: String, _ coordinates: (inout JSONWriter) -> Void) {
        object { json in
            json.member("type", type)
            json.key("coordinates")
            coordinates(&json)
        }
    }

    private mutating func positions(_ positions: [Coordinate]) {
        array { json in
            for position in positions {
                json.array { json in
                    json.number(position.longitude, decimals: 7)
                    json.number(position.latitude, decimals: 7)
                }
            }
        }
    }

    private mutating func properties(_ closure: Closure) {
        switch closure.roads {
        case .points(_, let radius), .line(_, let radius): member("radiusMetres", radius, decimals: 2)
        case .ways(let ids): integers("ways", ids.map { Int($0) })
        case .arcs(let arcs): integers("arcs", arcs)
        case .area: break
        }
        if closure.direction != .both { member("direction", closure.direction.rawValue) }
        if !closure.profiles.isEmpty {
            key("profiles")
            array { json in for profile in closure.profiles.sorted() { json.string(profile) } }
        }
        if closure.sparesBridges { member("sparesBridges", true) }
        if closure.sparesTunnels { member("sparesTunnels", true) }
        if let from = closure.from { member("from", Self.time(from)) }
        if let until = closure.until { member("until", Self.time(until)) }
        if !closure.note.isEmpty { member("note", closure.note) }
        if !closure.source.isEmpty { member("source", closure.source) }
    }

    private mutating func integers(_ name: StaticString, _ values: [Int]) {
        key(name)
        array { json in for value in values { json.integer(value) } }
    }

    private static func time(_ seconds: Int64) -> String { TimeText.text(UTCInstant(seconds: Int(seconds))) }
}

extension Closure {
    /// The closure as a feature.
    private var featureBytes: [UInt8] {
        var json = JSONWriter()
        json.feature(self)
        return json.bytes
    }

    /// The closure as a feature, as its reader takes it; null when it cannot be written.
    var feature: StrictJSON { (try? StrictJSON(featureBytes)) ?? .null }

    /// The form as it is stored: a feature without identifier and source, which have columns of their own.
    var storedText: String {
        var form = self
        (form.id, form.source) = ("", "")
        return String(decoding: form.featureBytes, as: UTF8.self)
    }
}
