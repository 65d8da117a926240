internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// The page `/`: a question, and the structures that answer it.
struct FinderRoute {
    /// The contents of the form or of a link.
    private struct Form {
        var text: String
        var kind: String?
        /// The code of the need chosen on the start page.
        var need: String?
        /// A position chosen by the person, with its accuracy in metres.
        var position: PlacedPosition?
        var municipality: String?
        /// The page of a municipality's list, from 1.
        var page = 1
        /// The filter of structures; it is sent only in the body of the form.
        var filter = PageFilter()

        init(
            text: String = "", kind: String? = nil, municipality: String? = nil, page: Int = 1
        ) {
            (self.text, self.kind, self.municipality, self.page) = (text, kind, municipality, page)
        }

        /// The contents of a sent form.
        init(_ parameters: RequestParameters) {
            text = parameters.text("q") ?? ""
            kind = parameters.text("kind")
            need = parameters.text("need")
            filter = PageFilter(parameters)
            position = PlacedPosition(of: parameters)
        }

        /// The person's location; nil when nothing was typed or chosen.
        var place: Question.Place? {
            if let position {
                return .position(position.coordinate, accuracyMetres: position.accuracyMetres, typed: text)
            }
            return text.isEmpty ? nil : .text(text)
        }
    }

    /// The number of structures listed.
    private static let limit = 8

    let frame: PageFrame
    let library: PageLibrary

    /// Answers a link: no question, a municipality, or the name of a place.
    func show(_ request: Request) throws -> Response {
        let parameters = try request.parameters(frame.data.parameters.finderPage)
        let form = Form(
            text: parameters.text("q") ?? "", kind: parameters.text("kind"),
            municipality: parameters.text("municipality"), page: parameters.integer("page") ?? 1)
        return answer(form, request)
    }

    /// Takes the form, and redirects to the address of its answer (see ``SentForms``).
    ///
    /// The text is sent in the body, so that it appears in no address, history or log. The answer is sent at once, without
    /// an address to go back to, when the text is about violence or when no more forms can be kept.
    func search(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let parameters = try await request.formParameters(frame.data.parameters.finderForm, limits: context.limits)
        let form = Form(parameters)
        guard form.place != nil || form.need != nil, let key = frame.keep(parameters, for: context.client)
        else { return answer(form, request) }
        return SentForms.redirect(to: frame.link("/answers/\(key)"))
    }

