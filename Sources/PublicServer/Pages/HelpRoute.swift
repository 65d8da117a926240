internal import Entitlement
internal import Hummingbird
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// `/help` and `/help/{topic}`: emergency telephone numbers. The page of a discreet topic has a neutral title, is not
/// stored by browsers, and can be left with one touch.
struct HelpRoute {
    let frame: PageFrame
    let library: PageLibrary

    private var language: Language { frame.language }
    private var heading: String { Layout.words.helpTitle[language] }

    /// All topics.
    func list(_ request: Request) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let topics = frame.data.dataset.help.topics
        // Topics that others must not see on the screen have a page of their own with an exit.
        let links = topics.filter(\.isDiscreet).map { topic in
            Link(name: topic.names.text(in: language), page: frame.link("/help/\(PercentText.encode(topic.code))"))
        }
        let page = HelpPage(
            base: Layout(frame, title: frame.title(heading), path: "/help"), exit: nil, heading: heading, links: links,
            topics: topics.filter { !$0.isDiscreet }.map { DangerBox($0, language) }, kinds: nil,
            sources: sources(topics.flatMap(\.lines)))
        return library.response(page, to: request, language: language, isPersonal: false)
    }

    /// One topic.
    func topic(_ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let code = try context.component("topic")
        guard let topic = frame.data.dataset.help.topic(code: code) else {
            throw Problem.noSuch(Phrase(el: "θέμα", en: "topic"), parameter: "topic", came: code)
        }
        let title = topic.isDiscreet ? Layout.words.brand[language] : frame.title(topic.names.text(in: language))
        let page = HelpPage(
            base: Layout(
                frame, title: title, path: "/help/\(PercentText.encode(code))", isDiscreet: topic.isDiscreet),
            exit: ExitLink(frame, isNeeded: topic.isDiscreet), heading: heading, links: [],
            topics: [DangerBox(topic, language)], kinds: kinds(topic), sources: sources(topic.lines))
        return library.response(page, to: request, language: language, isPersonal: topic.isDiscreet)
    }

    /// The sources of the telephone lines, each line once.
    private func sources(_ lines: [HelpLine]) -> [HelpPage.Source] {
        var seen: Set<String> = []
        return lines.filter { seen.insert($0.phone).inserted }.map { line in
            HelpPage.Source(
                phone: line.phone, name: line.names.text(in: language), source: line.source,
                date: line.sourceDate.map { ", " + PageDate.text($0, in: language) } ?? "")
        }
    }

    /// The kinds of structure that help with the topic, as links to the search page; nil when there are none.
    private func kinds(_ topic: HelpTopic) -> HelpPage.LinkList? {
        let known = topic.kinds.compactMap(frame.data.dataset.kind(code:))
            .filter { frame.data.overview.countByKind[$0.code] != nil }
        guard !known.isEmpty else { return nil }
        return HelpPage.LinkList(
            list: known.map { kind in
                Link(name: kind.names.text(in: language), page: frame.link("/?kind=\(PercentText.encode(kind.code))"))
            })
    }
}
