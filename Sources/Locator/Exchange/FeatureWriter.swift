public import Exchange
internal import GeoIndex
public import Records

/// Features for exports: structures as points, municipalities as outlines, in GeoJSON (RFC 7946) or with the axes of
/// another system.
extension JSONWriter {
    /// Writes the structure in `row` as a GeoJSON feature, with further members from `more`.
    public mutating func feature(
        structure row: Int, of dataset: Dataset, in crs: ExchangeCRS, _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        let structure = dataset.structure(at: row)
        object { json in
            json.member("type", "Feature")
            json.member("id", structure.id)
            json.key("geometry")
            if let coordinate = structure.coordinate {
                json.object { json in
                    json.member("type", "Point")
                    json.key("coordinates")
                    json.position(coordinate, in: crs)
                }
            } else {
                json.null()
            }
            json.key("properties")
            json.object { json in
                for (name, value) in StructureTable.values(of: structure, in: dataset) {
                    json.key(named: name)
                    switch value {
                    case .text(let text): if let text { json.string(text) } else { json.null() }
                    case .number(let number):
                        if let number { json.number(number, decimals: 7) } else { json.null() }
                    }
                }
            }
            more(&json)
        }
    }

    /// Writes the municipality in `row` as a GeoJSON feature, with further members from `more`.
    public mutating func feature(
        municipality row: Int, of dataset: Dataset, in crs: ExchangeCRS, _ more: (inout JSONWriter) -> Void = { _ in }
    ) {
        let municipality = dataset.municipalities[row]
        object { json in
            json.member("type", "Feature")
            json.member("id", municipality.code)
            json.key("geometry")
            let outline = dataset.outline(ofMunicipality: row)
            if municipality.outline == .none || outline.isEmpty {
                json.null()
            } else {
                json.object { json in
                    json.member("type", "MultiPolygon")
                    json.key("coordinates")
                    json.array { json in
                        for polygon in outline {
                            json.array { json in
                                for ring in polygon.rings {
                                    json.array { json in
                                        for corner in ring { json.position(corner, in: crs) }
                                        if let first = ring.first, first != ring.last { json.position(first, in: crs) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
            json.key("properties")
            json.object { json in
                json.member("code", municipality.code)
                json.member("alternative_code", municipality.alternativeCode)
                json.member("name_el", municipality.names.text(in: "el"))
                json.member("name_en", municipality.names.text(in: "en"))
                json.member("population", municipality.population)
                json.member("population_year", municipality.populationYear)
                json.member("outline", municipality.outline.rawValue)
            }
            more(&json)
        }
    }

    private mutating func position(_ coordinate: Coordinate, in crs: ExchangeCRS) {
        let (first, second) = crs.numbers(coordinate)
        array { json in
            json.number(first, decimals: crs.decimals)
            json.number(second, decimals: crs.decimals)
        }
    }
}
