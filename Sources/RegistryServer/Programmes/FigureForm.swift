internal import Entitlement
internal import Records
internal import Registry
internal import WebSupport

/// The form for a value of a figure: a new one, or one in the place of another.
struct FigureForm {
    /// How an address names the value that has no first day.
    static let first = "first"

    static let parameters: [ParameterDescription] =
        ["amount", "from", "to", "certainty", "sourceDate"].map { .line($0, 40) } + [
            .line("title", 700), .line("url", 700), .line("replaces", 10), .line("version", 12), .line("reason", 2000),
            .line("preview", 3),
        ]

    let visit: Visit
    let view: FigureView

    init(_ visit: Visit, _ view: FigureView) { (self.visit, self.view) = (visit, view) }

    /// The first day of the value that is replaced, as an interface names it; nil for a new value.
    private var replaced: String? {
        let text = visit.text("replaces")
        return text.isEmpty ? nil : text == Self.first ? "" : text
    }

    /// The value that is replaced; nil for a new one.
    private var former: FigureValues.Entry? {
        replaced.flatMap { text in view.state.values.entries.first { ($0.from.map(TimeText.text) ?? "") == text } }
    }

    /// What the form asks for.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`, whose place is a field.
    func change() throws(RegistryError) -> FigureChange {
        func member(_ key: String, _ field: String) -> [StrictJSON.Member] {
            let text = visit.text(field).trimmed
            return text.isEmpty ? [] : [StrictJSON.Member(key: key, value: .string(text))]
        }
        let source = member("title", "title") + member("url", "url") + member("date", "sourceDate")
        let value = StrictJSON.object(
            member("from", "from") + member("to", "to") + member("certainty", "certainty") + [
                StrictJSON.Member(key: "value", value: try amount()),
                StrictJSON.Member(key: "source", value: .object(source)),
            ])
        return try FigureChange(try FigureValues.Entry(entered: value), replacing: replaced)
    }

    private func amount() throws(RegistryError) -> StrictJSON {
        let text = visit.text("amount").trimmed
        if text.isEmpty { return .null }
        switch TypedNumber(text) {
        case .number(let number): return .number(number)
        case .ambiguous:
            throw RegistryError(
                .invalid, at: "value", "expected a number in digits alone, such as 2000: else it may be decimals",
                el: "αναμενόταν αριθμός μόνο με ψηφία, όπως 2000: αλλιώς δεν φαίνεται αν είναι δεκαδικά")
        case nil:
            throw RegistryError(
                .invalid, at: "value", "expected a number such as 1500 or 1500.50",
                el: "αναμενόταν αριθμός όπως 1500 ή 1.500,50")
        }
    }

    /// The page of the form.
    ///
    /// - Parameters:
    ///   - sent: Whether it shows what was sent.
    ///   - error: What could not be accepted.
    ///   - change: What is shown in addition, before it is drafted.
    func page(sent: Bool, _ error: RegistryError? = nil, shows change: FigureChange? = nil) throws -> RegistryPage {
        let faults = PageRoutes.faults(error, visit, field: error.flatMap { Self.field(of: $0) })
        let name = visit.name(ofFigure: view.state.id)
        var blocks: [Block] = []
        if let change {
            let shown = try visit.home.previewFigure(
                change, of: view.state.id, in: visit.programmes, today: visit.home.today, by: try visit.caller,
                request: visit.request)
            blocks.append(Block(table: visit.differences(FigureDifference.between(shown.before.values, shown.after))))
            blocks += visit.examples(shown.examples)
        }
        var form = visit.form(
            "/programmes/figures/\(view.state.id)/edit",
            [
                PageForm.Group(fields: fields(sent: sent, faults)),
                PageForm.Group(fields: [PageRoutes.reasonEntry(visit)]),
            ],
            hidden: [
                ("version", sent ? visit.text("version") : "\(view.state.version)"),
                ("replaces", visit.text("replaces")),
            ], button: visit.words("Αποστολή για έγκριση", "Send for approval"))
        form.preview = visit.words("Δείξε τι αλλάζει στα παραδείγματα", "Show what changes in the examples")
        blocks.append(
            Block(
                paragraphs: [
                    replaced == nil
                        ? visit.words(
                            "Η τιμή που ισχύει πριν από τη νέα λήγει την προηγούμενη ημέρα.",
                            "The value in force before the new one ends the day before.")
                        : visit.words(
                            "Για λήξη γράψτε την τελευταία ημέρα.", "To end the value, give its last day.")
                ], forms: [form]))
        return visit.page(
            replaced == nil
                ? visit.words("Νέα τιμή: \(name)", "New value: \(name)")
                : visit.words("Διόρθωση ή λήξη: \(name)", "Correct or end: \(name)"),
            faults: faults, blocks)
    }

    /// An amount with a decimal point, and without decimals when it has none.
    static func text(_ amount: Double) -> String {
        amount == amount.rounded() ? "\(Int(amount))" : "\(amount)"
    }

    /// The field of the form that an error is about.
    private static func field(of error: RegistryError) -> String? {
        switch error.place {
        case "value": "amount"
        case "date": "sourceDate"
        case "source": "title"
        case "from", "to", "certainty", "title", "url", "reason": error.place
        default: nil
        }
    }

    private func fields(sent: Bool, _ faults: [FaultList.Entry]) -> [PageField] {
        func field(
            _ id: String, _ label: String, _ former: String?, hint: String? = nil, type: String = "text"
        ) -> PageField {
            PageField(
                id: id, label: label, hint: hint, fault: faults.first { $0.field == id }?.fault,
                value: sent ? visit.text(id) : former ?? "", type: type)
        }
        var amount = field(
            "amount", visit.words("Ποσό ή όριο", "Amount or limit"),
            former?.amount.map(Self.text),
            hint: visit.words("Κενό όταν είναι άγνωστο.", "Empty when it is unknown."))
        amount.inputMode = "decimal"
        let certainties = [Certainty.sourced, .unconfirmed]
        let chosen = sent ? visit.text("certainty") : (former?.certainty ?? .unconfirmed).rawValue
        var certainty = field("certainty", visit.words("Επιβεβαίωση", "Confirmed"), nil)
        certainty.options = PageField.Options(
            list: certainties.map {
                PageField.Option(code: $0.rawValue, name: visit.name(of: $0), isChosen: $0.rawValue == chosen)
            })
        return [
            amount,
            field("from", visit.words("Ισχύει από", "Valid from"), former?.from.map(TimeText.text), type: "date"),
            field(
                "to", visit.words("Ισχύει έως", "Valid until"), former?.to.map(TimeText.text),
                hint: visit.words("Κενό όσο δεν είναι γνωστό τέλος.", "Empty while no end is known."), type: "date"),
            certainty, field("title", visit.words("Τίτλος της πηγής", "Title of the source"), former?.source.title),
            field(
                "url", visit.words("Διεύθυνση της πηγής", "Address of the source"), former?.source.url),
            field(
                "sourceDate", visit.words("Ημερομηνία της πηγής", "Date of the source"), former?.source.date,
                hint: visit.words("Όπως 2026, 2026-11 ή 2026-11-13.", "Such as 2026, 2026-11 or 2026-11-13.")),
        ]
    }
}
