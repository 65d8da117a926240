internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Mistakes that citizens have reported: the queue, one of them, and its answer.
    static let reportRoutes: [PageRoute] = [
        .show(
            "/reports", .row(.readReports),
            [
                ParameterDescription(
                    "state", .choice(["open", "answered"]), emptyIsAbsent: true, summary: "which reports"),
                .line("after", 32),
            ]
        ) { visit in try queuePage(visit) },
        .show("/reports/{id}", .row(.readReports)) { visit in try reportPage(visit) },
        .form(
            "/reports/{id}/answer", .row(.answerReports), .write,
            [
                ParameterDescription(
                    "verdict", .choice(Report.Verdict.allCases.map(\.rawValue)), summary: "verdict"),
                .lines("reason", 2000), .line("draft", 32), .line("duplicateOf", 32), .line("seen", 40),
            ], again: { try reportPage($0, $1) }
        ) { visit in
            let (id, caller) = (try visit.identifier("id"), try visit.caller)
            let view = try visit.home.report(id, by: caller, request: visit.request)
            let report = view.report
            guard report.tag == visit.text("seen") else {
                throw RegistryError(
                    .stale, at: "report", "has changed since you opened the page; look at it again",
                    el: "Η αναφορά άλλαξε αφού ανοίξατε τη σελίδα· δείτε την ξανά.")
            }
            guard let verdict = Report.Verdict(rawValue: visit.text("verdict")) else {
                throw RegistryError(.invalid, at: "verdict", "expected a verdict")
            }
            let draft = try visit.fields.text("draft").map { try RecordID(entered: $0) }
            let other = try visit.fields.text("duplicateOf").map { try RecordID(entered: $0, in: "duplicateOf") }
            try visit.home.answer(
                report: id, verdict, reason: visit.text("reason").trimmed, draft: draft, duplicateOf: other,
                by: caller, request: visit.request)
            let done = "?done=\(Done.answered.rawValue)"
            guard verdict == .accepted, draft == nil else { return .redirect("/reports\(done)") }
            return .redirect((view.isLive ? "/structures/\(report.structure)/edit" : "/new-structure") + done)
        },
    ]

    private static func queuePage(_ visit: Visit) throws -> RegistryPage {
        let caller = try visit.caller
        let isAnswered = visit.fields.text("state") == "answered"
        let reports = try visit.home.reports(
            answered: isAnswered, after: visit.fields.text("after"), by: caller, request: visit.request)
        let now = visit.home.now()
        let heading = visit.words("Αναφορές λαθών", "Reported mistakes")
        var block = Block()
        if reports.isEmpty {
            block.paragraphs = [visit.words("Καμία.", "None.")]
        } else {
            block.table = Block.Table(
                caption: isAnswered
                    ? visit.words("Όσες απαντήθηκαν, οι νεότερες πρώτα", "Answered ones, the newest first")
                    : visit.words("Όσες περιμένουν, οι νεότερες πρώτα", "Waiting ones, the newest first"),
                head: [
                    visit.words("Δομή", "Structure"), visit.words("Τι είναι λάθος", "What is wrong"),
                    isAnswered ? visit.words("Απάντηση", "Answer") : visit.words("Ηλικία", "Age"),
                ],
                rows: reports.map { report in
                    Block.Row(
                        Block.Cell(report.structure, page: visit.link("/reports/\(report.id)")),
                        Block.Cell(FieldNames.name(of: report.topic)[visit.language]),
                        Block.Cell(
                            report.answer.map { FieldNames.name(of: $0.verdict)[visit.language] }
                                ?? visit.age(of: report, at: now)))
                })
        }
        if let last = reports.last, reports.count == RegistryHome.directoryPageLimit {
            block.links.append(
                PageLink(
                    name: visit.words("Οι επόμενες", "The next ones"),
                    page: visit.link("/reports?state=\(isAnswered ? "answered" : "open")&after=\(last.id)")))
        }
        block.links.append(
            isAnswered
                ? PageLink(name: visit.words("Όσες περιμένουν", "Waiting ones"), page: visit.link("/reports"))
                : PageLink(
                    name: visit.words("Όσες απαντήθηκαν", "Answered ones"),
                    page: visit.link("/reports?state=answered")))
        return visit.page(heading, message: visit.done, [block])
    }

    private static func reportPage(_ visit: Visit, _ error: RegistryError? = nil) throws -> RegistryPage {
        let view = try visit.home.report(
            try visit.identifier("id"), by: try visit.caller, request: visit.request)
        let report = view.report
        let now = visit.home.now()
        let gone = visit.words("Σβήστηκε, γιατί έχει απαντηθεί.", "Was deleted, because it has been answered.")
        var facts = [
            Block.Fact(
                name: visit.words("Τι είναι λάθος", "What is wrong"),
                value: FieldNames.name(of: report.topic)[visit.language]),
            Block.Fact(name: visit.words("Το κείμενο", "The text"), value: report.words?.text ?? gone),
        ]
        if let contact = report.words?.contact {
            facts.append(Block.Fact(name: visit.words("Επικοινωνία", "How to reach them"), value: contact))
        }
        facts += [
            Block.Fact(
                name: visit.words("Ηλικία", "Age"),
                value: report.answer == nil ? visit.age(of: report, at: now) : visit.days(report.age(at: now))),
            Block.Fact(name: visit.words("Ήρθε εδώ", "Taken in"), value: visit.moment(report.takenAt)),
        ]
        var first = Block(facts: Block.Facts(list: facts))
        if view.isLive {
            first.links = [
                PageLink(
                    name: visit.words("Η δομή", "The structure"), page: visit.link("/structures/\(report.structure)"))
            ]
        }
        var blocks = [first]
        if let answer = report.answer {
            blocks.append(answerBlock(answer, visit))
        } else if visit.may(.answerReports) {
            blocks.append(answerForms(view, visit))
        }
        return visit.page(
            visit.words("Αναφορά: \(report.structure)", "Report: \(report.structure)"), message: visit.done,
            faults: faults(error, visit, field: error?.place == "reason" ? "reason-reject" : nil), blocks)
    }

    private static func answerBlock(_ answer: Report.Answer, _ visit: Visit) -> Block {
        var facts = [
            Block.Fact(
                name: visit.words("Απάντηση", "Answer"), value: FieldNames.name(of: answer.verdict)[visit.language]),
            Block.Fact(name: visit.words("Από", "By"), value: answer.name),
            Block.Fact(name: visit.words("Στις", "On"), value: visit.moment(answer.at)),
        ]
        if !answer.reason.isEmpty {
            facts.append(Block.Fact(name: visit.words("Γιατί", "Why"), value: answer.reason))
        }
        var block = Block(heading: visit.words("Η απάντηση", "The answer"), facts: Block.Facts(list: facts))
        if let other = answer.duplicateOf {
            block.links.append(
                PageLink(
                    name: visit.words("Η αναφορά που λέει το ίδιο", "The report that says the same"),
                    page: visit.link("/reports/\(other)")))
        }
        if let draft = answer.draft {
            block.links += [
                PageLink(name: visit.words("Το προσχέδιο", "The draft"), page: visit.link("/drafts/\(draft)"))
            ]
        }
        return block
    }

    private static func answerForms(_ view: ReportView, _ visit: Visit) -> Block {
        let report = view.report
        let options =
            [PageField.Option(code: "", name: visit.words("Θα το γράψω τώρα", "I write it now"), isChosen: true)]
            + view.drafts.map { PageField.Option(code: "\($0.id)", name: $0.reason, isChosen: false) }
        let draft = PageField(
            id: "draft", label: visit.words("Προσχέδιο που το διορθώνει", "Draft that corrects it"),
            options: PageField.Options(list: options))
        let same = PageField(
            id: "duplicateOf", label: visit.words("Η αναφορά που λέει το ίδιο", "The report that says the same"),
            options: PageField.Options(
                list: [PageField.Option(code: "", name: visit.words("Άλλη", "Another one"), isChosen: true)]
                    + view.others.map { other in
                        PageField.Option(
                            code: "\(other.id)",
                            name: [
                                FieldNames.name(of: other.topic)[visit.language],
                                TimeText.text(CivilDate(dayNumber: other.day)),
                                other.answer.map { FieldNames.name(of: $0.verdict)[visit.language] }
                                    ?? visit.words("περιμένει", "waits"),
                            ].joined(separator: " · "), isChosen: false)
                    }))
        func form(_ verdict: Report.Verdict, _ suffix: String, _ first: [PageField], _ style: String) -> PageForm {
            let why = PageField(
                id: "reason", suffix: suffix, label: visit.words("Γιατί", "Why"),
                hint: verdict == .rejected ? visit.words("Χρειάζεται.", "Needed.") : nil, isArea: true)
            return visit.form(
                "/reports/\(report.id)/answer", [PageForm.Group(fields: first + [why])],
                hidden: [("seen", report.tag), ("verdict", verdict.rawValue)],
                button: FieldNames.action(of: verdict)[visit.language], style: style)
        }
        return Block(
            heading: visit.words("Η απάντησή σας", "Your answer"),
            forms: [
                form(.accepted, "-accept", [draft], "primary"), form(.rejected, "-reject", [], "secondary"),
                form(.duplicate, "-duplicate", view.others.isEmpty ? [] : [same], "secondary"),
            ])
    }
}

