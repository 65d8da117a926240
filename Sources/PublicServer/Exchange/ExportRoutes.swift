internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import NIOCore
internal import WebSupport

/// Whole tables to take away under `/export/`: CSV, GeoJSON, HSDS 3 services as JSON, and the catalogue record.
enum ExportRoutes {
    static func answer(
        _ request: Request, _ context: WebContext, _ data: PublicDataset, address: String
    ) throws -> Response {
        _ = try request.parameters([])
        let name = try context.component("name")
        let today = data.dataset.date(at: data.clock())
        let rows = data.dataset.publishedRows(on: today)
        switch name {
        case "structures.csv":
            return file(StructureTable.csv(rows: rows, of: data.dataset), "text/csv; charset=utf-8", name)
        case "structures.geojson":
            return file(data.dataset.featureCollection(rows: rows), "application/geo+json", name)
        case "services.json": return file(data.dataset.hsdsDocument(rows: rows), "application/json", name)
        case "catalogue.jsonld":
            return file(CatalogueRecord(data: data, address: address).bytes, "application/ld+json", name)
        default: throw Problem.notFound
        }
    }

    static let names = ["structures.csv", "structures.geojson", "services.json", "catalogue.jsonld"]

    private static func file(_ bytes: [UInt8], _ mediaType: String, _ name: String) -> Response {
        Response(
            status: .ok,
            headers: [
                .contentType: mediaType, .cacheControl: "public, max-age=60",
                .contentDisposition: "inline; filename=\"\(name)\"",
            ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
