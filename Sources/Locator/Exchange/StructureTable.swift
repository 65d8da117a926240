internal import Exchange
internal import GeoIndex
public import Records

/// Structures as a flat table. The columns are the same in CSV, GeoJSON properties and OGC features.
public enum StructureTable {
    /// A cell.
    public enum Value: Hashable, Sendable {
        case text(String?)
        case number(Double?)
    }

    /// The name and HXL hashtag of each column. Codes are texts, so that leading zeros remain.
    public static let columns: [(name: String, tag: String)] = [
        ("id", "#loc+id"), ("kind", "#loc+type"), ("name_el", "#loc+name+i_el"), ("name_en", "#loc+name+i_en"),
        ("parent", "#loc+parent+id"), ("organisation", "#org+id"), ("municipality_code", "#adm3+code"),
        ("municipality_el", "#adm3+name+i_el"), ("address", "#loc+address"), ("phone", "#contact+phone"),
        ("email", "#contact+email"), ("website", "#contact+url"), ("lon", "#geo+lon"), ("lat", "#geo+lat"),
        ("accuracy_m", "#geo+precision"), ("status", "#status"), ("opening_hours", "#date+hours"),
        ("step_free", "#access+stepfree"), ("languages", "#language"), ("audiences", "#population+type"),
        ("services", "#service"), ("cost", "#value+type"), ("appointment", "#access+appointment"),
        ("source", "#meta+source"), ("source_date", "#date+source"), ("checked_on", "#date+checked"),
    ]

    /// Returns the cells of a structure by column.
    public static func values(of structure: Structure, in dataset: Dataset) -> [(name: String, value: Value)] {
        let details = structure.details
        let municipality = structure.municipality.flatMap(dataset.municipality(code:))
        let cells: [Value] = [
            .text(structure.id), .text(structure.kind), .text(structure.names.text(in: "el")),
            .text(structure.names.text(in: "en")), .text(structure.parent), .text(details.organisation),
            .text(structure.municipality), .text(municipality?.names.text(in: "el")),
            .text(structure.address.isEmpty ? nil : structure.address.text(in: "el")), .text(structure.phone),
            .text(structure.email), .text(structure.website), .number(structure.coordinate?.longitude),
            .number(structure.coordinate?.latitude), .number(structure.statedAccuracyMetres),
            .text(structure.status.rawValue), .text(structure.openingHours),
            .text(structure.isStepFree.map { $0 ? "yes" : "no" } ?? "unknown"), .text(list(details.languages)),
            .text(list(details.audiences)), .text(list(details.services.map(\.code))), .text(details.cost?.rawValue),
            .text(details.appointment?.rawValue), .text(structure.source), .text(structure.sourceDate),
            .text(structure.checkedOn),
        ]
        return zip(columns, cells).map { ($0.name, $1) }
    }

    private static func list(_ texts: [String]) -> String? { texts.isEmpty ? nil : texts.joined(separator: "|") }

    /// Returns the table as CSV (RFC 4180, UTF-8 with a byte order mark, decimal point) with a row of HXL hashtags
    /// below the header.
    public static func csv(rows: [Int], of dataset: Dataset, delimiter: UInt8 = UInt8(ascii: ",")) -> [UInt8] {
        let structures = rows.map { row in
            values(of: dataset.structure(at: row), in: dataset).map { _, value in
                switch value {
                case .text(let text): text ?? ""
                case .number(let number): number.map { CSVLine.number($0, decimals: 7) } ?? ""
                }
            }
        }
        return CSVLine.file([columns.map(\.name), columns.map(\.tag)] + structures, delimiter: delimiter)
    }
}

extension Dataset {
    /// Returns the structures in `rows` as a GeoJSON feature collection.
    public func featureCollection(rows: [Int]) -> [UInt8] {
        var json = JSONWriter(capacity: 1024 + rows.count * 768)
        json.object { json in
            json.member("type", "FeatureCollection")
            json.member("build", buildID.description)
            json.member("dataDate", dataDate)
            json.key("features")
            json.array { json in for row in rows { json.feature(structure: row, of: self, in: .crs84) } }
        }
        return json.bytes
    }
}
