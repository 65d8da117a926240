internal import Hummingbird
internal import Locator
internal import Records
internal import TileServer
internal import WebSupport

/// `GET /api/v1/coverage`: how many people reach a structure in time, as a table or as areas.
enum CoverageRoute {
    static func answer(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.coverage)
        let minutes = minutes(parameters)
        let coverage = try coverage(parameters, data)
        let format = parameters.text("format") ?? "json"
        let tag = "\(data.build)-\(EntityTag.of(Array("\(coverage.answerFingerprint) \(minutes) \(format)".utf8)))"
        let mediaTypes = ["geojson": JSONAnswer.geoJSON, "csv": "text/csv; charset=utf-8"]
        let answer = TaggedAnswer(
            tag, mediaType: mediaTypes[format] ?? JSONAnswer.json, cacheControl: TileAnswer.asked)
        return try answer.response(to: request) {
            if format == "geojson" {
                return .compressible(try data.drawing { try $0.surface(coverage) }.geoJSON(coverage))
            }
            let table = CoverageTable(coverage, minutes: minutes)
            guard format == "csv" else { return .compressible(data.dataset.document(coverage, table)) }
            let lines = data.dataset.rows(coverage, table).map { CSVLine.text($0) }
            return .compressible(Array(lines.joined().utf8))
        }
    }

    /// The coverage of `kind`, `mode` and `openAt`; throws a 404 ``Problem`` when the dataset has no roads.
    static func coverage(_ parameters: RequestParameters, _ data: PublicDataset) throws(Problem) -> Coverage {
        let mode = parameters.text("mode") ?? data.parameters.coverageModes.first ?? ""
        let query = CoverageQuery(
            kinds: parameters.texts("kind"), mode: mode,
            openAt: try FilterParameters.moment(parameters, data))
        guard let coverage = data.locator.coverage(query) else {
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
