package import GeoIndex
internal import Records

/// Parses OSRM's paths `/{service}/v1/{profile}/{coordinates}`.
package enum OSRMPath {
    /// The names of profiles in OSRM, each with the name of the profile here.
    package static let profiles = [
        "car": "car", "driving": "car", "foot": "foot", "walking": "foot", "bike": "bicycle", "bicycle": "bicycle",
        "cycling": "bicycle", "rescue": "rescue",
    ]

    /// The services of OSRM. Those in ``OSRMOptions/Service`` are answered.
    package static let services = ["route", "table", "nearest", "match", "trip", "tile"]

    /// Returns service, profile and coordinates from the decoded parts of a path.
    ///
    /// - Parameter rest: The parts after the service's name.
    /// - Throws: `OSRMFault` with `InvalidUrl`, `InvalidVersion`, or `NotImplemented` for a service that is not
    ///   answered.
    package static func parts(
        _ service: String, _ rest: [String]
    ) throws(OSRMFault) -> (service: OSRMOptions.Service, profile: String, coordinates: String) {
        let form = "expected /\(service)/v1/{profile}/{longitude},{latitude};…"
        guard let version = rest.first, version.hasPrefix("v"), !version.dropFirst().isEmpty,
            version.dropFirst().utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
        else { throw OSRMFault(.invalidURL, form) }
        guard version == "v1" else {
            throw OSRMFault(.invalidVersion, "version \"\(version.prefix(40))\": expected v1")
        }
        guard let answered = OSRMOptions.Service(rawValue: service) else {
            throw OSRMFault(.notImplemented, "\(service) is not answered here; route, table and nearest are")
        }
        guard rest.count == 3 else { throw OSRMFault(.invalidURL, form) }
        return (answered, rest[1], rest[2])
    }

    /// Returns the name of a profile in the road graph.
    ///
    /// - Throws: `OSRMFault` with `InvalidUrl` for an unknown profile.
    package static func profile(_ name: String) throws(OSRMFault) -> String {
        guard let profile = profiles[name] else {
            let known = profiles.keys.sorted().joined(separator: ", ")
            throw OSRMFault(.invalidURL, "profile \"\(name.prefix(40))\": expected one of \(known)")
        }
        return profile
    }

    /// Reads coordinates as `lon,lat;lon,lat…`, `polyline(…)` or `polyline6(…)`, with an optional `.json` at the end.
    /// O(characters).
    ///
    /// - Throws: `OSRMFault` with `InvalidUrl` for another form, `InvalidValue` for a position outside of the earth,
    ///   `InvalidOptions` for too few and `TooBig` for too many coordinates.
    package static func coordinates(
        _ text: String, count: ClosedRange<Int>
    ) throws(OSRMFault) -> [Coordinate] {
        guard !text.hasSuffix(".flatbuffers") else {
            throw OSRMFault(.notImplemented, "format: flatbuffers is not written here, json is")
        }
        let text = text.hasSuffix(".json") ? text.dropLast(5) : text[...]
        let line = try encoded(text, limit: count.upperBound)
        let result = if let line { line } else { try plain(text, limit: count.upperBound) }
        guard result.count >= count.lowerBound else {
            throw OSRMFault(.invalidOptions, "\(result.count) coordinates: expected at least \(count.lowerBound)")
        }
        guard result.count <= count.upperBound else {
            throw OSRMFault(.tooBig, "more coordinates than \(count.upperBound)")
        }
        return result
    }

    private static func encoded(_ text: Substring, limit: Int) throws(OSRMFault) -> [Coordinate]? {
        guard text.hasPrefix("polyline"), text.hasSuffix(")") else { return nil }
        let digits = text.hasPrefix("polyline6(") ? 6 : 5
        guard digits == 6 || text.hasPrefix("polyline(") else { return nil }
        let code = text.dropFirst(digits == 6 ? 10 : 9).dropLast()
        guard let line = PolylineCode.decode(code, digits: digits, limit: limit) else {
            throw OSRMFault(.invalidURL, "coordinates: expected an encoded polyline of at most \(limit) positions")
        }
        return line
    }

    private static func plain(_ text: Substring, limit: Int) throws(OSRMFault) -> [Coordinate] {
        var result: [Coordinate] = []
        for (index, pair) in text.split(separator: ";", omittingEmptySubsequences: false).enumerated() {
            guard result.count <= limit else { break }
            let parts = pair.split(separator: ",", omittingEmptySubsequences: false)
            guard parts.count == 2, pair.utf8.count <= 80, let longitude = PointText.number(parts[0]),
                let latitude = PointText.number(parts[1])
            else {
                throw OSRMFault(
                    .invalidURL, "coordinate \(index): got \"\(pair.prefix(40))\", expected longitude,latitude")
            }
            let coordinate = Coordinate(longitude: longitude, latitude: latitude)
            guard coordinate.isValid else {
                throw OSRMFault(
                    .invalidValue,
                    "coordinate \(index): got \"\(pair.prefix(40))\", expected -180…180 and -90…90, longitude first")
            }
            result.append(coordinate)
        }
        return result
    }
}
