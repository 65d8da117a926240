internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/quality`: what people should correct in the data, as of today.
enum QualityRoute {
    static func answer(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.quality)
        let csv = CSVDownload(parameters)
        let isTable = parameters.text("format") == "csv"
        let municipality = parameters.text("municipality")
        let check = parameters.text("check").flatMap(QualityReport.Check.init)
        let state = [
            "\(data.today.dayNumber)", municipality ?? "", check?.rawValue ?? "", isTable ? "\(csv.delimiter)" : "",
        ]
        return JSONAnswer.ofBuild(
            "\(data.build)-\(EntityTag.of(Array(state.joined(separator: " ").utf8)))", request,
            mediaType: isTable ? CSVDownload.mediaType : JSONAnswer.json,
            headers: isTable ? csv.headers(name: "quality") : [:]
        ) {
            let report = data.locator.quality(today: data.today).filtered(municipality: municipality, check: check)
            return isTable ? csv.bytes(data.dataset.rows(report)) : data.dataset.document(report)
        }
    }

    static let check = ParameterDescription(
        "check", .choice(QualityReport.Check.allCases.map(\.rawValue)), summary: "Only findings of this check.")
    static let format = ParameterDescription(
        "format", .choice(["json", "csv"]), standard: "json", summary: "The form of the answer.")
}
