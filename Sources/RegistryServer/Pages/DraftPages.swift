internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Drafts: one of them with its differences, and what is decided on it.
    static let draftRoutes: [PageRoute] = [
        .show("/drafts/{id}", .row(.readDirectory)) { visit in try draftPage(visit) },
        .form(
            "/drafts/{id}/review", .row(.review), .write,
            [
                ParameterDescription("verdict", .choice(["approve", "decline"]), summary: "verdict"),
                .lines("note", 2000),
                .line("seen", 40),
            ],
            publishes: true
        ) { visit in
            let id = try visit.identifier("id")
            try visit.requireSeen(id)
            let outcome = try visit.home.review(
                id, approve: visit.text("verdict") == "approve", note: visit.text("note"), by: try visit.caller,
                request: visit.request)
            let done: Done =
                switch outcome {
                case .waiting: .approved
                case .published: .published
                case .declined: .declined
                }
            return .redirect("/?done=\(done.rawValue)")
        },
        .form("/drafts/{id}/withdraw", .row(.draft), .write, [.line("seen", 40)]) { visit in
            let id = try visit.identifier("id")
            try visit.requireSeen(id)
            try visit.home.withdraw(id, by: try visit.caller, request: visit.request)
            return .redirect("/?done=\(Done.withdrawn.rawValue)")
        },
        .form("/drafts/{id}/renew", .row(.draft), .write, [.line("seen", 40)]) { visit in
            let id = try visit.identifier("id")
            try visit.requireSeen(id)
            let new = try visit.home.rebase(id, by: try visit.caller, request: visit.request)
            return .redirect("/drafts/\(new)?done=\(Done.renewed.rawValue)")
        },
    ]

    private static func draftPage(_ visit: Visit) throws -> RegistryPage {
        let caller = try visit.caller
        let view = try visit.home.view(try visit.identifier("id"), by: caller, request: visit.request)
        let draft = view.draft
        var facts = [
            Block.Fact(name: visit.words("Από", "By"), value: view.authorName),
            Block.Fact(name: visit.words("Στις", "On"), value: visit.moment(draft.createdAt)),
            Block.Fact(name: visit.words("Γιατί", "Why"), value: draft.reason),
            Block.Fact(name: visit.words("Κατάσταση", "State"), value: stateName(draft.state, visit)),
            Block.Fact(
                name: visit.words("Εγκρίσεις που λείπουν", "Approvals missing"), value: "\(view.approvalsMissing)"),
        ]
        for review in view.reviews {
            facts.append(
                Block.Fact(
                    name: review.approves
                        ? visit.words("Ενέκρινε", "Approved by") : visit.words("Δεν ενέκρινε", "Declined by"),
                    value: review.note.isEmpty ? review.name : "\(review.name): \(review.note)"))
        }
        let (map, distance) = visit.map(of: view.changes, in: draft.municipality)
        var first = Block(facts: Block.Facts(list: facts), table: changeTable(view.changes, visit), map: map)
        if let distance { first.map?.caption = [distance, map?.caption ?? ""].joined(separator: " ") }
        if map == nil, let distance { first.paragraphs = [distance] }
        let isStale = view.liveVersion != draft.base
        if isStale, draft.state == .open {
            first.paragraphs += [
                visit.words(
                    "Η δομή άλλαξε στο μεταξύ (έκδοση \(view.liveVersion)). Ο συντάκτης μπορεί να ανανεώσει το προσχέδιο.",
                    "The structure has changed meanwhile (version \(view.liveVersion)). The author can renew the draft."
                )
            ]
        }
        if view.liveVersion > 0 {
            first.links = [
                PageLink(name: visit.words("Η δομή", "The structure"), page: visit.link("/structures/\(draft.ref)"))
            ]
        }
        var blocks = [first]
        if let hours = HoursPreview.block(draft.patch.text(.openingHours), draft.municipality, visit) {
            blocks.append(hours)
        }
        if !view.others.isEmpty {
            blocks.append(
                Block(
                    heading: visit.words("Άλλα προσχέδια της ίδιας δομής", "Other drafts of the same structure"),
                    links: view.others.map { PageLink(name: $0.reason, page: visit.link("/drafts/\($0.id)")) }))
        }
        if draft.state == .open { blocks += decisions(view, caller, isStale, visit) }
        return visit.page(
            visit.words("Προσχέδιο: \(draft.ref)", "Draft: \(draft.ref)"), message: visit.done, blocks)
    }

    /// The forms with which the person decides on an open draft of a structure.
    private static func decisions(_ view: DraftView, _ caller: Caller, _ isStale: Bool, _ visit: Visit) -> [Block] {
        decisions(
            path: "/drafts/\(view.draft.id)", seen: view.tag, isOwn: view.draft.author == caller.principal,
            isStale: isStale,
            mayReview: visit.may(.review) && !view.reviews.contains { $0.reviewer == caller.principal }, visit)
    }

    /// The forms with which the person decides on an open draft.
    ///
    /// - Parameters:
    ///   - path: The path of the draft, below which the forms are.
    ///   - seen: The tag of what is shown.
    static func decisions(
        path: String, seen: String, isOwn: Bool, isStale: Bool, mayReview: Bool, _ visit: Visit
    ) -> [Block] {
        let seen = [("seen", seen)]
        if isOwn {
            var forms = [
                visit.form(
                    "\(path)/withdraw", [], hidden: seen, button: visit.words("Απόσυρση", "Withdraw"),
                    style: "secondary")
            ]
            if isStale {
                forms.append(visit.form("\(path)/renew", [], hidden: seen, button: visit.words("Ανανέωση", "Renew")))
            }
            return [Block(heading: visit.words("Το δικό σας προσχέδιο", "Your draft"), forms: forms)]
        }
        guard mayReview else { return [] }
        func note(_ suffix: String) -> [PageForm.Group] {
            [
                PageForm.Group(fields: [
                    PageField(id: "note", suffix: suffix, label: visit.words("Σημείωση", "Note"), isArea: true)
                ])
            ]
        }
        return [
            Block(
                heading: visit.words("Η απόφασή σας", "Your decision"),
                forms: [
                    visit.form(
                        "\(path)/review", note("-approve"), hidden: seen + [("verdict", "approve")],
                        button: visit.words("Έγκριση", "Approve")),
                    visit.form(
                        "\(path)/review", note("-decline"), hidden: seen + [("verdict", "decline")],
                        button: visit.words("Απόρριψη", "Decline"), style: "secondary"),
                ])
        ]
    }

    static func stateName(_ state: Draft.State, _ visit: Visit) -> String {
        switch state {
        case .open: visit.words("περιμένει", "waits")
        case .published: visit.words("δημοσιεύτηκε", "published")
        case .declined: visit.words("δεν εγκρίθηκε", "declined")
        case .withdrawn: visit.words("αποσύρθηκε", "withdrawn")
        }
    }
}

extension Visit {
    /// Refuses to decide on a draft that is not as the page has shown it.
    fileprivate func requireSeen(_ id: RecordID) throws(RegistryError) {
        guard try home.view(id, by: try caller, request: request).tag == text("seen") else { throw Self.staleDraft }
    }

    /// The error for a draft that is not as the page has shown it.
    static let staleDraft = RegistryError(
        .stale, at: "draft", "has changed since you opened the page; look at it again",
        el: "Το προσχέδιο άλλαξε αφού ανοίξατε τη σελίδα· δείτε το ξανά.")
}
