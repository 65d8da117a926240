internal import Locator
internal import OpeningHours
internal import Records
internal import Registry
internal import Routing
internal import WebSupport

extension PageRoutes {
    /// Road closures: the list, the form, one of them with what it cuts off, and what is decided on it.
    static let closureRoutes: [PageRoute] = [
        .show(
            "/closures", .row(.readClosures),
            [
                ParameterDescription(
                    "state", .choice(ClosureRecord.State.allCases.map(\.rawValue)), emptyIsAbsent: true,
                    summary: "which closures")
            ]
        ) { visit in try closuresPage(visit) },
        .show("/closures/new", .row(.proposeClosures)) { visit in
            try ClosureForm(visit).page()
        },
        .form(
            "/closures/new", .row(.proposeClosures), .write, ClosureForm.parameters, publishes: true,
            again: { visit, error in try ClosureForm(visit).page(error) },
            keep: { visit, submission throws(RegistryError) in
                let form = ClosureForm(visit)
                guard !form.asks else { return nil }
                let entry = try form.entry()
                try visit.requireFindable([entry.closure])
                let stored = try visit.home.once(submission) { home throws(RegistryError) in
                    let caller = try visit.caller
                    let ids = try home.proposeClosures(
                        [entry], reason: visit.text("reason"), by: caller, request: visit.request)
                    let done: Done = home.decidesClosures(caller) ? .closureInForce : .closureProposed
                    let id = ids.first?.description ?? ""
                    return StoredAnswer(status: 303, bytes: Array("/closures/\(id)?done=\(done.rawValue)".utf8))
                }
                return .redirect(stored.map { String(decoding: $0.bytes, as: UTF8.self) } ?? "/closures")
            }
        ) { visit in
            .page(try ClosureForm(visit).page(shows: visit.text("preview") == "yes"))
        },
        .show(
            "/closures/{id}", .row(.readClosures),
            [ParameterDescription("preview", .choice(["yes"]), emptyIsAbsent: true, summary: "shows what it cuts off")]
        ) { visit in try closurePage(visit) },
        .form(
            "/closures/{id}/decide", .row(.decideClosures), .write,
            [
                ParameterDescription("verdict", .choice(["approve", "decline"]), summary: "verdict"),
                .lines("note", 2000), .line("seen", 20),
            ], publishes: true, again: { visit, error in try closurePage(visit, error) }
        ) { visit in
            let record = try visit.seenClosure()
            let approves = visit.text("verdict") == "approve"
            if approves { try visit.requireFindable([record.closure]) }
            try visit.home.decideClosure(
                record.id, approve: approves, note: visit.text("note"), by: try visit.caller, request: visit.request)
            return done(record.id, approves ? .closureInForce : .closureDeclined)
        },
        .form("/closures/{id}/withdraw", .row(.proposeClosures), .write, [.line("seen", 20)]) { visit in
            let record = try visit.seenClosure()
            try visit.home.withdrawClosure(record.id, by: try visit.caller, request: visit.request)
            return done(record.id, .closureWithdrawn)
        },
        .form(
            "/closures/{id}/end", .row(.decideClosures), .write, [.line("reason", 2000), .line("seen", 20)],
            publishes: true, again: { visit, error in try closurePage(visit, error) }
        ) { visit in
            let record = try visit.seenClosure()
            try visit.home.endClosure(
                record.id, reason: visit.text("reason"), by: try visit.caller, request: visit.request)
            return done(record.id, .closureEnded)
        },
        .form(
            "/closures/{id}/repeat", .row(.proposeClosures), .write,
            [.line("reason", 2000), .line("until", 20), .line("seen", 20)], publishes: true,
            again: { visit, error in try closurePage(visit, error) }
        ) { visit in
            let record = try visit.seenClosure()
            let text = visit.text("until").trimmed
            let until = TimeText.instant(text, in: visit.configuration.calendar.zone)
            guard until != nil || text.isEmpty else {
                throw RegistryError(
                    .invalid, at: "until", "expected a day and time like 2026-12-31T22:00",
                    el: "αναμενόταν μέρα και ώρα όπως 2026-12-31T22:00")
            }
            let caller = try visit.caller
            let id = try visit.home.repeatClosure(
                record.id, until: until.map { Timestamp(milliseconds: $0.seconds * 1000) },
                reason: visit.text("reason"), by: caller, request: visit.request)
            return done(id, visit.home.decidesClosures(caller) ? .closureInForce : .closureProposed)
        },
    ]

    private static func done(_ id: RecordID, _ done: Done) -> PageAnswer {
        .redirect("/closures/\(id)?done=\(done.rawValue)")
    }

