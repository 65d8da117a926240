internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/structures` and `GET /api/v1/structures/{id}`.
enum StructureRoutes {
    static func list(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.structures)
        return JSONAnswer.ofBuild(data.build, request) {
            let filter = StructureFilter(
                kinds: parameters.texts("kind"), municipalities: parameters.texts("municipality"))
            let rows = data.dataset.structureRows(filter)
            let page = Page(parameters, count: rows.count, path: "/api/v1/structures")
            return data.dataset.answer(capacity: 1024 + page.range.count * 768) { json in
                page.write(to: &json)
                json.key("structures")
                json.array { json in
                    for row in rows[page.range] { json.structure(row: row, of: data.dataset) }
                }
            }
        }
    }

    static func single(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters(data.parameters.single)
        let id = try context.component("id")
        guard let row = data.dataset.structureRow(id: id) else {
            throw Problem.noSuch(Phrase(el: "δομή", en: "structure"), parameter: "id", came: id)
        }
        return JSONAnswer.ofBuild(data.build, request) {
            data.dataset.answer { json in
                json.key("structure")
                json.structure(row: row, of: data.dataset)
            }
        }
    }
}

/// A page of a list: its range, the total count and the link to the next page.
struct Page {
    let range: Range<Int>
    private let count: Int
    private let limit: Int
    let next: String?

    /// Creates the page of `count` records for `limit` and `offset`. The link to the next page keeps all parameters.
    init(_ parameters: RequestParameters, count: Int, path: String) {
        limit = parameters.integer("limit") ?? 100
        let offset = min(parameters.integer("offset") ?? 0, count)
        range = offset..<min(offset + limit, count)
        self.count = count
        let changes = [("limit", "\(limit)"), ("offset", "\(range.upperBound)")]
        next = range.upperBound < count ? "\(path)?\(parameters.query(changing: changes))" : nil
    }

    func write(to json: inout JSONWriter) {
        json.member("numberMatched", count)
        json.member("numberReturned", range.count)
        json.member("limit", limit)
        json.member("offset", range.lowerBound)
        json.member("next", next)
    }
}
