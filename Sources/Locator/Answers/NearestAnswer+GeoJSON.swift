internal import GeoIndex
internal import OpeningHours
internal import Records

extension Dataset {
    /// Returns a nearest answer as a GeoJSON feature collection (RFC 7946), one point per structure in the order of the
    /// answer.
    public func featureCollection(_ answer: NearestAnswer) -> [UInt8] {
        var json = JSONWriter(capacity: 1024 + answer.results.count * 1024)
        json.object { json in
            json.member("type", "FeatureCollection")
            json.member("build", buildID.description)
            json.member("dataDate", dataDate)
            json.key("features")
            json.array { json in
                for result in answer.results {
                    let structure = result.structure
                    json.object { json in
                        json.member("type", "Feature")
                        json.member("id", structure.id)
                        json.key("geometry")
                        json.point(structure.coordinate)
                        json.key("properties")
                        json.object { json in
                            json.member("name", structure.names)
                            json.member("kind", structure.kind)
                            json.member("competent", result.isCompetent)
                            json.member("metres", result.travel.metres, decimals: 1)
                            json.member("accuracyMetres", structure.statedAccuracyMetres, decimals: 0)
                            json.member("phone", structure.phone)
                            json.member("opening", result.opening.state.code)
                            json.member("status", structure.status.rawValue)
                        }
                    }
                }
            }
        }
        return json.bytes
    }
}
