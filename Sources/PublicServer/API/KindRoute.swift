internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `GET /api/v1/kinds`: the kinds of structure in the dataset.
enum KindRoute {
    static func list(_ request: Request, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters(data.parameters.single)
        return JSONAnswer.ofBuild(data.build, request) {
            data.dataset.answer(capacity: data.dataset.kinds.count * 256) { json in
                json.key("kinds")
                json.array { json in
                    let counts = data.overview.countByKind
                    for kind in data.dataset.kinds {
                        json.object { json in
                            json.member("code", kind.code)
                            json.member("name", kind.names)
                            json.member("sign", kind.pictogram)
                            json.member("municipal", kind.isMunicipal)
                            json.member("structures", counts[kind.code] ?? 0)
                        }
                    }
                }
            }
        }
    }
}
