internal import Alerts
internal import HTTPTypes
internal import Hummingbird
internal import Locator
internal import OpeningHours
internal import NIOCore
internal import Records
internal import WebSupport

extension PublicRoutes {
    /// Adds the alerts: `/alerts` for people, `/alerts.atom` and `/alerts/{alert}` for programs that know CAP, and
    /// `/api/v1/alerts`.
    func addAlerts(to routes: inout Routes) {
        let (library, names) = (library, names)
        let this = self
        routes.get("/alerts") { request, _ in
            _ = try request.parameters(APIParameters.page)
            let frame = this.frame(request)
            return library.response(AlertPage(frame), to: request, language: frame.language, isPersonal: false)
        }
        routes.get("/alerts.atom") { request, context in
            try AlertRoutes.feed(request, this.live.current, names.address(of: request, context))
        }
        routes.get("/alerts/{alert}") { request, context in
            try AlertRoutes.document(request, context, this.live.current)
        }
        routes.get("/api/v1/alerts") { request, _ in try AlertRoutes.list(request, this.live.current) }
    }
}

/// Alerts for programs.
enum AlertRoutes {
    /// How long a cache may keep them.
    private static let cacheControl = "public, max-age=0, s-maxage=30"

    /// The feed of all messages, also of those that take others back.
    static func feed(_ request: Request, _ data: PublicDataset, _ address: OutsideAddress) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let language = request.language.orEnglish
        var headers: HTTPFields = [.cacheControl: cacheControl, .contentType: "application/atom+xml; charset=utf-8"]
        address.vary(&headers)
        let bytes = AlertFeed.atom(
            data.alerts, address: "\(address.full)/alerts.atom",
            title: Phrase(el: "Ειδοποιήσεις", en: "Alerts")[language], language: language,
            updated: data.published?.at ?? data.clock()
        ) { "\(address.full)/alerts/\($0.key.word)" }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// A message as a CAP document.
    static func document(_ request: Request, _ context: WebContext, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let word = try context.component("alert")
        guard let message = data.alerts.messages.first(where: { $0.alert.key.word == word }) else {
            throw Problem.noSuch(Phrase(el: "ειδοποίηση", en: "alert"), parameter: "alert", came: word)
        }
        return Response(
            status: .ok, headers: [.cacheControl: cacheControl, .contentType: "application/cap+xml; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: message.text)))
    }

    /// The alerts in force.
    static func list(_ request: Request, _ data: PublicDataset) throws -> Response {
        _ = try request.parameters(data.parameters.single)
        let bytes = data.dataset.answer { json in
            json.member("at", TimeText.text(data.clock(), in: data.dataset.calendar.zone))
            json.key("alerts")
            json.array { json in
                for alert in data.alerts.live(at: data.clock()) {
                    json.object { alert.writeMembers(to: &$0, in: data.dataset) }
                }
            }
        }
        return Response(
            status: .ok, headers: [.cacheControl: cacheControl, .contentType: JSONAnswer.json],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Alert {
    /// Writes the message as the interface shows it.
    fileprivate func writeMembers(to json: inout JSONWriter, in dataset: Dataset) {
        json.member("id", key.word)
        json.member("identifier", key.identifier)
        json.member("sender", key.sender)
        json.member("sent", TimeText.text(key.sent.instant, in: dataset.calendar.zone))
        json.member("until", TimeText.text(end, in: dataset.calendar.zone))
        json.member("endStated", infos.allSatisfy { $0.expires != nil })
        json.key("texts")
        json.array { json in
            for info in infos {
                json.object { json in
                    json.member("language", info.language)
                    json.member("event", info.event)
                    json.member("headline", info.headline)
                    json.member("description", info.description)
                    json.member("instruction", info.instruction)
                    json.member("urgency", info.urgency.rawValue)
                    json.member("severity", info.severity.rawValue)
                    json.member("certainty", info.certainty.rawValue)
                    json.member("translation", info.translation?.rawValue)
                    json.member("senderName", info.senderName)
                    json.member("web", info.web)
                    json.key("areas")
                    json.array { json in for area in info.areas { json.string(area.text) } }
                }
            }
        }
        json.member("document", "/alerts/\(key.word)")
    }
}
