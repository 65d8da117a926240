internal import OpeningHours
internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Structures: the list, one of them with its history, and the form for its fields.
    static let structureRoutes: [PageRoute] = [
        .show("/structures", .row(.readDirectory), [.line("after", 80)]) { visit in try listPage(visit) },
        .show("/structures/{ref}", .row(.readDirectory)) { visit in try structurePage(visit) },
        .show("/structures/{ref}/edit", .row(.draft)) { visit in
            let state = try visit.structure()
            return try editPage(visit, state, sent: false)
        },
        .form(
            "/structures/{ref}/edit", .row(.draft), .write, StructureForm.parameters + [.line("version", 12)],
            again: { visit, error in try editPage(visit, try visit.structure(), sent: true, error) }
        ) { visit in
            let state = try visit.structure()
            if StructureForm.isUnfinished(visit) { return .page(try editPage(visit, state, sent: true)) }
            let form = StructureForm(visit, live: state.fields)
            guard form.faults.isEmpty else { return .page(try editPage(visit, state, sent: true), status: 422) }
            try visit.home.draft(
                form.patch, of: state.ref, base: Int(visit.text("version")) ?? 0, reason: visit.text("reason"),
                by: try visit.caller, request: visit.request)
            return .redirect("/structures/\(state.ref)?done=\(Done.drafted.rawValue)")
        },
        .form(
            "/structures/{ref}/undo", .row(.draft), .write, [.line("version", 12), .line("reason", 2000)]
        ) { visit in
            let ref = visit.component("ref")
            try visit.home.draftUndo(
                of: ref, to: Int(visit.text("version")) ?? 0, reason: visit.text("reason"), by: try visit.caller,
                request: visit.request)
            return .redirect("/structures/\(ref)?done=\(Done.drafted.rawValue)")
        },
        .show("/new-structure", .row(.draft)) { visit in try newPage(visit, sent: false) },
        .form(
            "/new-structure", .row(.draft), .write, StructureForm.parameters + [.line("id", 80)],
            again: { try newPage($0, sent: true, $1) }
        ) { visit in
            if StructureForm.isUnfinished(visit) { return .page(try newPage(visit, sent: true)) }
            let form = StructureForm(visit, live: StructureFields())
            guard form.faults.isEmpty else { return .page(try newPage(visit, sent: true), status: 422) }
            let id = try visit.home.draftNew(
                form.patch, ref: visit.text("id"), reason: visit.text("reason"), by: try visit.caller,
                request: visit.request)
            return .redirect("/drafts/\(id)?done=\(Done.drafted.rawValue)")
        },
    ]

    private static func listPage(_ visit: Visit) throws -> RegistryPage {
        let list = try visit.home.structures(
            after: visit.text("after"), by: try visit.caller, request: visit.request)
        let rows = list.map { state in
            Block.Row(
                Block.Cell(state.name(visit), page: visit.link("/structures/\(state.ref)")),
                Block.Cell(visit.shown(state.fields[.kind], of: .kind)),
                Block.Cell(visit.name(ofCode: state.municipality, in: .municipality)),
                Block.Cell(visit.shown(state.fields[.status], of: .status)),
                Block.Cell(visit.shown(state.fields[.checkedOn], of: .checkedOn)))
        }
        let heading = visit.words("Δομές", "Structures")
        var block = Block()
        if rows.isEmpty {
            block.paragraphs = [visit.words("Καμία.", "None.")]
        } else {
            block.table = Block.Table(
                caption: visit.words("Οι δομές που κρατάτε", "The structures that you keep"),
                head: [DirectoryField.name, .kind, .municipality, .status, .checkedOn].map {
                    FieldNames.name(of: $0)[visit.language]
                }, rows: rows)
        }
        if let last = list.last, list.count == RegistryHome.directoryPageLimit {
            block.links.append(
                PageLink(
                    name: visit.words("Οι επόμενες", "The next ones"), page: visit.link("/structures?after=\(last.ref)")
                ))
        }
        if visit.may(.draft) {
            block.links.append(
                PageLink(name: visit.words("Νέα δομή", "New structure"), page: visit.link("/new-structure")))
            block.links.append(.importing(visit))
        }
        return visit.page(heading, [block])
    }

    private static func structurePage(_ visit: Visit) throws -> RegistryPage {
        let state = try visit.structure()
        let versions = try visit.home.history(of: state.ref, by: try visit.caller, request: visit.request)
        let facts = DirectoryField.allCases.filter { state.fields[$0] != nil }.map { field in
            Block.Fact(
                name: FieldNames.name(of: field)[visit.language],
                value: visit.shown(state.fields[field], of: field))
        }
        var first = Block(
            paragraphs: [visit.words("Έκδοση \(state.version)", "Version \(state.version)") + " · \(state.ref)"],
            facts: Block.Facts(list: facts),
            map: visit.map(
                of: PlacedPoint(state.fields[.position]), isSecret: state.fields[.redacted] == .bool(true)))
        if visit.may(.draft) {
            first.links = [
                PageLink(
                    name: visit.words("Αλλαγή ωρών", "Change the hours"),
                    page: visit.link("/structures/\(state.ref)/hours")),
                PageLink(
                    name: visit.words("Αλλαγή στοιχείων", "Change other details"),
                    page: visit.link("/structures/\(state.ref)/edit")),
            ]
        }
        let hours = HoursPreview.block(state.fields.text(.openingHours), state.municipality, visit)
        return visit.page(
            state.name(visit), message: visit.done,
            [first] + (hours.map { [$0] } ?? []) + versions.map { historyBlock($0, state, visit) })
    }

    private static func historyBlock(_ version: StructureVersion, _ state: StructureState, _ visit: Visit) -> Block {
        let people = version.reviewers.compactMap { version.names[$0] }.joined(separator: ", ")
        let author = version.names[version.author] ?? ""
        var block = Block(
            heading: visit.words("Έκδοση \(version.version)", "Version \(version.version)"),
            paragraphs: [
                visit.words(
                    "\(visit.moment(version.at)) · από \(author) · ενέκριναν: \(people)",
                    "\(visit.moment(version.at)) · by \(author) · approved by \(people)"), version.reason,
            ], table: changeTable(version.changes, visit))
        if visit.may(.draft), version.version != state.version {
            block.forms = [undoForm("/structures/\(state.ref)/undo", to: version.version, visit)]
        }
        return block
    }

    /// The form that drafts the return to a former version.
    static func undoForm(_ path: String, to version: Int, _ visit: Visit) -> PageForm {
        visit.form(
            path,
            [
                PageForm.Group(
                    more: PageForm.More(
                        summary: visit.words("Επιστροφή σε αυτή", "Return to this one"), isOpen: false),
                    fields: [reasonEntry(visit, suffix: "\(version)")])
            ], hidden: [("version", "\(version)")],
            button: visit.words(
                "Προσχέδιο επιστροφής στην έκδοση \(version)", "Draft the return to version \(version)"),
            style: "secondary")
    }

    /// What a change does, field by field.
    static func changeTable(_ changes: [FieldChange], _ visit: Visit) -> Block.Table {
        Block.Table(
            caption: visit.words("Τι αλλάζει", "What changes"),
            head: [visit.words("Πεδίο", "Field"), visit.words("Πριν", "Before"), visit.words("Μετά", "After")],
            rows: changes.map { change in
                Block.Row(
                    Block.Cell(FieldNames.name(of: change.field)[visit.language]),
                    Block.Cell(visit.shown(change.before, of: change.field)),
                    Block.Cell(visit.shown(change.after, of: change.field)))
            })
    }

    static func reasonEntry(_ visit: Visit, id: String = "reason", suffix: String = "") -> PageField {
        PageField(
            id: id, suffix: suffix, label: visit.words("Γιατί", "Why"),
            hint: visit.words("Για όποιον θα το εγκρίνει.", "For whoever will approve it."), value: visit.text(id))
    }

    private static func editPage(
        _ visit: Visit, _ state: StructureState, sent: Bool, _ error: RegistryError? = nil
    ) throws -> RegistryPage {
        let found = sent && !StructureForm.isUnfinished(visit) ? StructureForm(visit, live: state.fields).faults : []
        let groups = try StructureForm.groups(visit, live: state.fields, sent: sent, faults: found)
        return visit.page(
            visit.words("Αλλαγή: \(state.name(visit))", "Change: \(state.name(visit))"), message: visit.done,
            faults: found + faults(error, visit),
            [
                Block(
                    paragraphs: [
                        visit.words(
                            "Τηλέφωνο, διεύθυνση, θέση, είδος και μυστική θέση χρειάζονται δύο εγκρίσεις.",
                            "Telephone, address, position, kind and secret place need two approvals.")
                    ],
                    forms: [
                        visit.form(
                            "/structures/\(state.ref)/edit",
                            groups + [PageForm.Group(fields: [reasonEntry(visit)])],
                            hidden: [("version", sent ? visit.text("version") : "\(state.version)")],
                            button: visit.words("Αποστολή για έγκριση", "Send for approval"))
                    ])
            ])
    }

    private static func newPage(_ visit: Visit, sent: Bool, _ error: RegistryError? = nil) throws -> RegistryPage {
        let found =
            sent && !StructureForm.isUnfinished(visit) ? StructureForm(visit, live: StructureFields()).faults : []
        let id = PageField(
            id: "id", label: visit.words("Αναγνωριστικό", "Identifier"),
            hint: visit.words("Λατινικά πεζά, ψηφία και παύλες.", "Small letters a to z, digits and hyphens."),
            value: visit.text("id"))
        let groups = try StructureForm.groups(visit, live: StructureFields(), sent: sent, faults: found)
        return visit.page(
            visit.words("Νέα δομή", "New structure"), message: visit.done, faults: found + faults(error, visit),
            [
                Block(forms: [
                    visit.form(
                        "/new-structure",
                        [PageForm.Group(fields: [id])] + groups + [PageForm.Group(fields: [reasonEntry(visit)])],
                        button: visit.words("Αποστολή για έγκριση", "Send for approval"))
                ])
            ])
    }
}

extension Visit {
    /// The structure in the path.
    func structure() throws(RegistryError) -> StructureState {
        try home.structure(component("ref"), by: try caller, request: request)
    }
}

extension StructureState {
    /// The name in the language of a page.
    func name(_ visit: Visit) -> String { name(in: visit.language) }
}
