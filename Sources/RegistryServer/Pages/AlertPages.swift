internal import Alerts
internal import Records
internal import Registry
internal import WebSupport

extension PageRoutes {
    /// Alerts: the list, one with the decision on it, the form for a new one, and a file.
    static let alertRoutes: [PageRoute] = [
        .show("/alerts", .row(.readAlerts)) { visit in try alertsPage(visit) },
        .show("/alerts/new", .row(.writeAlerts), [.line("of", 40), .line("type", 10)]) { visit in
            try AlertForm(visit).page(sent: false)
        },
        .form(
            "/alerts/new", .row(.writeAlerts), .write, AlertForm.parameters,
            again: { visit, error in try AlertForm(visit).page(sent: true, error) }
        ) { visit in
            let id = try visit.home.take(
                try AlertForm(visit).document(), origin: .written, by: try visit.caller, request: visit.request)
            return .redirect("/alerts/\(id)?done=\(Done.alertTaken.rawValue)")
        },
        .form(
            "/alerts/file", .row(.writeAlerts), .write, [], file: "file",
            again: { visit, error in try alertsPage(visit, faults: faults(error, visit)) }
        ) { visit in
            let document: AlertDocument
            do throws(AlertFault) {
                document = try AlertDocument(visit.file)
            } catch {
                throw RegistryError(.invalid, at: "file", "\(error)", el: "\(error.place): \(error.greek)")
            }
            let id = try visit.home.take(document, origin: .file, by: try visit.caller, request: visit.request)
            return .redirect("/alerts/\(id)?done=\(Done.alertTaken.rawValue)")
        },
        .show("/alerts/{id}", .row(.readAlerts)) { visit in try alertPage(visit) },
        .form(
            "/alerts/{id}/review", .row(.approveAlerts), .write,
            [
                ParameterDescription("verdict", .choice(["approve", "decline"]), summary: "verdict"),
                .lines("note", 2000), .line("seen", 60),
            ], publishes: true
        ) { visit in
            let isApproved = visit.text("verdict") == "approve"
            let id = try visit.seenAlert()
            try visit.home.reviewAlert(
                id, approve: isApproved, note: visit.text("note"), by: try visit.caller, request: visit.request)
            return .redirect("/alerts/\(id)?done=\((isApproved ? Done.published : .declined).rawValue)")
        },
        .form("/alerts/{id}/withdraw", .row(.writeAlerts), .write, [.line("seen", 60)]) { visit in
            let id = try visit.seenAlert()
            try visit.home.withdrawAlert(id, by: try visit.caller, request: visit.request)
            return .redirect("/alerts/\(id)?done=\(Done.withdrawn.rawValue)")
        },
    ]

    private static func alertsPage(_ visit: Visit, faults: [FaultList.Entry] = []) throws -> RegistryPage {
        let records = try visit.home.alerts(by: try visit.caller, request: visit.request)
        var first = Block(paragraphs: [
            visit.words(
                "Μια πραγματική ειδοποίηση δημοσιεύεται αφού την εγκρίνει και άλλο άτομο. Ασκήσεις και δοκιμές δεν δημοσιεύονται ποτέ.",
                "An actual alert is public after another person has approved it. Exercises and tests are never public.")
        ])
        if records.isEmpty {
            first.paragraphs.append(visit.words("Δεν υπάρχουν ειδοποιήσεις.", "There are no alerts."))
        } else {
            first.table = visit.table(of: records)
        }
        let writes = visit.may(.writeAlerts)
        if writes {
            first.links = [
                PageLink(name: visit.words("Νέα ειδοποίηση", "New alert"), page: visit.link("/alerts/new"))
            ]
        }
        var blocks = [first]
        if writes {
            let file = PageField(id: "file", label: visit.words("Αρχείο CAP 1.2", "CAP 1.2 file"), type: "file")
            blocks.append(
                Block(
                    heading: visit.words("Από αρχείο", "From a file"),
                    forms: [
                        visit.form(
                            "/alerts/file", [PageForm.Group(fields: [file])], button: visit.words("Ανάγνωση", "Read"),
                            style: "secondary", isUpload: true)
                    ]))
        }
        return visit.page(visit.words("Ειδοποιήσεις", "Alerts"), message: visit.done, faults: faults, blocks)
    }

