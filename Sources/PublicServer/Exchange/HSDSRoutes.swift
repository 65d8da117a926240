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

    /// A page of a list.
    func list(_ table: Table, _ request: Request) throws -> Response {
        let parameters = try request.parameters(Self.parameters(table))
        let records = try records(table, parameters)
        return JSONAnswer.ofBuild("\(data.build)-\(table.rawValue)-\(today.dayNumber)", request) {
            let extent: HSDSDocument.Entry.Extent =
                parameters.text("minimal") == "true" ? .minimal : parameters.text("full") == "true" ? .full : .basic
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
                json.array { json in for record in shown { json.raw(record.bytes(extent)) } }
            }
            return json.bytes
        }
    }

    func single(_ table: Table, _ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters([])
        let id = try context.component("id")
        guard let record = entries(table).first(where: { $0.id == id }) else {
            throw Problem.noSuch(Phrase(el: "εγγραφή", en: "record"), parameter: "id", came: id)
        }
        return JSONAnswer.ofBuild("\(data.build)-\(today.dayNumber)", request) { record.bytes(.full) }
    }

    private var today: CivilDate { data.dataset.date(at: data.clock()) }

    private static let dayPattern =
        "^[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])(T[0-9:.]{5,16}(Z|[+-][0-9]{2}:[0-9]{2})?)?$"

    /// What a list takes: the standard's parameters, as far as our records have what they ask for.
    static func parameters(_ table: Table) -> [ParameterDescription] {
        var list = [
            ParameterDescription(
                "page", .integer(minimum: 1, maximum: 100_000), standard: "1", summary: "Number of the page, from 1."),
            ParameterDescription(
                "per_page", .integer(minimum: 1, maximum: 1000), standard: "50", summary: "Records on a page."),
            ParameterDescription("search", .text(maximum: 128), summary: "Words of the name or the description."),
            ParameterDescription("format", .choice(["json"]), standard: "json", summary: "Form of the answer."),
        ]
        guard table != .taxonomies, table != .taxonomyTerms else { return list }
        list.append(
            ParameterDescription(
                "full", .choice(["true", "false"]), standard: "false", summary: "With all that belongs to a record."))
        guard table != .organizations else { return list }
        return list + [
            ParameterDescription(
                "minimal", .choice(["true", "false"]), standard: "false", summary: "Identifiers and dates of change."),
            ParameterDescription("organization_id", .text(maximum: 64), summary: "Services of this organisation."),
            ParameterDescription("taxonomy_term_id", .text(maximum: 64), summary: "Services of this kind."),
            ParameterDescription("taxonomy_id", .text(maximum: 64), summary: "Services with a term of this taxonomy."),
            ParameterDescription(
                "modified_after", .text(maximum: 40), pattern: dayPattern,
                summary: "Changed on this day or later (RFC 3339); records of which no day is known are kept."),
        ]
    }

    private func records(_ table: Table, _ parameters: RequestParameters) throws -> [HSDSDocument.Entry] {
        let (search, organisation) = (parameters.text("search"), parameters.text("organization_id"))
        let (term, taxonomy) = (parameters.text("taxonomy_term_id"), parameters.text("taxonomy_id"))
        let after = parameters.text("modified_after")
        if let after, TimeText.date(String(after.prefix(10))) == nil {
            throw Problem(
                .badParameter,
                detail: Phrase(
                    el: "modified_after: περίμενα ημερομηνία όπως 2026-11-21, ήρθε «\(after)».",
                    en: "modified_after: expected a date like 2026-11-21, got “\(after)”."),
                parameter: "modified_after")
        }
        return entries(table).filter { entry in
            search.map(entry.isFound) ?? true && organisation.map { $0 == entry.organisation } ?? true
                && term.map { $0 == entry.term } ?? true
                && taxonomy.map { $0 == HSDSDocument.taxonomy && entry.term != nil } ?? true
                && after.map { after in entry.modified.map { $0.prefix(10) >= after.prefix(10) } ?? true } ?? true
        }
    }

    private func entries(_ table: Table) -> [HSDSDocument.Entry] {
        switch table {
        case .services: HSDSDocument.services(of: data.dataset, on: today)
        case .organizations: HSDSDocument.organisations(of: data.dataset, on: today)
        case .serviceAtLocations: HSDSDocument.places(of: data.dataset, on: today)
        case .taxonomies: HSDSDocument.taxonomies(of: data.dataset)
        case .taxonomyTerms: HSDSDocument.terms(of: data.dataset)
        }
    }
}
