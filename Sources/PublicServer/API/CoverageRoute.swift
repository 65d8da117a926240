internal import Hummingbird
internal import Locator
internal import TileServer
internal import WebSupport

/// `GET /api/v1/coverage`: who reaches a structure in time, as a table or as areas.
enum CoverageRoute {
    static func answer(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.coverage)
        let minutes = try minutes(parameters)
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

    /// The coverage that `kind` and `mode` ask for; a 404 ``Problem`` where there are no roads.
    static func coverage(_ parameters: RequestParameters, _ data: PublicDataset) throws(Problem) -> Coverage {
        let mode = parameters.text("mode") ?? data.parameters.coverageModes.first ?? ""
        let query = CoverageQuery(
            kinds: parameters.texts("kind"), mode: mode,
            openAt: try FilterParameters.moment(parameters, data))
        guard let coverage = data.coverages.coverage(query) else {
            throw Problem.noSuch(
                Phrase(el: "οδικό δίκτυο για το μέσο", en: "road network for the mode"), parameter: "mode", came: mode)
        }
        return coverage
    }

    /// Whole minutes from 1 to 240, one to six of them; told ascending, each once.
    static func minutes(_ parameters: RequestParameters) throws(Problem) -> [Int] {
        guard let text = parameters.text("minutes") else { return CoverageQuery.standardMinutes }
        let parts = text.split(separator: ",", omittingEmptySubsequences: false)
        let numbers = parts.compactMap { part -> Int? in
            let digits = part.filter { $0 != " " }
            guard digits.utf8.count <= 3, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return Int(digits).flatMap { (1...240).contains($0) ? $0 : nil }
        }
        guard numbers.count == parts.count, (1...6).contains(numbers.count) else {
            throw Problem.bad(
                "minutes", came: text,
                expected: Phrase(
                    el: "ένας έως έξι ακέραιοι από 1 έως 240, με κόμμα",
                    en: "one to six whole numbers from 1 to 240, with commas"))
        }
        return Set(numbers).sorted()
    }
}
