internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Structures that are past their check interval, and saying that one is still right.
    static let checkRoutes: [PageRoute] = [
        .show("/checks", .row(.readDirectory), [.line("after", 80)]) { visit in try checksPage(visit) },
        .form("/structures/{ref}/confirm", .row(.draft), .write, [.line("version", 12)]) { visit in
            try visit.home.confirm(
                visit.component("ref"), base: Int(visit.text("version")) ?? 0, by: try visit.caller,
                request: visit.request)
            return .redirect("/checks?done=\(Done.confirmedStructure.rawValue)")
        },
    ]

    private static func checksPage(_ visit: Visit) throws -> RegistryPage {
        let checks = try visit.home.checksDue(
            after: visit.fields.text("after"), by: try visit.caller, request: visit.request)
        var blocks = checks.map { checkBlock($0, visit) }
        if checks.isEmpty {
            blocks = [
                Block(paragraphs: [visit.words("Καμία δομή δεν θέλει έλεγχο.", "No structure needs a check.")])
            ]
        }
        if let last = checks.last, checks.count == RegistryHome.directoryPageLimit {
            blocks.append(
                Block(links: [
                    PageLink(
                        name: visit.words("Οι επόμενες", "The next ones"),
                        page: visit.link("/checks?after=\(last.state.ref)"))
                ]))
        }
        return visit.page(visit.words("Δομές για έλεγχο", "Structures to check"), message: visit.done, blocks)
    }

    private static func checkBlock(_ check: DueCheck, _ visit: Visit) -> Block {
        let (state, language) = (check.state, visit.language)
        let shown: [DirectoryField] = [.checkedOn, .status, .phone, .address, .openingHours]
        var facts = [
            Block.Fact(
                name: visit.words("Εκπρόθεσμη", "Overdue"),
                value: check.days.map { visit.days($0) } ?? visit.words("δεν ελέγχθηκε ποτέ", "never checked"))
        ]
        facts += shown.filter { state.fields[$0] != nil }.map { field in
            Block.Fact(
                name: FieldNames.name(of: field)[language],
                value: visit.shown(state.fields[field], of: field))
        }
        var block = Block(
            heading: state.name(visit), facts: Block.Facts(list: facts),
            links: [
                PageLink(
                    name: visit.words("Όλα τα στοιχεία", "All details"), page: visit.link("/structures/\(state.ref)"))
            ])
        if check.isDrafted {
            block.paragraphs = [
                visit.words("Προσχέδιο με νεότερο έλεγχο περιμένει έγκριση.", "A draft with a newer check waits.")
            ]
        } else if visit.may(.draft) {
            block.forms = [
                visit.form(
                    "/structures/\(state.ref)/confirm", [], hidden: [("version", "\(state.version)")],
                    button: visit.words("Ισχύει ακόμη", "Still right"))
            ]
        }
        return block
    }
}

extension Visit {
    /// How many structures are to be checked.
    func checks(_ count: Int) -> Block {
        Block(
            heading: words("Δομές για έλεγχο", "Structures to check"),
            paragraphs: [count == 0 ? words("Καμία.", "None.") : words("Περιμένουν: \(count)", "Waiting: \(count)")],
            links: count == 0 ? [] : [PageLink(name: words("Δείτε τις", "See them"), page: link("/checks"))])
    }
}
