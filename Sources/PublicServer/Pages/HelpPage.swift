internal import Entitlement
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// `/help` and `/help/{topic}`: emergency telephone numbers. The page of a discreet topic has a neutral title, is not
/// stored by browsers, and can be left with one touch.
struct HelpPage {
    let frame: PageFrame
    let library: PageLibrary

    /// All topics.
    func list(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        var values = frame.values(title: "\(frame.text("helpTitle")) · \(frame.text("brand"))", path: "/help")
        values["heading"] = frame.text("helpTitle")
        let topics = frame.data.dataset.help.topics
        values["topics"] = topics.filter { !$0.isDiscreet }.map { Self.values($0, frame) }
        // Topics that others must not see on the screen have a page of their own with an exit.
        values["links"] = topics.filter(\.isDiscreet).map { topic in
            [
                "name": topic.names.text(in: frame.language.tag),
                "page": frame.link("/help/\(PercentText.encode(topic.code))"),
            ]
        }
        values["sources"] = Self.sources(topics.flatMap(\.lines), frame)
        return library.response("help", values, to: request, language: frame.language, isPersonal: false)
    }

    /// One topic.
    func topic(_ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let code = try context.component("topic")
        guard let topic = frame.data.dataset.help.topic(code: code) else {
            throw Problem.noSuch(Phrase(el: "θέμα", en: "topic"), parameter: "topic", came: code)
        }
        let name = topic.names.text(in: frame.language.tag)
        let title = topic.isDiscreet ? frame.text("brand") : "\(name) · \(frame.text("brand"))"
        var values = frame.values(title: title, path: "/help/\(PercentText.encode(code))")
        values["heading"] = frame.text("helpTitle")
        values["topics"] = [Self.values(topic, frame)]
        values["sources"] = Self.sources(topic.lines, frame)
        values["kinds"] = kinds(topic)
        values["exit"] = topic.isDiscreet ? frame.data.dataset.help.exit : nil
        return library.response("help", values, to: request, language: frame.language, isPersonal: topic.isDiscreet)
    }

    /// A topic as a box with its telephone lines as buttons and its advice.
    static func values(_ topic: HelpTopic, _ frame: PageFrame) -> [String: Any] {
        var values: [String: Any] = [
            "name": topic.names.text(in: frame.language.tag),
            "advice": topic.advice.map { $0.text(in: frame.language.tag) },
            "lines": topic.lines.map { line in
                [
                    "phone": line.phone, "name": line.names.text(in: frame.language.tag),
                    "note": line.notes.text(in: frame.language.tag),
                    "call": frame.language == .greek ? "Κλήση \(line.phone)" : "Call \(line.phone)",
                ]
            },
        ]
        values["exit"] = topic.isDiscreet ? frame.data.dataset.help.exit : nil
        return values
    }

    /// The sources of the telephone lines, each line once.
    private static func sources(_ lines: [HelpLine], _ frame: PageFrame) -> [[String: String]] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0.phone).inserted }.map { line in
            [
                "phone": line.phone, "name": line.names.text(in: frame.language.tag), "source": line.source,
                "date": line.sourceDate.map { ", " + PageDate.text($0, in: frame.language) } ?? "",
            ]
        }
    }

    /// The kinds of structure that help with the topic, as links to the search page; nil when there are none.
    private func kinds(_ topic: HelpTopic) -> [String: Any]? {
        let known = topic.kinds.compactMap(frame.data.dataset.kind(code:))
            .filter { frame.data.overview.countByKind[$0.code] != nil }
        guard !known.isEmpty else { return nil }
        return [
            "list": known.map { kind in
                [
                    "name": kind.names.text(in: frame.language.tag),
                    "page": frame.link("/?kind=\(PercentText.encode(kind.code))"),
                ]
            }
        ]
    }
}
