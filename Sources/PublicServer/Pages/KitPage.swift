internal import Hummingbird
internal import PageKit
internal import Records
internal import WebSupport

/// Every component of the pages in its states, for those who work on the pages (`serve --kit`).
struct KitPage: SitePage {
    static let template = PageTemplate("kit", PackageResources.kit_mustache)

    let base: Layout
    let banners: [Banner]
    let errors: ErrorSummary?
    let fields: [FormField]
    let choiceList: ChoiceList
    let answers: SummaryList
    let figures: FigureTable
    let parts: TabBar
    let disclosures: [Disclosure]
    let paginations: [Pagination]
    let cards: [Card]
    let toast: Toast

    struct Words {
        let kitTitle = Phrase(el: "Τα μέρη των σελίδων", en: "The parts of the pages")
        let cardsHeading = Phrase(el: "Κάρτες", en: "Cards")
        let choicesHeading = Phrase(el: "Επιλογές", en: "Choices")
        let summaryHeading = Phrase(el: "Σύνοψη", en: "Summary")
        let bannersHeading = Phrase(el: "Μηνύματα", en: "Banners")
        let tableHeading = Phrase(el: "Πίνακας με σύνολα", en: "Table with sums")
        let tabsHeading = Phrase(el: "Καρτέλες", en: "Tabs")
        let disclosureHeading = Phrase(el: "Πτυσσόμενα", en: "Disclosures")
        let paginationHeading = Phrase(el: "Σελίδες λίστας", en: "Pagination")
        let formHeading = Phrase(el: "Φόρμα", en: "Form")
        let partOne = Phrase(el: "Το πρώτο μέρος.", en: "The first part.")
        let partTwo = Phrase(el: "Το δεύτερο μέρος.", en: "The second part.")
    }
    static let words = WordList(Words())
}

extension KitPage {
    static func response(to request: Request, frame: PageFrame, library: PageLibrary) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        return library.response(KitPage(frame), to: request, language: frame.language, isPersonal: false)
    }

    private init(_ frame: PageFrame) {
        let language = frame.language
        func text(_ greek: String, _ english: SourceText) -> String { Phrase(el: greek, en: english)[language] }
        let name = text("Παράδειγμα", "Example")
        let yes = SelectOption(code: "yes", words: text("Ναι", "Yes"), chosen: true)
        let no = SelectOption(code: "no", words: text("Όχι", "No"), chosen: false)
        let page = frame.link("/kit")
        self.init(
            base: Layout(frame, title: frame.title(Self.words.kitTitle[language]), path: "/kit", hasMap: false),
            banners: ["info", "warning", "success"].map {
                Banner(tone: $0, heading: "\(name): \($0)", texts: [name], steps: [Link(name: name, page: page)])
            },
            errors: ErrorSummary(
                [FieldFault(field: "kit-amount", words: Phrase(el: "Γράψτε ένα ποσό", en: "Type an amount"))],
                in: language),
            fields: [
                FormField("kit-name", label: text("Όνομα", "Name"), hint: name, fill: "name"),
                FormField(
                    "kit-amount", label: text("Ποσό σε ευρώ", "Amount in euros"),
                    hint: text("Για παράδειγμα 450", "Such as 450"),
                    fault: text("Γράψτε ένα ποσό", "Type an amount"), value: "x", mode: "decimal"),
                FormField("kit-phone", label: text("Τηλέφωνο", "Telephone"), mode: "tel", fill: "tel"),
                FormField("kit-choice", label: text("Μένετε εδώ;", "Do you live here?"), options: [yes, no]),
                FormField(
                    "kit-again", label: text("Είστε βέβαιοι;", "Are you sure?"),
                    fault: text("Διαλέξτε ένα", "Choose one"), options: [no]),
            ],
            choiceList: ChoiceList(
                field: "need",
                choices: [
                    ChoiceList.Choice(code: "one", words: name, hint: nil),
                    ChoiceList.Choice(code: "two", words: name, hint: text("με υπόδειξη", "with a hint")),
                ]),
            answers: SummaryList(
                rows: [
                    SummaryList.Row(key: text("Ενήλικες", "Adults"), value: "2", changePage: page),
                    SummaryList.Row(key: text("Δήμος", "Municipality"), value: name),
                ]),
            figures: Self.figures(text),
            parts: TabBar(
                tabsLabel: Self.words.tabsHeading[language],
                tabs: [
                    TabBar.Tab(target: "kit-one", label: text("Ένα", "One")),
                    TabBar.Tab(target: "kit-two", label: text("Δύο", "Two")),
                ]),
            disclosures: [Disclosure(summary: name, texts: [name, name])],
            paginations: [1, 5, 9].compactMap { present in
                Pagination("\(name) \(present)", present: present, of: 9) { "\(page)#\($0)" }
            },
            cards: Self.cards(frame, name: name), toast: Toast(done: text("Η αλλαγή φυλάχτηκε.", "The change is kept."))
        )
    }

    private static func figures(_ text: (String, SourceText) -> String) -> FigureTable {
        let heads = [text("Κοντά", "Near"), text("Μακριά", "Far")]
        func row(_ name: String, _ figures: [String]) -> FigureTable.Row {
            FigureTable.Row(
                name: name, figures: zip(heads, figures).map { FigureTable.Figure(column: $0, figure: $1) })
        }
        return FigureTable(
            caption: text("Κάτοικοι", "Residents"),
            columns: ([text("Δήμος", "Municipality")] + heads).map { FigureTable.Column(name: $0) },
            rows: [row("Α", ["1.200", "300"]), row("Β", ["80", "20"])],
            sum: row(text("Σύνολο", "Total"), ["1.280", "320"]))
    }

    /// The cards of a plain structure, a competent one, an approximate one with a notice, and one with neighbours.
    private static func cards(_ frame: PageFrame, name: String) -> [Card] {
        func card(
            _ id: String, kind: String, competent: String? = nil, accuracy: String? = nil, open: String? = nil,
            distance: String? = nil, notice: String? = nil
        ) -> Card {
            let word = { (state: String) in
                Phrase(el: state == "open" ? "Ανοιχτά" : "Κλειστά", en: state == "open" ? "Open" : "Closed")[
                    frame.language]
            }
            return Card(
                id: id, page: frame.link("/kit"), name: "\(name) \(id)", nameLatin: nil, kindName: kind, kind: kind,
                isDrawn: true, sign: "", facts: accuracy == nil ? nil : name, competent: competent != nil,
                competentText: competent, address: name, addressLatin: nil, lon: nil, lat: nil, accuracy: accuracy,
                distance: distance, placeless: nil,
                withoutPosition: false,
                opening: open.map { OpeningLine(openState: $0, openWord: word($0), openText: "") },
                phones: [Call(link: "112", text: Call.words("112")[frame.language])], notice: notice, unknown: nil)
        }
        var together = card("4", kind: "social-pharmacy", open: "open")
        together.building = SameBuilding(cards: [card("5", kind: "social-grocery", open: "closed")], besides: together)
        return [
            card("1", kind: "community-centre", open: "open", distance: "350 m"),
            card("2", kind: "social-grocery", competent: name, open: "closed", distance: "1,2 km"),
            card("3", kind: "soup-kitchen", accuracy: "800", notice: name), together,
        ]
    }
}
