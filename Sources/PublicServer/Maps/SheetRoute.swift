internal import Hummingbird
internal import Locator
internal import MapSupport
internal import Records
internal import TileServer
internal import WebSupport

/// `/maps/coverage.pdf`: a coverage map for printing, with the figures it is based on.
enum SheetRoute {
    static func sheet(_ request: Request, _ data: PublicDataset) async throws -> Response {
        let parameters = try request.parameters(data.parameters.sheet)
        let coverage = try await CoverageRoute.coverage(parameters, data)
        let language = parameters.language
        let paper = CoverageSheet.Paper(rawValue: parameters.text("paper") ?? "a4") ?? .a4
        let style: MapStyle = parameters.text("style") == "print" ? .print : .light
        let scale = CoverageRoute.scale(parameters)
        let state = [
            coverage.answerFingerprint, "\(scale.minutes)", language.tag, paper.rawValue, style.rawValue,
        ].joined(separator: " ")
        let tag = "\(data.build)-\(EntityTag.of(Array(state.utf8)))"
        let answer = TaggedAnswer(tag, mediaType: "application/pdf", cacheControl: TileAnswer.asked)
        if let unchanged = answer.unchanged(request) { return unchanged }
        let surface = try await data.drawing { try await $0.surface(coverage) }
        let words = CoverageSheet.Words(coverage, scale, data, language)
        let sheet = CoverageSheet(data.tiles.renderer)
        guard let pdf = try sheet.pdf(surface, coverage, scale, paper: paper, style: style, words) else {
            throw Problem.notFound
        }
        return answer.response(to: request) { .bytes(pdf) }
    }
}