extension Visit {
    /// A number of days in words: «3 ημέρες».
    func days(_ count: Int) -> String {
        switch count {
        case 0: words("σήμερα", "today")
        case 1: words("1 ημέρα", "1 day")
        default: words("\(count) ημέρες", "\(count) days")
        }
    }

    /// The age of a report that waits, with a mark when it has waited for too long.
    func age(of report: Report, at now: Timestamp) -> String {
        days(report.age(at: now)) + (report.isOverdue(at: now) ? words(" · εκπρόθεσμη", " · overdue") : "")
    }

    /// The reports that wait, by age.
    func reports(_ counts: ReportCounts) -> Block {
        let heading = words("Αναφορές λαθών που περιμένουν", "Reported mistakes that wait")
        guard counts.all > 0 else { return Block(heading: heading, paragraphs: [words("Καμία.", "None.")]) }
        return Block(
            heading: heading,
            facts: Block.Facts(list: [
                Block.Fact(name: words("Έως 2 ημέρες", "Up to 2 days"), value: "\(counts.recent)"),
                Block.Fact(
                    name: words("3 έως \(Report.overdueDays) ημέρες", "3 to \(Report.overdueDays) days"),
                    value: "\(counts.waiting)"),
                Block.Fact(name: words("Εκπρόθεσμες", "Overdue"), value: "\(counts.overdue)"),
            ]), links: [PageLink(name: words("Οι αναφορές", "The reports"), page: link("/reports"))])
    }
}