    private static func closuresPage(_ visit: Visit) throws -> RegistryPage {
        let state = visit.fields.text("state").flatMap(ClosureRecord.State.init(rawValue:))
        let (version, records) = try visit.home.closures(in: state, by: try visit.caller, request: visit.request)
        let heading = visit.words("Κλειστοί δρόμοι", "Closed roads")
        var block = Block(
            paragraphs: [visit.words("Έκδοση των κλειστών δρόμων: \(version)", "Version of the closures: \(version)")])
        if records.isEmpty {
            block.paragraphs.append(visit.words("Κανένας.", "None."))
        } else {
            block.table = visit.closures(heading, records)
        }
        if visit.may(.proposeClosures) {
            block.links = [
                PageLink(name: visit.words("Κλείσιμο δρόμου", "Close a road"), page: visit.link("/closures/new")),
                PageLink(
                    name: visit.words("Εισαγωγή από αρχείο", "Import from a file"),
                    page: visit.link("/closures/import")),
            ]
        }
        let filters: [(String, String)] = [
            ("", visit.words("Όλοι", "All")), ("proposed", visit.words("Όσοι περιμένουν", "Waiting ones")),
            ("in-force", visit.words("Όσοι ισχύουν", "Those in force")),
        ]
        block.links += filters.filter { $0.0 != state?.rawValue ?? "" }.map { code, name in
            PageLink(name: name, page: visit.link(code.isEmpty ? "/closures" : "/closures?state=\(code)"))
        }
        return visit.page(heading, message: visit.done, [block])
    }

    private static func closurePage(_ visit: Visit, _ error: RegistryError? = nil) throws -> RegistryPage {
        let view = try visit.closure()
        let record = view.record
        var facts = [
            Block.Fact(name: visit.words("Κατάσταση", "State"), value: visit.name(of: record)),
            Block.Fact(name: visit.words("Τι κλείνει", "What is closed"), value: visit.roads(of: record.closure)),
            Block.Fact(name: visit.words("Για ποιους", "For whom"), value: visit.profiles(of: record.closure)),
            Block.Fact(name: visit.words("Πότε", "When"), value: visit.times(of: record.closure)),
            Block.Fact(name: visit.words("Ποιος το λέει", "Who says so"), value: record.closure.source),
            Block.Fact(name: visit.words("Γιατί", "Why"), value: record.reason),
            Block.Fact(
                name: visit.words("Από", "By"), value: "\(record.authorName) · \(visit.moment(record.createdAt))"),
        ]
        func add(_ name: String, _ deed: ClosureRecord.Deed?) {
            guard let deed else { return }
            let words = [deed.name, visit.moment(deed.at), deed.note].filter { !$0.isEmpty }
            facts.append(Block.Fact(name: name, value: words.joined(separator: " · ")))
        }
        add(
            record.state == .declined
                ? visit.words("Δεν ενέκρινε", "Declined by") : visit.words("Ενέκρινε", "Approved by"), record.decision)
        add(visit.words("Έληξε από", "Ended by"), record.end)
        var first = Block(facts: Block.Facts(list: facts), map: visit.picture(of: record.closure))
        let path = "/closures/\(record.id)"
        let isLive = record.state == .proposed
        if let region = visit.region, !region.dataset.travel.isEmpty, !isLive, visit.fields.text("preview") == nil {
            first.links.append(
                PageLink(
                    name: visit.words("Δείξε ποιους αποκόπτει", "Show who is cut off"),
                    page: visit.link("\(path)?preview=yes")))
        }
        if let former = record.former {
            first.links.append(
                PageLink(
                    name: visit.words("Το προηγούμενο κλείσιμο", "The closure that it repeats"),
                    page: visit.link("/closures/\(former)")))
        }
        var blocks = [first]
        if isLive || visit.fields.text("preview") != nil { blocks += preview(record, visit) }
        blocks += decisions(record, try visit.caller, visit)
        blocks.append(
            Block(
                table: Block.Table(
                    caption: visit.words("Ιστορικό", "History"),
                    head: [
                        visit.words("Τι έγινε", "What was done"), visit.words("Από", "By"), visit.words("Πότε", "When"),
                        visit.words("Έκδοση", "Version"),
                    ],
                    rows: view.changes.map { change in
                        var changed = record
                        changed.state = change.state
                        changed.closure.from = nil
                        changed.closure.until = nil
                        return Block.Row(
                            Block.Cell(visit.name(of: changed)), Block.Cell(change.name),
                            Block.Cell(visit.moment(change.at)), Block.Cell("\(change.version)"))
                    })))
        return visit.page(
            visit.title(of: record.closure), message: visit.done, faults: faults(error, visit), blocks)
    }

