internal import Entitlement
internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Drafts of figures: one of them with its differences and what it does to the examples, and what is decided on it.
    static let figureDraftRoutes: [PageRoute] = [
        .show("/programmes/drafts/{id}", .row(.readProgrammes)) { visit in try figureDraftPage(visit) },
        .form(
            "/programmes/drafts/{id}/review", .row(.reviewProgrammes), .write,
            [
                ParameterDescription("verdict", .choice(["approve", "decline"]), summary: "verdict"),
                .lines("note", 2000), .line("seen", 60),
            ], publishes: true
        ) { visit in
            let version = try visit.home.reviewFigureDraft(
                try visit.seenFigureDraft(), approve: visit.text("verdict") == "approve", note: visit.text("note"),
                in: visit.programmes, by: try visit.caller, request: visit.request)
            return .redirect("/programmes?done=\((version == nil ? Done.declined : .published).rawValue)")
        },
        .form("/programmes/drafts/{id}/withdraw", .row(.draftProgrammes), .write, [.line("seen", 60)]) { visit in
            try visit.home.withdrawFigureDraft(
                try visit.seenFigureDraft(), by: try visit.caller, request: visit.request)
            return .redirect("/programmes?done=\(Done.withdrawn.rawValue)")
        },
        .form("/programmes/drafts/{id}/renew", .row(.draftProgrammes), .write, [.line("seen", 60)]) { visit in
            let new = try visit.home.renewFigureDraft(
                try visit.seenFigureDraft(), in: visit.programmes, by: try visit.caller, request: visit.request)
            return .redirect("/programmes/drafts/\(new)?done=\(Done.renewed.rawValue)")
        },
    ]

    private static func figureDraftPage(_ visit: Visit) throws -> RegistryPage {
        let view = try visit.figureDraft(withExamples: true)
        let draft = view.draft
        let name = visit.name(ofFigure: draft.figure)
        var facts = [
            Block.Fact(name: visit.words("Από", "By"), value: draft.authorName),
            Block.Fact(name: visit.words("Στις", "On"), value: visit.moment(draft.createdAt)),
            Block.Fact(name: visit.words("Γιατί", "Why"), value: draft.reason),
            Block.Fact(name: visit.words("Κατάσταση", "State"), value: stateName(draft.state, visit)),
        ]
        if let reviewer = draft.reviewerName {
            facts.append(
                Block.Fact(
                    name: draft.state == .published
                        ? visit.words("Ενέκρινε", "Approved by") : visit.words("Δεν ενέκρινε", "Declined by"),
                    value: draft.note.isEmpty ? reviewer : "\(reviewer): \(draft.note)"))
        }
        var first = Block(
            facts: Block.Facts(list: facts), table: view.after == nil ? nil : visit.differences(view.changes),
            links: [
                PageLink(
                    name: visit.words("Όλες οι τιμές", "All values"),
                    page: visit.link("/programmes/figures/\(draft.figure)"))
            ])
        if view.after == nil {
            first.paragraphs.append(
                visit.words(
                    "Δεν εφαρμόζεται πια στις τιμές που ισχύουν.", "It no longer fits the values in force."))
        }
        if view.isStale {
            first.paragraphs.append(
                visit.words(
                    "Οι τιμές άλλαξαν στο μεταξύ (έκδοση \(view.before.version)). Ο συντάκτης μπορεί να ανανεώσει το προσχέδιο.",
                    "The values have changed meanwhile (version \(view.before.version)). The author can renew the draft."
                ))
        }
        var blocks = [first]
        if let examples = view.examples { blocks += visit.examples(examples) }
        if !view.others.isEmpty {
            blocks.append(
                visit.figureDrafts(
                    visit.words("Τα ανοιχτά προσχέδια της ίδιας τιμής", "The open drafts of the same figure"),
                    [draft] + view.others))
        }
        if draft.state == .open { blocks += figureDecisions(view, try visit.caller, visit) }
        return visit.page(
            visit.words("Προσχέδιο: \(name)", "Draft: \(name)"), message: visit.done, blocks)
    }

    /// The forms with which the person decides on an open draft.
    private static func figureDecisions(_ view: FigureDraftView, _ caller: Caller, _ visit: Visit) -> [Block] {
        decisions(
            path: "/programmes/drafts/\(view.draft.id)", seen: view.tag, isOwn: view.draft.author == caller.principal,
            isStale: view.isStale, mayReview: visit.may(.reviewProgrammes), visit)
    }
}

extension Visit {
    /// The draft of a figure in the path, which is as the page has shown it.
    ///
    /// - Throws: ``RegistryError``: `notFound`, `stale`.
    fileprivate func seenFigureDraft() throws(RegistryError) -> RecordID {
        let view = try figureDraft(withExamples: false)
        guard view.tag == text("seen") else { throw Self.staleDraft }
        return view.draft.id
    }
}
