internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/municipalities` and `GET /api/v1/municipalities/{code}`.
enum MunicipalityRoutes {
    static func list(_ request: Request, _ data: PublicDataset) throws -> Response {
        let parameters = try request.parameters(data.parameters.municipalities)
        if let position = try parameters.position(in: data) {
            return byPoint(position, data)
        }
        return JSONAnswer.ofBuild(data.build, request) {
            data.dataset.answer(capacity: data.dataset.municipalities.count * 640) { json in
                json.key("match")
                json.null()
                json.key("municipalities")
                json.array { json in
                    for (row, municipality) in data.dataset.municipalities.enumerated() {
                        json.municipality(municipality, bounds: data.dataset.bounds(ofMunicipality: row))
                    }
                }
            }
        }
    }

    private static func byPoint(_ point: Coordinate, _ data: PublicDataset) -> Response {
        let match = data.dataset.municipality(containing: point)
        let bytes = data.dataset.answer { json in
            json.key("match")
            json.match(match, in: data.dataset)
            json.key("municipalities")
            json.array { json in
                guard let match else { return }
                json.municipality(
                    data.dataset.municipalities[match.row], bounds: data.dataset.bounds(ofMunicipality: match.row))
            }
        }
        return JSONAnswer.personal(bytes)
    }

    static func single(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters(data.parameters.single)
        let code = try context.component("code")
        guard let row = data.dataset.municipalityRow(code: code) else {
            throw Problem.noSuch(
                Phrase(el: "δήμος με κωδικό", en: "municipality with the code"), parameter: "code", came: code)
        }
        return JSONAnswer.ofBuild(data.build, request) {
            data.dataset.answer { json in
                json.key("municipality")
                json.municipality(
                    data.dataset.municipalities[row], bounds: data.dataset.bounds(ofMunicipality: row))
            }
        }
    }
}
