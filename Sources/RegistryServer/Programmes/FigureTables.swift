internal import Entitlement
internal import Records
internal import Registry

extension Visit {
    /// The amount of a value; «unknown» when it has none.
    func amount(_ amount: Double?) -> String {
        guard let amount else { return words("άγνωστο", "unknown") }
        let text = FigureForm.text(amount)
        return language == .greek ? text.replacing(".", with: ",") : text
    }

    /// Whether a source confirms a value.
    func name(of certainty: Certainty) -> String {
        switch certainty {
        case .sourced: words("επιβεβαιωμένο από πηγή", "confirmed by a source")
        case .unconfirmed: words("δεν έχει επιβεβαιωθεί", "not confirmed")
        }
    }

    /// What a figure is; its name in rules when the programmes do not say it.
    func name(ofFigure id: String) -> String {
        let text = programmes?.book.figures.first { $0.id == id }?.text ?? LocalizedText()
        return text.isEmpty ? id : text.text(in: language)
    }

    /// Which value of a figure it is.
    func begin(_ entry: FigureValues.Entry) -> String {
        entry.from.map { words("από \(day($0))", "from \(day($0))") }
            ?? words("χωρίς πρώτη ημέρα", "without a first day")
    }

    /// The values of a figure, and who changed each.
    func values(_ view: FigureView) -> Block.Table {
        Block.Table(
            caption: words("Τιμές: \(name(ofFigure: view.state.id))", "Values: \(name(ofFigure: view.state.id))"),
            repeatsHeading: true,
            head: [
                words("Τιμή", "Value"), words("Από", "From"), words("Έως", "Until"), words("Πηγή", "Source"),
                words("Επιβεβαίωση", "Confirmed"), words("Αλλαγή", "Changed"),
            ],
            rows: view.state.values.entries.map { entry in
                let origin = view.origin(of: entry)
                let change = origin?.draft.map { "\($0.authorName), \(moment(origin?.at ?? $0.createdAt))" }
                return Block.Row(
                    Block.Cell(amount(entry.amount)), Block.Cell(day(entry.from)), Block.Cell(day(entry.to)),
                    Block.Cell(
                        [entry.source.title, entry.source.date].compactMap { $0 }.joined(separator: ", "),
                        page: WebAddress.isValid(entry.source.url) ? entry.source.url : nil),
                    Block.Cell(name(of: entry.certainty)),
                    Block.Cell(change ?? words("σύνολο δεδομένων", "dataset")))
            })
    }

    /// What a change does, value by value and field by field.
    func differences(_ changes: [FigureDifference]) -> Block.Table {
        let rows = changes.flatMap { change -> [Block.Row] in
            let which = (change.before ?? change.after).map(begin) ?? ""
            return zip(lines(change.before), lines(change.after)).filter { $0.value != $1.value }.map { before, after in
                Block.Row(
                    Block.Cell(which), Block.Cell(before.name), Block.Cell(before.value), Block.Cell(after.value))
            }
        }
        return Block.Table(
            caption: words("Τι αλλάζει", "What changes"),
            head: [
                words("Ποια τιμή", "Which value"), words("Πεδίο", "Field"), words("Πριν", "Before"),
                words("Μετά", "After"),
            ], rows: rows)
    }

    private func lines(_ entry: FigureValues.Entry?) -> [(name: String, value: String)] {
        [
            (words("Τιμή", "Value"), entry.map { amount($0.amount) } ?? "–"),
            (words("Από", "From"), day(entry?.from)), (words("Έως", "Until"), day(entry?.to)),
            (words("Επιβεβαίωση", "Confirmed"), entry.map { name(of: $0.certainty) } ?? "–"),
            (words("Πηγή", "Source"), entry?.source.title ?? "–"),
            (words("Διεύθυνση της πηγής", "Address of the source"), entry?.source.url ?? "–"),
            (words("Ημερομηνία της πηγής", "Date of the source"), entry?.source.date ?? "–"),
        ]
    }

    /// Open drafts of figures, beside each other.
    func figureDrafts(_ heading: String, _ drafts: [FigureDraft]) -> Block {
        Block(
            heading: heading,
            table: Block.Table(
                caption: heading, repeatsHeading: true,
                head: [
                    words("Ποσό ή όριο", "Amount or limit"), words("Τι προτείνει", "What it proposes"),
                    words("Πηγή", "Source"),
                    words("Από", "By"), words("Γιατί", "Why"),
                ],
                rows: drafts.map { draft in
                    Block.Row(
                        Block.Cell(name(ofFigure: draft.figure), page: link("/programmes/drafts/\(draft.id)")),
                        Block.Cell(proposal(draft.change)), Block.Cell(draft.change.entry?.source.title ?? "–"),
                        Block.Cell(draft.authorName), Block.Cell(draft.reason))
                }))
    }

