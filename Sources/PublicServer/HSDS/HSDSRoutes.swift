internal import Exchange
internal import Geocoding
internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// The HSDS 3 endpoints under `/hsds/`.
struct HSDSRoutes {
    let data: PublicDataset
    /// The external address of the server.
    let address: OutsideAddress

    /// The lists.
    enum Table: String, CaseIterable {
        case services, organizations, serviceAtLocations = "service_at_locations", taxonomies
        case taxonomyTerms = "taxonomy_terms"
    }

    func root(_ request: Request) throws -> Response {
        _ = try request.parameters(.none)
        return JSONAnswer.ofBuild("\(data.build)-hsds", request, address: address) {
            data.dataset.answer { json in
                json.member("version", "3.0")
                json.member("profile", "\(address.base)/hsds/")
                json.member("openapi_url", "\(address.base)/openapi.json")
            }
        }
    }

    /// One page of a list.
    func list(_ table: Table, _ request: Request) throws -> Response {
        let parameters = try request.parameters(Self.lists[table] ?? .none)
        let records = try records(table, parameters)
        let tag = "\(data.build)-\(table.rawValue)-\(data.today.dayNumber)"
        let isFull = parameters.text("full") == "true" || parameters.text(Self.fullService.name) == "true"
        let detail: HSDSDocument.Entry.Detail =
            parameters.text("minimal") == "true" ? .minimal : isFull ? .full : .basic
        if parameters.text("format") == "ndjson" {
            return JSONAnswer.ofBuild(
                tag, request, mediaType: "application/x-ndjson", headers: JSONAnswer.origin(data)
            ) { records.flatMap { $0.bytes(detail) + [UInt8(ascii: "\n")] } }
        }
        return JSONAnswer.ofBuild(tag, request) {
            let size = parameters.integer("per_page") ?? 50
            let pages = max(1, (records.count + size - 1) / size)
            let number = parameters.integer("page") ?? 1
            let first = min((number - 1) * size, records.count)
            let shown = records[first..<min(first + size, records.count)]
            return data.dataset.answer(capacity: 1024 + shown.count * 2048) { json in
                json.member("total_items", records.count)
                json.member("total_pages", pages)
                json.member("page_number", number)
                json.member("size", shown.count)
                json.member("first_page", number == 1)
                json.member("last_page", number >= pages)
                json.member("empty", shown.isEmpty)
                json.key("contents")
                json.array { json in for record in shown { json.raw(record.bytes(detail)) } }
            }
        }
    }

    func single(_ table: Table, _ request: Request, _ context: WebContext) throws -> Response {
        let parameters = try request.parameters(table == .organizations ? Self.organisation : .none)
        let id = try context.component("id")
        guard let record = try entries(table, parameters).first(where: { $0.id == id }) else {
            throw Problem.noSuch(Phrase(el: "εγγραφή", en: "record"), parameter: "id", came: id)
        }
        return JSONAnswer.ofBuild(
            "\(data.build)-\(data.today.dayNumber)", request, headers: JSONAnswer.origin(data)
        ) { record.bytes(.full) }
    }

    /// The parameters of a list: those of the standard for which our records have data.
    static func parameters(_ table: Table) -> [ParameterDescription] {
        var list = [
            ParameterDescription(
                "page", .integer(minimum: 1, maximum: 100_000), standard: "1", summary: "Number of the page, from 1."),
            ParameterDescription(
                "per_page", .integer(minimum: 1, maximum: 1000), standard: "50", summary: "Records on a page."),
            ParameterDescription("search", .text(maximum: 128), summary: "Words of the name or the description."),
            ParameterDescription(
                "format", .choice(["json", "ndjson"]), standard: "json",
                summary: "Form of the answer; ndjson is all records, one on a line, without pages."),
        ]
        let taxonomy = ParameterDescription(
            "taxonomy_id", .text(maximum: 64), summary: "Terms, or services with a term, of this taxonomy.")
        switch table {
        case .taxonomies: return list
        case .taxonomyTerms:
            return list + [
                taxonomy, flag("top_only", "Terms that have no parent: all of ours, whose taxonomy is flat."),
                ParameterDescription(
                    parent, .text(maximum: 64), summary: "Terms below this one: none, as our taxonomy is flat."),
            ]
        case .organizations: return list + [full, fullService]
        case .services, .serviceAtLocations: break
        }
        list += [
            full, flag("minimal", "Identifiers and dates of change."),
            ParameterDescription("organization_id", .text(maximum: 64), summary: "Services of this organisation."),
            ParameterDescription("taxonomy_term_id", .text(maximum: 64), summary: "Services of this kind."), taxonomy,
            ParameterDescription(
                "modified_after", .text(maximum: 40), form: .dateOrMoment,
                summary: "Changed on this day or later (RFC 3339); records of which no day is known are kept."),
        ]
        return table == .services ? list : list + [postcode, proximity]
    }