    private static func alertPage(_ visit: Visit) throws -> RegistryPage {
        let view = try visit.alert()
        let (record, alert) = (view.record, view.record.alert)
        var facts = [
            Block.Fact(name: visit.words("Κατάσταση", "State"), value: visit.name(of: record.state)),
            Block.Fact(name: visit.words("Είδος", "Type"), value: visit.name(of: alert.type)),
            Block.Fact(name: visit.words("Χρήση", "Status"), value: visit.name(of: alert.status)),
            Block.Fact(name: visit.words("Αποστολέας", "Sender"), value: alert.key.sender),
            Block.Fact(name: visit.words("Στάλθηκε", "Sent"), value: visit.moment(alert.key.sent.instant)),
            Block.Fact(name: visit.words("Λήγει", "Ends"), value: visit.moment(alert.end)),
            Block.Fact(name: visit.words("Από", "By"), value: record.authorName),
        ]
        if let reviewer = record.reviewerName {
            facts.append(
                Block.Fact(
                    name: record.state == .published
                        ? visit.words("Ενέκρινε", "Approved by") : visit.words("Δεν ενέκρινε", "Declined by"),
                    value: record.note.isEmpty ? reviewer : "\(reviewer): \(record.note)"))
        }
        var blocks = [Block(facts: Block.Facts(list: facts))]
        for named in view.named {
            blocks[0].links.append(
                PageLink(
                    name: visit.words("Αφορά: \(visit.title(of: named))", "It changes: \(visit.title(of: named))"),
                    page: visit.link("/alerts/\(named.id)")))
        }
        for key in view.missing {
            blocks[0].paragraphs.append(
                visit.words(
                    "Αφορά μήνυμα που δεν υπάρχει εδώ: \(key.text). Αν έρθει αργότερα, δεν θα φανεί.",
                    "It changes a message that is not here: \(key.text). If that comes later, it is not shown."))
        }
        blocks += alert.infos.map { info in
            Block(
                heading: "\(info.language): \(info.title)",
                facts: Block.Facts(list: visit.facts(of: info)))
        }
        if record.state == .open {
            let live = view.live.map { $0.info(for: visit.language)?.headline ?? $0.key.text }
            blocks.append(
                Block(
                    heading: visit.words("Τι θα φαίνεται μετά την έγκριση", "What is shown after the approval"),
                    paragraphs: live.isEmpty ? [visit.words("Καμία ειδοποίηση.", "No alert.")] : live))
            blocks += decisions(
                path: "/alerts/\(record.id)", seen: view.tag, isOwn: record.author == (try visit.caller).principal,
                isStale: false, mayReview: visit.may(.approveAlerts), visit)
        }
        if record.state == .published, visit.may(.writeAlerts), alert.type != .cancel {
            blocks.append(
                Block(
                    heading: visit.words("Αλλαγή", "Change"),
                    links: [
                        PageLink(
                            name: visit.words("Νεότερη εκδοχή", "Newer version"),
                            page: visit.link("/alerts/new?of=\(record.id)&type=Update")),
                        PageLink(
                            name: visit.words("Ανάκληση", "Take back"),
                            page: visit.link("/alerts/new?of=\(record.id)&type=Cancel")),
                    ]))
        }
        return visit.page(visit.title(of: record), message: visit.done, blocks)
    }
}

extension Visit {
    /// The alert in the path, which is as the page has shown it.
    ///
    /// - Throws: ``RegistryError``: `notFound`, `stale`.
    fileprivate func seenAlert() throws(RegistryError) -> RecordID {
        let view = try alert()
        guard view.tag == text("seen") else { throw Self.staleDraft }
        return view.record.id
    }

    /// A moment of a message in the time of the region.
    func moment(_ instant: UTCInstant) -> String { moment(Timestamp(instant)) }