    private func proposal(_ change: FigureChange) -> String {
        func value(_ entry: FigureValues.Entry) -> String {
            let until = entry.to.map { words(" έως \(day($0))", " until \(day($0))") } ?? ""
            return "\(amount(entry.amount)) \(begin(entry))\(until)"
        }
        return switch change {
        case .add(let entry): words("νέα τιμή: \(value(entry))", "new value: \(value(entry))")
        case .correct(_, let entry): words("διόρθωση: \(value(entry))", "correction: \(value(entry))")
        case .restore: words("επιστροφή σε προηγούμενη έκδοση", "return to a former version")
        }
    }

    /// What a change does to the examples.
    func examples(_ comparison: ExampleComparison) -> [Block] {
        let heading = words("Τι αλλάζει στα παραδείγματα", "What changes in the examples")
        var summary =
            comparison.changed == 0
            ? words("Κανένα παράδειγμα δεν αλλάζει.", "No example changes.")
            : words(
                "Παραδείγματα που αλλάζουν: \(comparison.changed), που μένουν ίδια: \(comparison.unchanged).",
                "Examples that change: \(comparison.changed), that stay the same: \(comparison.unchanged).")
        if comparison.count == 0 {
            summary = words("Η Περιφέρεια δεν έχει παραδείγματα.", "The region has no examples.")
        }
        let when = words(
            "Για αίτηση στις \(day(comparison.date)), εκτός όπου το παράδειγμα λέει άλλη ημέρα.",
            "For an application on \(day(comparison.date)), except where the example has a day of its own.")
        var blocks = [Block(heading: heading, paragraphs: [summary, when])]
        let all = comparison.findings.filter(\.isChange)
        let changes = all.filter { $0.expected != nil } + all.filter { $0.expected == nil }
        if !changes.isEmpty {
            blocks[0].table = Block.Table(
                caption: heading, repeatsHeading: true,
                head: [
                    words("Παράδειγμα", "Example"), words("Πρόγραμμα", "Programme"), words("Πριν", "Before"),
                    words("Μετά", "After"), words("Αναμενόταν", "Expected"),
                ], rows: changes.map(row))
        }
        let wrong = comparison.findings.filter { $0.isContradiction && !$0.isChange }
        if !wrong.isEmpty {
            let heading = words("Δεν είναι όπως αναμενόταν", "Not as expected")
            blocks.append(
                Block(
                    heading: heading,
                    table: Block.Table(
                        caption: heading, repeatsHeading: true,
                        head: [
                            words("Παράδειγμα", "Example"), words("Πρόγραμμα", "Programme"),
                            words("Κρίνεται", "Judged"), words("Αναμενόταν", "Expected"),
                        ],
                        rows: wrong.map { finding in
                            Block.Row(
                                Block.Cell(finding.example.text.text(in: language)),
                                Block.Cell(finding.after.programme.names.text(in: language)),
                                Block.Cell(judgement(finding.after, beside: nil)), Block.Cell(expectation(finding)))
                        })))
        }
        return blocks
    }

    private func row(_ finding: ExampleComparison.Finding) -> Block.Row {
        Block.Row(
            Block.Cell(finding.example.text.text(in: language)),
            Block.Cell(finding.after.programme.names.text(in: language)),
            Block.Cell(judgement(finding.before, beside: finding.after)),
            Block.Cell(judgement(finding.after, beside: finding.before)), Block.Cell(expectation(finding)))
    }

    /// A judgement with its amount, and its reasons; beside another one, only those that the other does not have.
    private func judgement(_ judgement: ProgrammeJudgement, beside other: ProgrammeJudgement?) -> String {
        let known = Set(other?.reasons.map(\.text) ?? [])
        let reasons = judgement.reasons.map(\.text).filter { !known.contains($0) }.map { $0.text(in: language) }
        let paid = judgement.amountText.isEmpty ? [] : [judgement.amountText.text(in: language)]
        return ([name(of: judgement.outcome) + "."] + paid + reasons).joined(separator: " ")
    }

    private func expectation(_ finding: ExampleComparison.Finding) -> String {
        guard let expected = finding.expected else { return "–" }
        let name = name(of: expected)
        return finding.isContradiction ? words("⚠ \(name): διαφέρει", "⚠ \(name): it differs") : name
    }

    private func name(of outcome: ProgrammeJudgement.Outcome) -> String {
        switch outcome {
        case .likely: words("πιθανό", "likely")
        case .unlikely: words("απίθανο", "unlikely")
        case .ask: words("ρωτήστε", "ask")
        }
    }
}
