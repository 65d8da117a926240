internal import Hummingbird
internal import Locator
internal import MapSupport
internal import Records
internal import TileServer
internal import WebSupport

/// `GET /api/v1/coverage`: how many people reach a structure in time, as a table or as areas.
enum CoverageRoute {
    static func answer(_ request: Request, _ data: PublicDataset) async throws -> Response {
        let parameters = try request.parameters(data.parameters.coverage)
        let minutes = minutes(parameters)
        let scale = scale(parameters)
        let coverage = try await coverage(parameters, data)
        let format = parameters.text("format") ?? "json"
        let csv = CSVDownload(parameters)
        let state = "\(coverage.answerFingerprint) \(minutes) \(scale.minutes) \(format) \(csv.delimiter)"
        let tag = "\(data.build)-\(EntityTag.of(Array(state.utf8)))"
        let mediaTypes = ["geojson": JSONAnswer.geoJSON, "csv": CSVDownload.mediaType]
        let answer = TaggedAnswer(
            tag, mediaType: mediaTypes[format] ?? JSONAnswer.json, cacheControl: TileAnswer.asked,
            headers: format == "csv" ? csv.headers(name: "coverage") : [:])
        if let unchanged = answer.unchanged(request) { return unchanged }
        let bytes: [UInt8]
        switch format {
        case "geojson":
            bytes = try await data.drawing { try await $0.surface(coverage) }.geoJSON(coverage, scale)
        case "csv":
            bytes = csv.bytes(data.dataset.rows(coverage, CoverageTable(coverage, minutes: minutes)))
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

    /// The minutes of a table, ascending without repetitions: those asked, or the usual ones.
    private static func minutes(_ parameters: RequestParameters) -> [Int] {
        asked(parameters) ?? CoverageQuery.standardMinutes
    }

    /// The bands of a map: for the minutes asked, or the usual ones.
    static func scale(_ parameters: RequestParameters) -> CoverageScale {
        asked(parameters).map(CoverageScale.init) ?? .standard
    }

    private static func asked(_ parameters: RequestParameters) -> [Int]? {
        parameters.text("minutes").map { text in
            Set(text.split(separator: ",").compactMap { Int($0.filter { $0 != " " }) }).sorted()
        }
    }
}