    /// The headline of an alert, in the language of the page if it has one.
    func title(of record: AlertRecord) -> String {
        record.alert.info(for: language)?.title ?? name(of: record.alert.type)
    }

    /// Alerts in a table.
    func table(of records: [AlertRecord]) -> Block.Table {
        Block.Table(
            caption: words("Ειδοποιήσεις", "Alerts"), repeatsHeading: true,
            head: [
                words("Ειδοποίηση", "Alert"), words("Είδος", "Type"), words("Χρήση", "Status"),
                words("Λήγει", "Ends"), words("Κατάσταση", "State"), words("Από", "By"),
            ],
            rows: records.map { record in
                Block.Row(
                    Block.Cell(title(of: record), page: link("/alerts/\(record.id)")),
                    Block.Cell(name(of: record.alert.type)), Block.Cell(name(of: record.alert.status)),
                    Block.Cell(moment(record.alert.end)), Block.Cell(name(of: record.state)),
                    Block.Cell(record.authorName))
            })
    }

    fileprivate func facts(of info: AlertInfo) -> [Block.Fact] {
        let values: [(String, String?)] = [
            (words("Μέγεθος", "Severity"), name(of: info.severity)),
            (words("Πότε", "Urgency"), name(of: info.urgency)),
            (words("Πού", "Where"), info.areas.map(\.text).joined(separator: " · ")),
            (words("Σχήμα", "Shape"), info.areas.contains(where: \.hasShape) ? words("ναι", "yes") : nil),
            (words("Περιγραφή", "Description"), info.description), (words("Οδηγίες", "Instruction"), info.instruction),
            (words("Μετάφραση", "Translation"), info.translation.map(name)),
        ]
        return values.compactMap { name, value in value.map { Block.Fact(name: name, value: $0) } }
    }

    func name(of state: AlertRecord.State) -> String {
        switch state {
        case .open: words("περιμένει έγκριση", "waits for approval")
        case .published: words("δημοσιεύτηκε", "published")
        case .declined: words("δεν εγκρίθηκε", "declined")
        case .withdrawn: words("αποσύρθηκε", "withdrawn")
        case .internal: words("δεν δημοσιεύεται ποτέ", "is never public")
        }
    }

    func name(of type: Alert.MessageType) -> String {
        switch type {
        case .alert: words("ειδοποίηση", "alert")
        case .update: words("νεότερη εκδοχή", "newer version")
        case .cancel: words("ανάκληση", "taken back")
        case .acknowledgement: words("επιβεβαίωση λήψης", "acknowledgement")
        case .error: words("άρνηση", "refusal")
        }
    }

    func name(of status: Alert.Status) -> String {
        switch status {
        case .actual: words("πραγματική", "actual")
        case .exercise: words("άσκηση", "exercise")
        case .system: words("για συστήματα", "for systems")
        case .test: words("δοκιμή", "test")
        case .draft: words("πρόχειρο", "draft")
        }
    }

    func name(of severity: AlertInfo.Severity) -> String {
        switch severity {
        case .extreme: words("ακραίος κίνδυνος", "extreme")
        case .severe: words("μεγάλος κίνδυνος", "severe")
        case .moderate: words("μέτριος κίνδυνος", "moderate")
        case .minor: words("μικρός κίνδυνος", "minor")
        case .unknown: words("άγνωστο", "unknown")
        }
    }

    func name(of urgency: AlertInfo.Urgency) -> String {
        switch urgency {
        case .immediate: words("αμέσως", "immediate")
        case .expected: words("μέσα στην επόμενη ώρα", "within the next hour")
        case .future: words("αργότερα", "later")
        case .past: words("πέρασε", "past")
        case .unknown: words("άγνωστο", "unknown")
        }
    }

    private func name(_ translation: AlertInfo.Translation) -> String {
        switch translation {
        case .human: words("από άτομο", "by a person")
        case .machine: words("από μηχανή", "by a machine")
        case .template: words("έτοιμο κείμενο", "a prepared text")
        }
    }
}
