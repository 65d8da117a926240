internal import Geocoding
internal import GeoIndex
internal import Locator
internal import Records

/// Prints the results of geocoding in each format.
struct GeocodeOutput {
    let candidates: [GeocodeCandidate]
    let document: [UInt8]
    let language: Language

    func print(as format: OutputFormat) {
        switch format {
        case .text: for candidate in candidates { Output.line(line(candidate)) }
        case .json: Output.document(document)
        case .csv: csv()
        case .geojson: geojson()
        }
    }

    private func line(_ candidate: GeocodeCandidate) -> String {
        let result = candidate.result
        let distance = candidate.metres.map { " · " + distanceText($0, in: language) } ?? ""
        return "\(result.line(in: language)) · \(result.kind.rawValue) · \(result.match.rawValue)"
            + " · ±\(distanceText(result.accuracyMetres, in: language))\(distance)"
    }

    private func csv() {
        Output.csv(["label", "kind", "lon", "lat", "accuracyMetres", "match", "street", "houseNumber", "postcode"])
        for result in candidates.map(\.result) {
            Output.csv([
                result.label.text(in: language), result.kind.rawValue, CSVLine.degrees(result.coordinate.longitude),
                CSVLine.degrees(result.coordinate.latitude), CSVLine.number(result.accuracyMetres, decimals: 0),
                result.match.rawValue,
                result.street ?? "", result.houseNumber ?? "", result.postcode ?? "",
            ])
        }
    }

    private func geojson() {
        var json = JSONWriter()
        json.object { json in
            json.member("type", "FeatureCollection")
            json.key("features")
            json.array { json in
                for result in candidates.map(\.result) {
                    json.object { json in
                        json.member("type", "Feature")
                        json.key("geometry")
                        json.point(result.coordinate)
                        json.key("properties")
                        json.object { json in
                            json.member("label", result.label)
                            json.member("kind", result.kind.rawValue)
                            json.member("accuracyMetres", result.accuracyMetres, decimals: 0)
                            json.member("match", result.match.rawValue)
                        }
                    }
                }
            }
        }
        Output.document(json.bytes)
    }
}
