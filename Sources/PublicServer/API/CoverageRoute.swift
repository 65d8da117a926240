internal import Hummingbird
internal import Locator
internal import Records
internal import TileServer
internal import WebSupport

/// `GET /api/v1/coverage`: how many people reach a structure in time, as a table or as areas.
enum CoverageRoute {
    static func answer(_ request: Request, _ data: PublicDataset) async throws -> Response {
        let parameters = try request.parameters(data.parameters.coverage)
        let minutes = minutes(parameters)
        let coverage = try await coverage(parameters, data)
        let format = parameters.text("format") ?? "json"
        let tag = "\(data.build)-\(EntityTag.of(Array("\(coverage.answerFingerprint) \(minutes) \(format)".utf8)))"
        let mediaTypes = ["geojson": JSONAnswer.geoJSON, "csv": "text/csv; charset=utf-8"]
        let answer = TaggedAnswer(
            tag, mediaType: mediaTypes[format] ?? JSONAnswer.json, cacheControl: TileAnswer.asked)
        if let unchanged = answer.unchanged(request) { return unchanged }
        let bytes: [UInt8]
        switch format {
        case "geojson":
            bytes = try await data.drawing { try await $0.surface(coverage) }.geoJSON(coverage)
        case "csv":
            let table = CoverageTable(coverage, minutes: minutes)
            bytes = Array(data.dataset.rows(coverage, table).map { CSVLine.text($0) }.joined().utf8)
        default: bytes = data.dataset.document(coverage, CoverageTable(coverage, minutes: minutes))
        }
        return answer.response(to: request) { .compressible(bytes) }
    }

    /// The coverage of `kind`, `mode` and `openAt`.
    ///
    /// - Throws: A 404 ``Problem`` when the dataset has no roads, or `CancellationError` when the task is cancelled.
    static func coverage(_ parameters: RequestParameters, _ data: PublicDataset) async throws -> Coverage {
        let mode = parameters.text("mode") ?? data.parameters.coverageModes.first ?? ""
        let query = CoverageQuery(
            kinds: parameters.texts("kind"), mode: mode,
            openAt: try FilterParameters.moment(parameters, data))
        guard let coverage = try await data.locator.coverage(query) else {
            throw Problem.noSuch(
                Phrase(el: "οδικό δίκτυο για το μέσο", en: "road network for the mode"), parameter: "mode", came: mode)
        }
        return coverage
    }

    /// The requested minutes in ascending order without repetitions, or the defaults.
    static func minutes(_ parameters: RequestParameters) -> [Int] {
        guard let text = parameters.text("minutes") else { return CoverageQuery.standardMinutes }
        return Set(text.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }).sorted()
    }
}
