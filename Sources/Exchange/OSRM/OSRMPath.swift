package import GeoIndex
internal import Records

/// What OSRM's paths `/{service}/v1/{profile}/{coordinates}` say beside the service.
package enum OSRMPath {
    /// The profiles that OSRM's users ask for, with the names they have here.
    package static let profiles = [
        "car": "car", "driving": "car", "foot": "foot", "walking": "foot", "bike": "bicycle", "bicycle": "bicycle",
        "cycling": "bicycle", "rescue": "rescue",
    ]

    /// The services that OSRM has; those that ``OSRMOptions/Service`` has are answered.
    package static let services = ["route", "table", "nearest", "match", "trip", "tile"]

    /// Profile and coordinates, decoded, of what follows the service's name in a path; throws `InvalidVersion`,
    /// `NotImplemented` for a service that is not answered, and `InvalidUrl`.
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

    /// The name of a profile in the road graph.
    package static func profile(_ name: String) throws(OSRMFault) -> String {
        guard let profile = profiles[name] else {
            let known = profiles.keys.sorted().joined(separator: ", ")
            throw OSRMFault(.invalidURL, "profile \"\(name.prefix(40))\": expected one of \(known)")
        }
        return profile
    }

    /// The coordinates of `lon,lat;lon,lat…`, `polyline(…)` or `polyline6(…)`, an ending `.json` aside.
    ///
    /// Throws `InvalidUrl` for another form, `InvalidValue` for a position outside of the earth, `InvalidOptions` for too
    /// few and `TooBig` for too many. O(characters).
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
