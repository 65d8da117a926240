internal import Entitlement
internal import Geocoding
internal import GeoIndex
internal import Hummingbird
internal import Locator
internal import Records
internal import WebSupport

/// The page `/`: a question, and the structures that answer it.
struct FinderPage {
    /// The contents of the form or of a link.
    private struct Form {
        var text: String
        var kind: String?
        /// A position chosen by the person, with its accuracy in metres.
        var position: PlacedPosition?
        var municipality: String?
        /// The page of a municipality's list, from 1.
        var page = 1
        /// The filter of structures; it is sent only in the body of the form.
        var filter = PageFilter()

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
            text: parameters.text("q") ?? "", kind: parameters.text("kind"), position: nil,
            municipality: parameters.text("municipality"), page: parameters.integer("page") ?? 1)
        return answer(form, request)
    }

    /// Answers the form. The text is sent in the body, so that it appears in no address, history or log.
    func search(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try request.parameters(APIParameters.page)
        let parameters = try await request.formParameters(frame.data.parameters.finderForm, limits: context.limits)
        let text = parameters.text("q") ?? ""
        var position = parameters.text("choice").flatMap(PlacedPosition.init)
        if position == nil, text == parameters.text("placed") ?? "" {
            // The position belongs to the text only while the text is unchanged.
            position = parameters.text("at").flatMap(PlacedPosition.init)
        }
        return answer(
            Form(text: text, kind: parameters.text("kind"), position: position, filter: PageFilter(parameters)), request
        )
    }

    private func answer(_ form: Form, _ request: Request) -> Response {
        var values = frame.values(title: title, path: "/")
        values["q"] = form.text
        values["kind"] = form.kind ?? ""
        values["kinds"] = kinds(chosen: form.kind)
        values.merge(form.filter.values(frame)) { _, new in new }
        var isPersonal = true
        if let place = form.place {
            let reply = reply(to: place, form)
            if let topic = reply.help {
                values["help"] = HelpPage.values(topic, frame)
                values["exit"] = topic.isDiscreet ? frame.data.dataset.help.exit : nil
            }
            switch reply.outcome {
            case .nothing: values["error"] = reply.help == nil ? nothingFound(form.text) : whereAreYou
            case .answer(let answer, let origin): values["results"] = results(answer, origin, form, &values)
            case .choose(let places):
                values["choices"] = reply.lacksPlace ? placeWanted(reply, places) : choices(places, reply.unmatched)
            }
        } else if let code = form.municipality, let municipality = frame.data.dataset.municipality(code: code) {
            let path = "/?municipality=\(PercentText.encode(code))"
            values["results"] = list(of: municipality, page: form.page, path: path)
            values["otherPage"] = frame.values(title: "", path: "\(path)&page=\(form.page)")["otherPage"]
            isPersonal = false
        } else {
            values["municipalities"] = municipalities()
            isPersonal = request.method == .post
        }
        let hint = values["results"] != nil ? "mapHint" : "mapHintAll"
        values["mapHint"] = frame.text(hint)
        values["languageForm"] = isPersonal
        return library.response("finder", values, to: request, language: frame.language, isPersonal: isPersonal)
    }

    private var title: String { "\(frame.text("home")) · \(frame.text("brand"))" }

    private func reply(to place: Question.Place, _ form: Form) -> Reply {
        let question = Question(
            place, kinds: form.kind.map { [$0] } ?? [], limit: Self.limit, instant: frame.data.clock(),
            filter: form.filter.filter)
        // A text that the geocoder refuses has no result.
        return (try? frame.data.locator.reply(to: question)) ?? Reply(outcome: .nothing)
    }

    private func kinds(chosen: String?) -> [[String: Any]] {
        let counts = frame.data.overview.countByKind
        return frame.data.dataset.kinds.compactMap { kind in
            guard counts[kind.code] != nil || kind.code == chosen else { return nil }
            return ["code": kind.code, "name": kind.names.text(in: frame.language.tag), "chosen": kind.code == chosen]
        }
    }

    private func results(
        _ answer: NearestAnswer, _ origin: GeocodeResult, _ form: Form, _ values: inout [String: Any]
    ) -> [String: Any] {
        let municipality = answer.municipality.map { frame.data.dataset.municipalities[$0.row] }
        values["at"] = PlacedPosition(origin).text
        values["originLon"] = "\(origin.coordinate.longitude)"
        values["originLat"] = "\(origin.coordinate.latitude)"
        values["competentShown"] = answer.results.contains { $0.isCompetent }
        return [
            "title": heading(origin, municipality, text: form.text),
            "lines": lines(answer, municipality),
            "cards": answer.results.map { card($0, municipality) },
        ].merging(others(answer, municipality)) { first, _ in first }
    }

    private func card(_ result: NearestAnswer.Result, _ municipality: Municipality?) -> [String: Any] {
        StructureCard(frame: frame, structure: result.structure).values(
            travel: result.travel, competentFor: result.isCompetent ? municipality : nil, opening: result.opening)
    }

    /// The parts below the answer: structures to try next, alternatives, and structures not in operation.
    private func others(_ answer: NearestAnswer, _ municipality: Municipality?) -> [String: Any] {
        var values: [String: Any] = [:]
        var shown = Set(answer.results.map(\.row))
        let next = answer.nextBest.filter { shown.insert($0.result.row).inserted }
        if !next.isEmpty {
            values["nextBest"] = [
                "cards": next.map { suggestion -> [String: Any] in
                    var values = card(suggestion.result, municipality)
                    values["label"] = suggestion.kind.words.text(in: frame.language.tag)
                    return values
                }
            ]
        }
        let uncertain = answer.uncertain.filter { shown.insert($0.row).inserted }
        if !uncertain.isEmpty {
            let count = answer.unknownCounts.values.max() ?? 0
            values["uncertain"] = [
                "count": frame.language == .greek ? "\(count) χωρίς στοιχείο" : "\(count) not known",
                "cards": uncertain.prefix(4).map { card($0, municipality) },
            ]
        }
        let idle = answer.notOffered.map { row -> [String: Any] in
            let structure = frame.data.dataset.structure(at: row)
            var values: [String: Any] = [
                "name": structure.names.text(in: frame.language.tag),
                "page": frame.link("/structures/\(PercentText.encode(structure.id))"),
            ]
            let reason = structure.details.statusReason.text(in: frame.language.tag)
            if !reason.isEmpty { values["reason"] = reason }
            return values
        }
        if !idle.isEmpty { values["idle"] = ["list": idle] }
        return values
    }

    private func heading(_ origin: GeocodeResult, _ municipality: Municipality?, text: String) -> String {
        let language = frame.language
        guard text.isEmpty else {
            let label = origin.label.text(in: language.tag)
            return language == .greek ? "Κοντά στο: \(label)" : "Near: \(label)"
        }
        let name = municipality.map(StructureCard.name(language))
        return (language == .greek ? "Κοντά σας" : "Near you") + (name.map { " · \($0)" } ?? "")
    }

    /// The limitations of the whole answer, shown above it.
    private func lines(_ answer: NearestAnswer, _ municipality: Municipality?) -> [String] {
        var lines: [Phrase] = []
        if answer.municipality == nil {
            lines.append(
                Phrase(
                    el: "Το σημείο είναι έξω από τους δήμους που γνωρίζουμε. Δείχνουμε τις πλησιέστερες δομές.",
                    en: "The point lies outside the municipalities we know. These are the nearest structures."))
        } else if answer.municipality?.isSnapped == true {
            lines.append(
                Phrase(
                    el: "Το σημείο είναι έξω από τα όρια· θεωρήσαμε τον πλησιέστερο δήμο.",
                    en: "The point lies outside every municipality; we took the nearest one."))
        }
        if municipality?.outline == .sketch {
            lines.append(
                Phrase(
                    el: "Τα όρια των δήμων είναι σχηματικά: κοντά σε αυτά η αρμόδια δομή μπορεί να είναι άλλη.",
                    en: "Municipal boundaries are a sketch: near them another structure may be the competent one."))
        }
        if answer.results.isEmpty {
            lines.append(
                answer.uncertain.isEmpty
                    ? Phrase(
                        el: "Δεν γνωρίζουμε καμία τέτοια δομή. Δείτε τι άλλο μπορείτε να δοκιμάσετε.",
                        en: "We know no such structure. See what else you can try.")
                    : Phrase(
                        el: "Για καμία δομή δεν γνωρίζουμε ότι έχει όσα ζητήσατε. Δείτε ποιες ίσως ταιριάζουν.",
                        en: "Of no structure do we know that it has what you asked. See which ones may fit."))
        } else {
            lines.append(travelNote)
        }
        return lines.map { $0[frame.language] }
    }

    /// The basis of distances and times.
    private var travelNote: Phrase {
        let travel = frame.data.dataset.travel
        if travel.isEmpty {
            return Phrase(
                el: "Αποστάσεις σε ευθεία γραμμή, όχι από τον δρόμο.",
                en: "Distances in a straight line, not along roads.")
        }
        guard travel.isSample else {
            return Phrase(el: "Χρόνοι χωρίς κίνηση στους δρόμους.", en: "Times without traffic.")
        }
        return Phrase(
            el: "Οι χρόνοι είναι κατ’ εκτίμηση, από δοκιμαστικό οδικό δίκτυο.",
            en: "Times are estimates, from a sample road network.")
    }

    private func nothingFound(_ text: String) -> [String: Any] {
        let lines = [
            frame.hasStreets
                ? Phrase(
                    el: "Γράψτε οδό, αριθμό και πόλη, ή μόνο την πόλη ή το χωριό.",
                    en: "Type street, number and town, or the town or village alone.")
                : Phrase(
                    el: "Γράψτε το όνομα της πόλης ή του χωριού, χωρίς οδό και αριθμό.",
                    en: "Type the name of the town or village, without street and number."),
            Phrase(
                el: "Αν δεν είναι στην περιοχή που καλύπτουμε, καλέστε τον δήμο σας.",
                en: "If it is outside the area we cover, call your municipality."),
        ]
        let shown = String(text.prefix(80))
        return [
            "title": Phrase(el: "Δεν βρήκαμε τόπο «\(shown)»", en: "We found no place \"\(shown)\"")[frame.language],
            "lines": lines.map { $0[frame.language] },
        ]
    }

    /// The text describes a danger, but no place.
    private var whereAreYou: [String: Any] {
        [
            "title": Phrase(el: "Πού είστε;", en: "Where are you?")[frame.language],
            "lines": [
                Phrase(
                    el: "Γράψτε και τον τόπο για να δείτε ποιος μπορεί να βοηθήσει κοντά σας.",
                    en: "Type the place as well to see who can help near you.")[frame.language]
            ],
        ]
    }

    /// The text says what is wanted, but not where.
    private func placeWanted(_ reply: Reply, _ structures: [GeocodeResult]) -> [String: Any] {
        let names = reply.kinds.compactMap { frame.data.dataset.kind(code: $0)?.names.text(in: frame.language.tag) }
        var values = choices(structures)
        values["title"] =
            Phrase(
                el: "Πού; Γράψτε και τον τόπο.", en: "Where? Type the place as well.")[frame.language]
        values["hint"] = names.joined(separator: ", ")
        return values
    }

    private func choices(_ found: [GeocodeResult], _ unmatched: [String] = []) -> [String: Any] {
        let parts = unmatched.joined(separator: " … ").prefix(80)
        let missing = Phrase(el: "Δεν βρήκαμε «\(parts)».", en: "We did not find “\(parts)”.")[frame.language]
        return [
            "title": Phrase(el: "Ποιο μέρος εννοείτε;", en: "Which place do you mean?")[frame.language],
            "missing": unmatched.isEmpty ? [] : [missing],
            "hint": Phrase(
                el: "Διαλέξτε για να δείτε τις δομές κοντά του.", en: "Choose one to see the structures near it.")[
                    frame.language],
            "options": found.map { result in
                ["at": PlacedPosition(result).text, "label": result.label.text(in: frame.language.tag)]
            },
        ]
    }

    /// The number of structures of a municipality on a page, small enough for slow connections.
    private static let listed = 20

    private func list(of municipality: Municipality, page: Int, path: String) -> [String: Any] {
        let dataset = frame.data.dataset
        let today = dataset.date(at: frame.data.clock())
        let structures = dataset.structureRows(StructureFilter(municipalities: [municipality.code]))
            .filter { dataset.isOffered($0, on: today) }.map(dataset.structure(at:))
        let pages = max(1, (structures.count + Self.listed - 1) / Self.listed)
        let page = min(page, pages)
        let shown = structures.dropFirst((page - 1) * Self.listed).prefix(Self.listed)
        var values: [String: Any] = [
            "title": StructureCard.name(frame.language)(municipality), "lines": [String](),
            "cards": shown.map { StructureCard(frame: frame, structure: $0).values() },
        ]
        if pages > 1 {
            let first = (page - 1) * Self.listed + 1
            values["lines"] = [
                Phrase(
                    el: "\(first)–\(first + shown.count - 1) από \(structures.count)",
                    en: "\(first)–\(first + shown.count - 1) of \(structures.count)")[frame.language]
            ]
        }
        if page > 1 { values["previousPage"] = frame.link("\(path)&page=\(page - 1)") }
        if page < pages { values["nextPage"] = frame.link("\(path)&page=\(page + 1)") }
        return values
    }

    private func municipalities() -> [String: Any]? {
        let dataset = frame.data.dataset
        guard !dataset.municipalities.isEmpty else { return nil }
        let counts = frame.data.overview.countByMunicipality
        let list = dataset.municipalities.map { municipality -> [String: Any] in
            let count = counts[municipality.code] ?? 0
            var row: [String: Any] = ["name": municipality.names.text(in: frame.language.tag), "count": "\(count)"]
            if count > 0 { row["page"] = frame.link("/?municipality=\(PercentText.encode(municipality.code))") }
            return row
        }
        return [
            "title": Phrase(el: "Ή δείτε ανά δήμο", en: "Or browse by municipality")[frame.language],
            "hint": Phrase(
                el: "Πόσες δομές γνωρίζουμε σε κάθε δήμο.", en: "How many structures we know in each municipality.")[
                    frame.language], "list": list,
        ]
    }
}
