internal import Records
internal import Routing

extension JSONWriter {
    /// Writes the requested annotations of a leg. Each list has one entry per piece of the line.
    mutating func osrmAnnotation(_ leg: Route, _ asked: Set<OSRMOptions.Annotation>) {
        let stretches =
            leg.stretches.isEmpty ? [RouteStretch(seconds: 0, metres: 0, isChanged: false)] : leg.stretches
        key("annotation")
        object { json in
            if asked.contains(.speed) {
                json.key("speed")
                json.numbers(Self.speeds(stretches), decimals: 1)
            }
            if asked.contains(.duration) {
                json.key("duration")
                json.numbers(stretches.map(\.seconds), decimals: 4)
            }
            if asked.contains(.distance) {
                json.key("distance")
                json.numbers(stretches.map(\.metres), decimals: 4)
            }
            if asked.contains(.weight) {
                json.key("weight")
                json.numbers(stretches.map(\.seconds), decimals: 4)
            }
            guard asked.contains(.datasources) else { return }
            json.key("datasources")
            json.array { json in for stretch in stretches { json.integer(stretch.isChanged ? 1 : 0) } }
            json.key("metadata")
            json.object { $0.member("datasource_names", ["profile", "closures"]) }
        }
    }

    /// Returns the speeds in metres per second. A piece without duration has the speed of the piece before, as in OSRM.
    private static func speeds(_ stretches: [RouteStretch]) -> [Double] {
        var last = 0.0
        return stretches.map { stretch in
            if stretch.seconds > 0 { last = stretch.metres / stretch.seconds }
            return last
        }
    }

    private mutating func numbers(_ values: [Double], decimals: Int) {
        array { json in for value in values { json.number(value, decimals: decimals) } }
    }
}