    /// Answers a form that was sent some minutes ago.
    func kept(_ request: Request, _ context: WebContext) throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let key = try context.component("key")
        guard let parameters = frame.sent.form(key) else {
            return answer(Form(), request, error: noLongerKept, status: 410)
        }
        return answer(Form(parameters), request, key: key)
    }

    /// Answers the contents of a form.
    ///
    /// - Parameters:
    ///   - key: The key of the form, when it is kept.
    ///   - message: Shown in place of results.
    private func answer(
        _ form: Form, _ request: Request, key: String? = nil, error message: FinderPage.Message? = nil,
        status: Int = 200
    ) -> Response {
        var path = key.map { "/answers/\($0)" } ?? "/"
        var isPersonal = true
        var help: HelpTopic?
        var origin: PlacedPosition?
        var (error, choices): (FinderPage.Message?, FinderPage.Choices?) = (message, nil)
        var (results, municipalities): (ResultList?, FinderPage.MunicipalityList?)
        let need = need(of: form)
        var needs: NeedChoice?
        var municipalityRow: Int?
        var needPage: Link? = self.needPage(need)
        var kinds = form.kind.map { [$0] } ?? need?.kinds ?? []
        if let place = form.place {
            let reply = reply(to: place, form)
            help = reply.help
            kinds = reply.kinds
            needPage = self.needPage(reply.need ?? need)
            switch reply.outcome {
            case _ where reply.isOutside: error = outside
            case _ where isInOtherLetters(reply, form.text):
                (error, municipalities) = (lettersWanted, self.municipalities())
            case .nothing: error = help == nil ? nothingFound(form.text) : whereAreYou
            case .answer(let answer, let place):
                origin = PlacedPosition(place)
                results = self.results(answer, place, text: form.text, key: key)
                if !reply.unmatched.isEmpty { results?.lines.insert(notUnderstood(reply.unmatched), at: 0) }
                results?.also = also(answer, asked: kinds)
                municipalityRow = answer.municipality?.row
            case .choose(let places):
                choices = reply.lacksPlace ? placeWanted(reply, places) : self.choices(places, reply.unmatched)
            }
        } else if let code = form.municipality, let municipality = frame.data.dataset.municipality(code: code) {
            path = "/?municipality=\(PercentText.encode(code))"
            municipalityRow = frame.data.dataset.municipalities.firstIndex { $0.code == code }
            results = list(of: municipality, page: form.page, path: path)
            path += "&page=\(form.page)"
            isPersonal = false
        } else if need == nil {
            needs = message == nil ? NeedChoice(frame) : nil
            municipalities = self.municipalities()
            isPersonal = request.method == .post || message != nil
            if request.method == .post { error = nothingTyped }
        }
        // Who asks for a shelter may be watched, as may be who describes violence or despair.
        let isDiscreet =
            help?.isDiscreet == true || kinds.contains { frame.data.dataset.help.topic(kind: $0) != nil }
        let hints = MapPart.words
        let map = MapPart(
            frame, hint: results != nil ? hints.hint : hints.hintAll, showsAll: results == nil,
            // A town is no point on the map.
            origin: origin.flatMap { $0.accuracyMetres > Self.roughMetres ? nil : $0 },
            competentShown: results?.cards.contains(where: \.competent) == true, cards: results?.all ?? [],
            isDiscreet: isDiscreet)
        let asked = summary(of: form)
        let name = form.place == nil ? results?.title : asked
        let page = FinderPage(
            base: Layout(
                frame, title: isDiscreet ? Layout.words.brand[language] : frame.title(Self.title[language]), path: path,
                languageForm: isPersonal && key == nil, isDiscreet: isDiscreet),
            exit: ExitLink(frame, isNeeded: isDiscreet), help: help.map { DangerBox($0, language) },
            needs: needs,
            search: SearchForm(
                frame, folded: results != nil || choices != nil ? asked : nil, need: need,
                isBelow: needs != nil, offersBenefits: needPage == nil, text: form.text, kind: form.kind, at: origin,
                filter: form.filter),
            needPage: needPage, error: error, choices: choices,
            views: results?.all.contains { $0.lon != nil } == true && frame.hasMap ? views : nil, results: results,
            // What has no address of its own cannot be opened again.
            keep: isDiscreet || results == nil || (key == nil && isPersonal) ? nil : name.map(KeepOffer.init),
            calls: CallList(frame, municipality: municipalityRow), municipalities: municipalities,
            map: need != nil && results == nil ? nil : map)
        return library.response(
            page, to: request, language: language, status: status, isPersonal: isPersonal || isDiscreet)
    }

    /// List and map as tabs.
    private var views: TabBar {
        let words = MapPart.words
        return TabBar(
            tabsLabel: words.viewsLabel[language],
            tabs: [
                TabBar.Tab(target: "list", label: words.listTab[language]),
                TabBar.Tab(target: "map-part", label: words.mapTitle[language]),
            ])
    }

    /// The kinds of structure in the municipality that the answer does not show and that were not asked for.
    private func also(_ answer: NearestAnswer, asked: [String]) -> ResultList.AlsoKinds? {
        guard let row = answer.municipality?.row else { return nil }
        let dataset = frame.data.dataset
        let today = frame.data.today
        let rows = dataset.structureRows(StructureFilter(municipalities: [dataset.municipalities[row].code]))
        let known = Set(rows.filter { dataset.isOffered($0, on: today) }.map { dataset.structure(at: $0).kind })
        let shown = Set(asked + answer.results.map(\.kind.code))
        // A shelter is not offered to whoever looks over a shoulder.
        let kinds = dataset.kinds.filter {
            known.contains($0.code) && !shown.contains($0.code) && dataset.help.topic(kind: $0.code) == nil
        }
        guard !kinds.isEmpty else { return nil }
        return ResultList.AlsoKinds(
            kinds: kinds.prefix(Self.limit).map {
                SelectOption(code: $0.code, words: $0.names.text(in: language), chosen: false)
            })
    }

    /// What was asked, in one line.
    private func summary(of form: Form) -> String {
        guard form.place != nil else { return Layout.words.backToSearch[language] }
        let kind =
            form.kind.flatMap(frame.data.dataset.kind(code:))?.names.text(in: language)
            ?? need(of: form)?.names.text(in: language)
        let place = form.text.isEmpty ? Phrase(el: "Κοντά σας", en: "Near you")[language] : form.text
        return [kind, place].compactMap { $0 }.joined(separator: " · ")
    }

    private static let title = Phrase(el: "Εύρεση κοινωνικών υπηρεσιών", en: "Find social services")
    var language: Language { frame.language }

    private func need(of form: Form) -> Need? { form.need.flatMap(frame.data.dataset.needs.need(code:)) }

    private func reply(to place: Question.Place, _ form: Form) -> Reply {
        let question = Question(
            place, kinds: form.kind.map { [$0] } ?? need(of: form)?.kinds ?? [], limit: Self.limit,
            instant: frame.data.clock(),
            filter: form.filter.filter)
        // A text that the geocoder refuses has no result.
        return (try? frame.data.locator.reply(to: question)) ?? Reply(outcome: .nothing)
    }

    /// Whether no place was found because the text writes it in letters that are neither Greek nor Latin.
    private func isInOtherLetters(_ reply: Reply, _ text: String) -> Bool {
        switch reply.outcome {
        case .nothing: reply.help == nil && Script.hasOthers(text)
        case .choose(let places):
            // What is wanted was understood, so that only structures of that kind are left to choose from.
            places.allSatisfy { $0.kind == .structure } && reply.unmatched.contains(where: Script.hasOthers)
        case .answer: false
        }
    }

    private func results(
        _ answer: NearestAnswer, _ origin: GeocodeResult, text: String, key: String?
    ) -> ResultList {
        let municipality = answer.municipality.map { frame.data.dataset.municipalities[$0.row] }
        let unknown = UnknownFact.common(answer.results.map { StructureFacts(frame: frame, structure: $0.structure) })
        func card(_ result: NearestAnswer.Result) -> Card {
            StructureFacts(frame: frame, structure: result.structure, answer: key, explained: unknown).card(
                travel: result.travel, competentFor: result.isCompetent ? municipality : nil, opening: result.opening
            ).short
        }
        var list = ResultList(
            title: heading(origin, municipality, text: text), lines: lines(answer, municipality),
            cautions: cautions(answer, origin, municipality, unknown),
            cards: Card.grouped(answer.results.map { (card($0), $0.structure) }))
        if list.cards.first?.phones.isEmpty == true, let line = frame.data.dataset.help.general.first {
            // Nobody of the municipality can be called: the first card names a line that answers everywhere.
            list.cards[0].phones = [Call(link: line.phone, text: Call.words(line.phone)[language])]
        }
        add(others: answer, key, to: &list, card)
        return list
    }

    /// Adds the parts below the answer: structures to try next, alternatives, and structures not in operation.
    private func add(
        others answer: NearestAnswer, _ key: String?, to list: inout ResultList,
        _ card: (NearestAnswer.Result) -> Card
    ) {
        var shown = Set(answer.results.map(\.row))
        let next = answer.nextBest.filter { shown.insert($0.result.row).inserted }
        if !next.isEmpty {
            list.nextBest = ResultList.Suggestions(
                cards: next.map {
                    ResultList.Suggestion(base: card($0.result), label: $0.kind.words[language])
                })
        }
        let uncertain = answer.uncertain.filter { shown.insert($0.row).inserted }
        if !uncertain.isEmpty {
            let count = answer.unknownCounts.values.max() ?? 0
            list.uncertain = ResultList.Uncertain(
                count: Phrase(el: "\(count) χωρίς στοιχείο", en: "\(count) not known")[language],
                cards: uncertain.prefix(4).map(card))
        }
        let idle = answer.notOffered.map { row -> ResultList.Idle in
            let facts = StructureFacts(frame: frame, structure: frame.data.dataset.structure(at: row), answer: key)
            return ResultList.Idle(
                name: frame.sign(facts.structure.names), page: facts.page,
                reason: frame.present(facts.structure.details.statusReason))
        }
        if !idle.isEmpty { list.idle = ResultList.IdleList(list: idle) }
    }

    private func heading(_ origin: GeocodeResult, _ municipality: Municipality?, text: String) -> String {
        guard text.isEmpty else {
            let label = frame.place(origin.label)
            return Phrase(el: "Κοντά στο: \(label)", en: "Near: \(label)")[language]
        }
        let name = municipality.map { " · \($0.title(in: language))" }
        return Phrase(el: "Κοντά σας", en: "Near you")[language] + (name ?? "")
    }

    /// The limitations of the whole answer, shown above it.
    private func lines(_ answer: NearestAnswer, _ municipality: Municipality?) -> [String] {
        var lines: [Phrase] = []
        if answer.municipality == nil {
            lines.append(
                Phrase(
                    el: "Το σημείο είναι έξω από τους δήμους που γνωρίζουμε. Δείχνουμε τις πλησιέστερες υπηρεσίες.",
                    en: "The point lies outside the municipalities we know. These are the nearest services."))
        } else if answer.municipality?.isSnapped == true {
            lines.append(
                Phrase(
                    el: "Το σημείο είναι έξω από τα όρια· θεωρήσαμε τον πλησιέστερο δήμο.",
                    en: "The point lies outside every municipality; we took the nearest one."))
        }
        if answer.results.isEmpty {
            lines.append(
                answer.uncertain.isEmpty
                    ? Phrase(
                        el: "Δεν γνωρίζουμε καμία τέτοια υπηρεσία. Δείτε τι άλλο μπορείτε να δοκιμάσετε.",
                        en: "We know no such service. See what else you can try.")
                    : Phrase(
                        el: "Για καμία υπηρεσία δεν γνωρίζουμε ότι έχει όσα ζητήσατε. Δείτε ποιες ίσως ταιριάζουν.",
                        en: "Of no service do we know that it has what you asked. See which ones may fit."))
        }
        return lines.map { $0[language] }
    }
}
