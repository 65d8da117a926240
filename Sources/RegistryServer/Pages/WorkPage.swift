internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// The first page: what waits for the person.
    static let workRoutes: [PageRoute] = [
        .show("/", .row(.ownAccount)) { visit in
            let closures = try visit.waitingClosures()
            guard visit.may(.readDirectory) else {
                let nothing = visit.words("Τίποτα δεν σας περιμένει εδώ.", "Nothing waits for you here.")
                return visit.page(
                    visit.words("Η δουλειά μου", "My work"), message: visit.done,
                    closures.isEmpty ? [Block(paragraphs: [nothing])] : closures)
            }
            let caller = try visit.caller
            let drafts = try visit.home.openDrafts(by: caller, request: visit.request)
            let mine = drafts.filter { $0.draft.author == caller.principal }
            let waiting =
                visit.may(.review)
                ? drafts.filter { $0.draft.author != caller.principal && !$0.isReviewed } : []
            var blocks = closures
            if visit.may(.review) {
                blocks.append(
                    visit.drafts(
                        visit.words("Περιμένουν τη δική σας έγκριση", "Waiting for your approval"), waiting))
            }
            if visit.may(.reviewProgrammes) {
                let figures = try visit.home.openFigureDrafts(by: caller, request: visit.request)
                    .filter { $0.author != caller.principal }
                if !figures.isEmpty {
                    blocks.append(
                        visit.figureDrafts(
                            visit.words("Ποσά και όρια που περιμένουν έγκριση", "Amounts and limits to approve"),
                            figures)
                    )
                }
            }
            if visit.may(.readReports) {
                blocks.append(visit.reports(try visit.home.reportCounts(by: caller, request: visit.request)))
            }
            blocks.append(visit.checks(try visit.home.checksDueCount(by: caller, request: visit.request)))
            blocks.append(visit.drafts(visit.words("Δικά σας προσχέδια", "Your drafts"), mine))
            if visit.may(.draft) { blocks.append(Block(links: [.importing(visit)])) }
            return visit.page(visit.words("Η δουλειά μου", "My work"), message: visit.done, blocks)
        }
    ]
}

extension PageLink {
    /// The link to the page for files.
    static func importing(_ visit: Visit) -> PageLink {
        PageLink(name: visit.words("Εισαγωγή από αρχείο", "Import from a file"), page: visit.link("/import"))
    }
}

extension Visit {
    /// What has just been done, in words.
    var done: String? { fields.text("done").flatMap(Done.init)?.words(self) }

    /// Open drafts in a table.
    func drafts(_ heading: String, _ drafts: [OpenDraft]) -> Block {
        guard !drafts.isEmpty else {
            return Block(heading: heading, paragraphs: [words("Κανένα.", "None.")])
        }
        let rows = drafts.map { open in
            Block.Row(
                Block.Cell(open.draft.ref, page: link("/drafts/\(open.draft.id)")),
                Block.Cell(
                    open.draft.patch.values.keys.map { FieldNames.name(of: $0)[language] }.sorted().joined(
                        separator: ", ")),
                Block.Cell(open.authorName), Block.Cell(open.draft.reason),
                Block.Cell("\(open.approvalsMissing)"))
        }
        return Block(
            heading: heading,
            table: Block.Table(
                caption: heading, repeatsHeading: true,
                head: [
                    words("Δομή", "Structure"), words("Τι αλλάζει", "What changes"), words("Από", "By"),
                    words("Γιατί", "Why"), words("Εγκρίσεις που λείπουν", "Approvals missing"),
                ], rows: rows))
    }
}
