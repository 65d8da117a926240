internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import WebSupport

/// The HSDS 3 endpoints under `/hsds/`.
struct HSDSRoutes {
    let data: PublicDataset
    /// Address of the process from outside.
    let address: String

    /// The lists.
    enum Table: String, CaseIterable {
        case services, organizations, serviceAtLocations = "service_at_locations", taxonomies
        case taxonomyTerms = "taxonomy_terms"
    }

    /// One record: its identifier, and how it is written.
    private struct Record {
        var id: String
        var bytes: [UInt8]
    }

    func root(_ request: Request) throws -> Response {
        _ = try request.parameters([])
        return JSONAnswer.ofBuild("\(data.build)-hsds", request) {
            var json = JSONWriter()
            json.object { json in
                json.member("version", "3.0")
                json.member("profile", "\(address)/hsds/")
                json.member("openapi_url", "\(address)/openapi.json")
            }
            return json.bytes
        }
    }

    func list(_ table: Table, _ request: Request) throws -> Response {
        let parameters = try request.parameters(Self.pageParameters)
        return JSONAnswer.ofBuild("\(data.build)-\(table.rawValue)-\(today.dayNumber)", request) {
            let records = records(table)
            let size = parameters.integer("per_page") ?? 50
            let pages = max(1, (records.count + size - 1) / size)
            let number = parameters.integer("page") ?? 1
            let first = min((number - 1) * size, records.count)
            let shown = records[first..<min(first + size, records.count)]
            var json = JSONWriter(capacity: 1024 + shown.count * 2048)
            json.object { json in
                json.member("total_items", records.count)
                json.member("total_pages", pages)
                json.member("page_number", number)
                json.member("size", shown.count)
                json.member("first_page", number == 1)
                json.member("last_page", number >= pages)
                json.member("empty", shown.isEmpty)
                json.key("contents")
                json.array { json in for record in shown { json.raw(record.bytes) } }
            }
            return json.bytes
        }
    }

    func single(_ table: Table, _ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters([])
        let id = try context.component("id")
        guard let record = records(table).first(where: { $0.id == id }) else {
            throw Problem.noSuch(Phrase(el: "εγγραφή", en: "record"), parameter: "id", came: id)
        }
        return JSONAnswer.ofBuild("\(data.build)-\(today.dayNumber)", request) { record.bytes }
    }

    private var today: CivilDate { data.dataset.date(at: data.clock()) }

    static let pageParameters = [
        ParameterDescription(
            "page", .integer(minimum: 1, maximum: 100_000), standard: "1", summary: "Number of the page, from 1."),
        ParameterDescription(
            "per_page", .integer(minimum: 1, maximum: 1000), standard: "50", summary: "Records on a page."),
    ]

    private func records(_ table: Table) -> [Record] {
        switch table {
        case .services: HSDSDocument.services(of: data.dataset, on: today).map(Record.init)
        case .organizations: HSDSDocument.organisations(of: data.dataset, on: today).map(Record.init)
        case .serviceAtLocations: HSDSDocument.places(of: data.dataset, on: today).map(Record.init)
        case .taxonomies: HSDSDocument.taxonomies(of: data.dataset).map(Record.init)
        case .taxonomyTerms: HSDSDocument.terms(of: data.dataset).map(Record.init)
        }
    }
}
