internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import GeoStore
internal import Locator
internal import Records

extension PlacedRow {
    /// The result as text.
    var words: String {
        if let place { return "\(outcome.rawValue): \(Self.words(place))" }
        return "\(outcome.rawValue)\(listed.addressText.isEmpty ? "" : " («\(listed.addressText)»)")"
    }

    /// Further lines: possible places and findings.
    var hints: [String] {
        (outcome == .ambiguous ? candidates.map { "perhaps \(Self.words($0))" } : [])
            + findings.map { "\($0.severity.rawValue): \($0.check.rawValue): \($0.message)" }
    }

    private static func words(_ place: GeocodeResult) -> String {
        "\(place.line(in: .greek)), \(place.kind.rawValue), \(place.match == .exact ? "" : "\(place.match.rawValue), ")"
            + "±\(Int(place.accuracyMetres.rounded(.up))) m"
    }

    func write(to json: inout JSONWriter) {
        json.object { json in
            json.member("position", listed.position)
            json.member("id", listed.id)
            json.member("address", listed.addressText)
            json.member("outcome", outcome.rawValue)
            json.members(of: place?.coordinate ?? listed.coordinate)
            json.member("accuracyMetres", place?.accuracyMetres ?? listed.accuracyMetres, decimals: 0)
            json.member("match", place?.match.rawValue)
            json.member("placeKind", place?.kind.rawValue)
            json.key("candidates")
            json.array { json in
                for candidate in candidates {
                    json.object { json in
                        json.member("label", candidate.label)
                        json.member("kind", candidate.kind.rawValue)
                        json.members(of: candidate.coordinate)
                        json.member("accuracyMetres", candidate.accuracyMetres, decimals: 0)
                        json.member("match", candidate.match.rawValue)
                    }
                }
            }
            json.key("findings")
            json.array { json in for finding in findings { finding.write(to: &json) } }
        }
    }
}