    /// Which settlements a closure cuts off, or why this cannot be computed.
    private static func preview(_ record: ClosureRecord, _ visit: Visit) -> [Block] {
        do {
            let (impact, dataset) = try visit.impact(of: record.closure)
            return visit.blocks(of: impact, dataset)
        } catch {
            return [
                Block(
                    heading: visit.words("Ποιους αποκόπτει", "Who is cut off"),
                    paragraphs: [Problem(error).detail[visit.language]])
            ]
        }
    }

    /// The forms with which the person decides on a closure.
    private static func decisions(_ record: ClosureRecord, _ caller: Caller, _ visit: Visit) -> [Block] {
        let (path, seen) = ("/closures/\(record.id)", [("seen", record.tag)])
        func reason(_ suffix: String) -> PageField {
            PageField(id: "reason", suffix: suffix, label: visit.words("Γιατί", "Why"))
        }
        var forms: [PageForm] = []
        let isOver = record.state == .inForce && record.isOver(at: visit.home.now())
        if record.state == .proposed, record.author == caller.principal {
            forms.append(
                visit.form(
                    "\(path)/withdraw", [], hidden: seen, button: visit.words("Απόσυρση", "Withdraw"),
                    style: "secondary"))
        } else if record.state == .proposed, visit.may(.decideClosures) {
            for (verdict, text, style) in [
                ("approve", visit.words("Κλείσε τους δρόμους", "Close the roads"), "primary"),
                ("decline", visit.words("Απόρριψη", "Decline"), "secondary"),
            ] {
                let note = PageField(
                    id: "note", suffix: "-\(verdict)", label: visit.words("Σημείωση", "Note"), isArea: true)
                forms.append(
                    visit.form(
                        "\(path)/decide", [PageForm.Group(fields: [note])], hidden: seen + [("verdict", verdict)],
                        button: text, style: style))
            }
        }
        if record.state == .inForce, !isOver, visit.may(.decideClosures) {
            forms.append(
                visit.form(
                    "\(path)/end", [PageForm.Group(fields: [reason("-end")])], hidden: seen,
                    button: visit.words("Άνοιξε τους δρόμους", "Open the roads")))
        }
        if record.state == .ended || isOver, visit.may(.proposeClosures) {
            let until = PageField(
                id: "until", label: visit.words("Έως (ώρα Ελλάδας)", "Until (time of Greece)"),
                hint: visit.words("Κενό: ώσπου να λήξει.", "Empty: until it is ended."), type: "datetime-local")
            forms.append(
                visit.form(
                    "\(path)/repeat", [PageForm.Group(fields: [reason("-repeat"), until])], hidden: seen,
                    button: visit.words("Κλείσε τους πάλι", "Close them again"), style: "secondary"))
        }
        return forms.isEmpty ? [] : [Block(heading: visit.words("Απόφαση", "Decision"), forms: forms)]
    }
}

extension Visit {
    /// The proposals that the person may decide on; without any, nothing.
    func waitingClosures() throws(RegistryError) -> [Block] {
        guard may(.decideClosures) else { return [] }
        let caller = try caller
        let records = try home.closures(in: .proposed, by: caller, request: request).records
            .filter { $0.author != caller.principal }
        let heading = words("Προτάσεις να κλείσουν δρόμοι", "Proposals to close roads")
        return records.isEmpty ? [] : [Block(heading: heading, table: closures(heading, records))]
    }

    /// Closures in a table.
    func closures(_ caption: String, _ records: [ClosureRecord]) -> Block.Table {
        Block.Table(
            caption: caption, repeatsHeading: true,
            head: [
                words("Τι", "What"), words("Κατάσταση", "State"), words("Πότε", "When"),
                words("Ποιος το λέει", "Who says so"), words("Από", "By"),
            ],
            rows: records.map { record in
                Block.Row(
                    Block.Cell(title(of: record.closure), page: link("/closures/\(record.id)")),
                    Block.Cell(name(of: record)), Block.Cell(times(of: record.closure)),
                    Block.Cell(record.closure.source), Block.Cell(record.authorName))
            })
    }

    /// The closure in the path, which is as the page has shown it.
    ///
    /// - Throws: ``RegistryError``: `notFound`, `stale`.
    fileprivate func seenClosure() throws(RegistryError) -> ClosureRecord {
        let record = try closure().record
        guard record.tag == text("seen") else {
            throw RegistryError(
                .stale, at: "closure", "has changed since you opened the page; look at it again",
                el: "Άλλαξε αφού ανοίξατε τη σελίδα· δείτε το ξανά.")
        }
        return record
    }
}
