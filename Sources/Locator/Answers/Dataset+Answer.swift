public import GeoIndex
public import Records

/// JSON documents in the form of the interface. Each begins with the build and the date of its data.
extension Dataset {
    /// Returns a JSON document with `build`, `dataDate` and the members that `body` writes.
    public func answer(capacity: Int = 4096, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
        var json = JSONWriter(capacity: capacity)
        json.object { json in
            json.member("build", buildText)
            json.member("dataDate", dataDate)
            body(&json)
        }
        return json.bytes
    }
}

extension JSONWriter {
    /// Writes the structure in `row` of a dataset as the interface shows it. O(bytes): copies the text that the build
    /// prepared.
    public mutating func structure(row: Int, of dataset: Dataset) {
        dataset.structureFile.writeDocument(at: row, to: &self)
    }

    /// Writes a structure as the interface shows it.
    mutating func structure(_ structure: Structure, of kind: StructureKind?, municipality: Municipality?) {
        object { json in
            json.member("id", structure.id)
            json.member("name", structure.names)
            json.member("kind", structure.kind)
            json.key("kindName")
            if let kind { json.text(kind.names) } else { json.null() }
            json.member("parent", structure.parent)
            json.key("municipality")
            if let municipality {
                json.municipalityReference(municipality)
            } else {
                json.null()
            }
            json.member("address", structure.address)
            json.member("phone", structure.phone)
            json.member("email", structure.email)
            json.member("website", structure.website)
            json.members(of: structure.coordinate)
            json.member(
                "accuracyMetres", json.keepsTextsExact ? structure.accuracyMetres : structure.statedAccuracyMetres,
                decimals: 6)
            json.member("positionNote", structure.positionNote)
            json.member("status", structure.status.rawValue)
            json.member("openingHours", structure.openingHours)
            json.member("wheelchair", structure.wheelchair)
            json.member("source", structure.source)
            json.member("sourceDate", structure.sourceDate)
            json.member("checkedOn", structure.checkedOn)
            json.key("details")
            if structure.details == StructureDetails() {
                json.null()
            } else {
                json.object { json in structure.details.writeMembers(to: &json) }
            }
        }
    }

    /// Writes the code and name of a municipality.
    public mutating func municipalityReference(_ municipality: Municipality) {
        object { json in
            json.member("code", municipality.code)
            json.member("name", municipality.names)
        }
    }

    /// Writes a municipality with all its members.
    public mutating func municipality(_ municipality: Municipality, bounds: BoundingBox?) {
        object { json in
            json.member("code", municipality.code)
            json.member("alternativeCode", municipality.alternativeCode)
            json.member("name", municipality.names)
            json.member("formerNames", municipality.formerNames)
            json.member("regionalUnit", municipality.regionalUnit)
            json.key("seat")
            if municipality.seatNames.isEmpty && municipality.seat == nil {
                json.null()
            } else {
                json.object { json in
                    json.member("name", municipality.seatNames)
                    json.members(of: municipality.seat)
                }
            }
            json.member("population", municipality.population)
            json.member("populationYear", municipality.populationYear)
            json.member("areaSquareKilometres", municipality.squareKilometres, decimals: 1)
            json.member("outline", municipality.outline.rawValue)
            json.key("bounds")
            if let bounds, municipality.outline != .none {
                json.array { json in
                    for degrees in [bounds.west, bounds.south, bounds.east, bounds.north] {
                        json.number(degrees, decimals: 7)
                    }
                }
            } else {
                json.null()
            }
        }
    }
}