    /// The parameters of each list.
    private static let lists = Dictionary(
        uniqueKeysWithValues: Table.allCases.map { ($0, ParameterSet(parameters($0))) })
    private static let organisation = ParameterSet(singleParameters(.organizations))

    /// The parameters of a single record.
    static func singleParameters(_ table: Table) -> [ParameterDescription] {
        table == .organizations ? [fullService] : []
    }

    private static func flag(_ name: String, _ summary: String) -> ParameterDescription {
        ParameterDescription(name, .choice(["true", "false"]), standard: "false", summary: summary)
    }

    private static let full = flag("full", "With all that belongs to a record.")
    private static let fullService = flag("full_service", "With all that belongs to an organisation and its services.")
    private static let parent = "parent_id"
    private static let postcode = ParameterDescription(
        "postcode", .text(maximum: 20),
        summary: "For people at this postal code; services whose area is not known stay.")
    private static let proximity = ParameterDescription(
        "proximity", .number(minimum: 0, maximum: 1_000_000),
        summary: "Metres from the middle of the postal code; what has no position is left out. Needs postcode.")

    /// The vicinity given by `postcode` and `proximity`; nil when both are absent. Throws a 400 ``Problem``.
    private func vicinity(_ parameters: RequestParameters) throws(Problem) -> HSDSDocument.Vicinity? {
        let metres = parameters.number(Self.proximity.name)
        guard let code = parameters.text(Self.postcode.name) else {
            guard metres == nil else {
                throw Problem.missing(
                    Self.postcode.name,
                    expected: Phrase(
                        el: "ταχυδρομικός κώδικας μαζί με το proximity", en: "a postal code with proximity"))
            }
            return nil
        }
        guard let position = data.dataset.geocoder.position(ofPostcode: code) else {
            throw Problem.bad(
                Self.postcode.name, came: code,
                expected: Phrase(
                    el: "ταχυδρομικός κώδικας που γνωρίζουμε πού βρίσκεται", en: "a postal code whose place we know"))
        }
        return HSDSDocument.Vicinity(of: position, metres: metres)
    }

    private func records(_ table: Table, _ parameters: RequestParameters) throws -> [HSDSDocument.Entry] {
        let (search, organisation) = (parameters.text("search"), parameters.text("organization_id"))
        let (term, taxonomy) = (parameters.text("taxonomy_term_id"), parameters.text("taxonomy_id"))
        let after = parameters.text("modified_after")
        guard parameters.text(Self.parent) == nil else { return [] }
        return try entries(table, parameters).filter { entry in
            search.map(entry.isFound) ?? true && organisation.map { $0 == entry.organisation } ?? true
                && term.map { $0 == entry.term } ?? true
                && taxonomy.map { $0 == HSDSDocument.taxonomy && entry.term != nil } ?? true
                && after.map { after in entry.modified.map { $0.prefix(10) >= after.prefix(10) } ?? true } ?? true
        }
    }

    private func entries(_ table: Table, _ parameters: RequestParameters) throws(Problem) -> [HSDSDocument.Entry] {
        switch table {
        case .services: HSDSDocument.services(of: data.dataset, on: data.today)
        case .organizations:
            HSDSDocument.organisations(
                of: data.dataset, on: data.today,
                withFullServices: parameters.text(Self.fullService.name) == "true")
        case .serviceAtLocations:
            HSDSDocument.places(of: data.dataset, on: data.today, near: try vicinity(parameters))
        case .taxonomies: HSDSDocument.taxonomies(of: data.dataset)
        case .taxonomyTerms: HSDSDocument.terms(of: data.dataset)
        }
    }
}
