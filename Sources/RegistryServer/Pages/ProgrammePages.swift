internal import Entitlement
internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Programmes with their figures, one figure with its history, and the form for its values.
    static let programmeRoutes: [PageRoute] = [
        .show("/programmes", .row(.readProgrammes)) { visit in try programmesPage(visit) },
        .show("/programmes/{programme}", .row(.readProgrammes)) { visit in try programmePage(visit) },
        .show("/programmes/figures/{figure}", .row(.readProgrammes)) { visit in try figurePage(visit) },
        .show("/programmes/figures/{figure}/edit", .row(.draftProgrammes), [.line("replaces", 10)]) { visit in
            try FigureForm(visit, try visit.figure()).page(sent: false)
        },
        .form(
            "/programmes/figures/{figure}/edit", .row(.draftProgrammes), .write, FigureForm.parameters,
            again: { visit, error in try FigureForm(visit, try visit.figure()).page(sent: true, error) }
        ) { visit in
            let form = FigureForm(visit, try visit.figure())
            let change = try form.change()
            guard visit.text("preview") != "yes" else { return .page(try form.page(sent: true, shows: change)) }
            let id = try visit.home.draftFigure(
                change, of: form.view.state.id, base: Int(visit.text("version")) ?? -1, in: visit.programmes,
                reason: visit.text("reason"), by: try visit.caller, request: visit.request)
            return .redirect("/programmes/drafts/\(id)?done=\(Done.drafted.rawValue)")
        },
        .form(
            "/programmes/figures/{figure}/undo", .row(.draftProgrammes), .write,
            [.line("version", 12), .line("reason", 2000)]
        ) { visit in
            let id = try visit.home.draftFigureUndo(
                of: visit.component("figure"), to: Int(visit.text("version")) ?? -1, in: visit.programmes,
                reason: visit.text("reason"), by: try visit.caller, request: visit.request)
            return .redirect("/programmes/drafts/\(id)?done=\(Done.drafted.rawValue)")
        },
    ]

    private static func programmesPage(_ visit: Visit) throws -> RegistryPage {
        let heading = visit.words("Προγράμματα", "Programmes")
        guard let file = visit.programmes else {
            return visit.page(
                heading,
                [
                    Block(paragraphs: [
                        visit.words(
                            "Ο διακομιστής δεν έχει σύνολο δεδομένων με προγράμματα.",
                            "The server has no dataset with programmes.")
                    ])
                ])
        }
        let views = try visit.home.figures(of: file, by: try visit.caller, request: visit.request)
        let rows = file.book.programmes.map { programme in
            let figures = Set(file.book.figures(of: programme).map(\.id))
            let drafts = views.filter { figures.contains($0.state.id) }.reduce(0) { $0 + $1.drafts.count }
            return Block.Row(
                Block.Cell(
                    programme.names.text(in: visit.language), page: visit.link("/programmes/\(programme.code)")),
                Block.Cell("\(figures.count)"), Block.Cell(visit.day(programme.checkedOn)), Block.Cell("\(drafts)"))
        }
        let list = Block(
            table: Block.Table(
                caption: visit.words("Τα προγράμματα της Περιφέρειας", "The programmes of the region"),
                head: [
                    visit.words("Πρόγραμμα", "Programme"), visit.words("Ποσά και όρια", "Amounts and limits"),
                    visit.words("Πηγές διαβάστηκαν", "Sources read"),
                    visit.words("Ανοιχτά προσχέδια", "Open drafts"),
                ], rows: rows))
        let drafts = views.drafts
        return visit.page(
            heading, message: visit.done,
            [list] + (drafts.isEmpty ? [] : [visit.figureDrafts(visit.words("Περιμένουν", "Waiting"), drafts)]))
    }

    private static func programmePage(_ visit: Visit) throws -> RegistryPage {
        guard let file = visit.programmes,
            let programme = file.book.programmes.first(where: { $0.code == visit.component("programme") })
        else { throw RegistryError(.notFound, at: "programme", "there is no such programme") }
        let names = Set(file.book.figures(of: programme).map(\.id))
        let views = try visit.home.figures(of: file, by: try visit.caller, request: visit.request)
            .filter { names.contains($0.state.id) }
        var blocks = [Block(paragraphs: [programme.summary.text(in: visit.language)])]
        if views.isEmpty {
            blocks[0].paragraphs.append(
                visit.words("Δεν εξαρτάται από ποσά ή όρια.", "It depends on no amounts or limits."))
        }
        blocks += views.map { view in
            Block(
                heading: visit.name(ofFigure: view.state.id), table: visit.values(view),
                links: [
                    PageLink(
                        name: visit.words(
                            "Ιστορικό και αλλαγή: \(visit.name(ofFigure: view.state.id))",
                            "History and change: \(visit.name(ofFigure: view.state.id))"),
                        page: visit.link("/programmes/figures/\(view.state.id)"))
                ])
        }
        return visit.page(programme.names.text(in: visit.language), message: visit.done, blocks)
    }

    private static func figurePage(_ visit: Visit) throws -> RegistryPage {
        let view = try visit.figure()
        let users = visit.programmes.map { file in
            file.book.programmes.filter { file.book.figures(of: $0).contains { $0.id == view.state.id } }
        }
        var first = Block(
            paragraphs: [
                view.state.version == 0
                    ? visit.words("Όπως στο σύνολο δεδομένων.", "As in the dataset.")
                    : visit.words("Έκδοση \(view.state.version)", "Version \(view.state.version)")
            ], table: visit.values(view))
        let edit = "/programmes/figures/\(view.state.id)/edit"
        if visit.may(.draftProgrammes) {
            first.links.append(PageLink(name: visit.words("Νέα τιμή", "New value"), page: visit.link(edit)))
            first.links += view.state.values.entries.map { entry in
                let day = entry.from.map(TimeText.text)
                return PageLink(
                    name: visit.words(
                        "Διόρθωση ή λήξη της τιμής \(visit.begin(entry))",
                        "Correct or end the value \(visit.begin(entry))"),
                    page: visit.link("\(edit)?replaces=\(day ?? FigureForm.first)"))
            }
        }
        var blocks = [first]
        if let users, !users.isEmpty {
            blocks.append(
                Block(
                    heading: visit.words("Προγράμματα που εξαρτώνται από αυτό", "Programmes that depend on it"),
                    links: users.map {
                        PageLink(name: $0.names.text(in: visit.language), page: visit.link("/programmes/\($0.code)"))
                    }))
        }
        if !view.drafts.isEmpty {
            blocks.append(visit.figureDrafts(visit.words("Ανοιχτά προσχέδια", "Open drafts"), view.drafts))
        }
        blocks += view.versions.map { historyBlock($0, view, visit) }
        return visit.page(
            visit.name(ofFigure: view.state.id), message: visit.done, blocks)
    }

    private static func historyBlock(_ version: FigureVersion, _ view: FigureView, _ visit: Visit) -> Block {
        let when = visit.moment(version.at)
        var block = Block(heading: visit.words("Έκδοση \(version.version)", "Version \(version.version)"))
        if let draft = version.draft {
            let reviewer = draft.reviewerName ?? ""
            block.paragraphs = [
                visit.words(
                    "\(when) · από \(draft.authorName) · ενέκρινε: \(reviewer)",
                    "\(when) · by \(draft.authorName) · approved by \(reviewer)"), draft.reason,
            ]
            block.table = visit.differences(version.changes)
        } else {
            block.paragraphs = [
                visit.words("Οι τιμές του συνόλου δεδομένων έως \(when)", "The values of the dataset until \(when)")
            ]
        }
        if visit.may(.draftProgrammes), version.version != view.state.version {
            block.forms = [undoForm("/programmes/figures/\(view.state.id)/undo", to: version.version, visit)]
        }
        return block
    }
}
