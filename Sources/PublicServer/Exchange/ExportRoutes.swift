internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// Downloads under `/export/`: CSV, GeoJSON, HSDS 3 services as JSON, and the catalogue record.
enum ExportRoutes {
    static func answer(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, address: OutsideAddress
    ) throws -> Response {
        let parameters = try request.parameters(Self.parameters)
        let name = try context.component("name")
        let today = data.today
        func file(
            _ mediaType: String, state: String = "", address: OutsideAddress? = nil, _ bytes: () -> [UInt8]
        ) -> Response {
            var headers = JSONAnswer.origin(data)
            headers[.contentDisposition] = "inline; filename=\"\(name)\""
            return JSONAnswer.ofBuild(
                "\(data.build)-\(today.dayNumber)\(state)", request, mediaType: mediaType, headers: headers,
                address: address, bytes)
        }
        var rows: [Int] { data.dataset.publishedRows(on: today) }
        switch name {
        case "structures.csv":
            let csv = CSVDownload(parameters)
            return file(CSVDownload.mediaType, state: "-\(csv.delimiter)") {
                StructureTable.csv(rows: rows, of: data.dataset, delimiter: csv.delimiter)
            }
        case "structures.geojson": return file(JSONAnswer.geoJSON) { data.dataset.featureCollection(rows: rows) }
        case "services.json": return file(JSONAnswer.json) { data.dataset.hsdsDocument(rows: rows) }
        case "catalogue.jsonld":
            return file("application/ld+json", address: address) {
                CatalogueRecord(data: data, address: address.base).bytes
            }
        default: throw Problem.notFound
        }
    }

    static let parameters = ParameterSet([CSVDownload.separator])
    static let names = ["structures.csv", "structures.geojson", "services.json", "catalogue.jsonld"]
}
