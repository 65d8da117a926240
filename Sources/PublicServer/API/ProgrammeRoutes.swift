internal import Entitlement
internal import Geocoding
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/programmes` and `POST /api/v1/entitlement`.
enum ProgrammeRoutes {
    static func list(_ request: Request, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters(data.parameters.single)
        return JSONAnswer.ofBuild(data.build, request) { data.dataset.programmesDocument() }
    }

    static func judge(_ request: Request, _ context: WebContext, _ data: PublicDataset) async throws -> Response {
        _ = try request.parameters(data.parameters.single)
        guard let book = data.dataset.programmes else { throw Problem.notFound }
        let question = try EntitlementRequest(
            try await fields(request, context, book, data), book, data)
        let judgements = book.judge(question.answers, on: question.date)
        let answer = question.origin.map { origin in
            data.locator.nearest(
                NearestQuery(origin: origin.coordinate, limit: 1, instant: question.instant))
        }
        let bytes = data.dataset.document(
            judgements, on: question.date, origin: question.origin, alternatives: question.alternatives,
            placeNote: question.placeNote, answer: answer
        ) { judgement in
            question.origin.map {
                data.locator.desks(for: judgement.programme, from: $0.coordinate, at: question.instant)
            } ?? []
        }
        return JSONAnswer.personal(bytes)
    }

    private static func fields(
        _ request: Request, _ context: WebContext, _ book: ProgrammeBook, _ data: PublicDataset
    ) async throws -> [String: String] {
        guard let json = try await request.jsonBody(limits: context.limits) else {
            let form = try await request.formParameters(data.parameters.entitlement, limits: context.limits)
            return Dictionary(
                EntitlementRequest.names(book).compactMap { name in form.text(name).map { (name, $0) } },
                uniquingKeysWith: { first, _ in first })
        }
        do {
            let fields = try book.fields(json: json)
            let known = EntitlementRequest.names(book)
            if let name = fields.keys.filter({ !known.contains($0) }).min() {
                throw Problem.unknown(name, known: known)
            }
            return fields
        } catch let error as DataFileError {
            throw Problem(
                .badBody,
                detail: Phrase(
                    el: "\(error.place): αναμενόταν \(error.expected).",
                    en: "\(error.place): expected \(error.expected).")
            )
        }
    }
}
