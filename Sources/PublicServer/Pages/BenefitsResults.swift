internal import Entitlement
internal import Geocoding
internal import Locator
internal import PageKit
internal import Records
internal import WebSupport

/// What a person's answers come to: the programmes by outcome with their reasons, and the desks where to apply.
struct BenefitsResults {
    let frame: PageFrame
    let interview: BenefitsInterview
    /// The key of the kept answers, for links that come back to them.
    let key: String?

    private var language: Language { frame.language }
    private var question: EntitlementRequest { interview.request }

    func page(_ book: ProgrammeBook, layout: Layout, action: String) -> BenefitsPage {
        let judgements = book.judge(question.answers, on: question.date)
        func list(_ outcome: ProgrammeJudgement.Outcome) -> [ProgrammeJudgement] {
            judgements.filter { $0.outcome == outcome }
        }
        let (likely, possible, unlikely) = (list(.likely), list(.ask), list(.unlikely))
        let desks = desks(likely + possible)
        let groups = [
            (ProgrammeJudgement.Outcome.likely, Phrase(el: "Πιθανόν δικαιούστε", en: "You may well be entitled to")),
            (.ask, Phrase(el: "Ρωτήστε: δεν είναι βέβαιο", en: "Ask: it is not certain")),
        ].compactMap { outcome, title in
            let programmes = list(outcome).map { programme($0, desks) }
            return programmes.isEmpty
                ? nil : BenefitsPage.Group(code: outcome.rawValue, title: title[language], programmes: programmes)
        }
        let refused = unlikely.map {
            BenefitsPage.Refused(name: $0.programme.names.text(in: language), reasons: reasons($0))
        }
        let refusedTitle = Phrase(
            el: "Μάλλον δεν δικαιούστε (\(refused.count))", en: "Probably not (\(refused.count))")
        return BenefitsPage(
            base: layout, action: action, fields: interview.fields(),
            heading: heading(likely.count, possible.count)[language],
            date: DateWords.day(question.date, in: language) + ".",
            whereHint: question.origin == nil ? BenefitsPage.words.noPlace[language] : nil,
            places: desks.isEmpty ? nil : BenefitsPage.Places(desks: desks.indices.map { desk(desks, $0) }),
            groups: groups,
            unlikely: refused.isEmpty
                ? nil : BenefitsPage.Unlikely(title: refusedTitle[language], programmes: refused))
    }

    private func heading(_ likely: Int, _ possible: Int) -> Phrase {
        switch (likely, possible) {
        case (1, _): Phrase(el: "Πιθανόν δικαιούστε 1 παροχή", en: "You may well be entitled to 1 benefit")
        case (2..., _):
            Phrase(el: "Πιθανόν δικαιούστε \(likely) παροχές", en: "You may well be entitled to \(likely) benefits")
        case (_, 1...): Phrase(el: "Δεν είναι βέβαιο: ρωτήστε", en: "It is not certain: ask")
        default:
            Phrase(
                el: "Με αυτές τις απαντήσεις μάλλον δεν δικαιούστε κάτι από όσα γνωρίζουμε",
                en: "By these answers you are probably not entitled to anything we know")
        }
    }

    /// A desk with the programmes to apply for there.
    private struct Place {
        let result: NearestAnswer.Result
        var judgements: [ProgrammeJudgement]
    }

    /// The desk that opens next for each programme, those of likely programmes first.
    private func desks(_ judgements: [ProgrammeJudgement]) -> [Place] {
        guard let origin = question.origin else { return [] }
        var places: [Place] = []
        for judgement in judgements {
            let desks = frame.data.locator.desks(
                for: judgement.programme, from: origin.coordinate, at: question.instant, limit: 1)
            guard let desk = desks.first else { continue }
            if let index = places.firstIndex(where: { $0.result.row == desk.row }) {
                places[index].judgements.append(judgement)
            } else {
                places.append(Place(result: desk, judgements: [judgement]))
            }
        }
        return places
    }

    private func desk(_ places: [Place], _ index: Int) -> BenefitsPage.Desk {
        let place = places[index]
        let facts = StructureFacts(frame: frame, structure: place.result.structure, answer: key)
        let purposes = [
            (ProgrammeJudgement.Outcome.likely, Phrase(el: "Για:", en: "For:")),
            (.ask, Phrase(el: "Ρωτήστε και για:", en: "Ask about:")),
        ].compactMap { outcome, word -> String? in
            let names = place.judgements.filter { $0.outcome == outcome }.map { $0.programme.names.text(in: language) }
            return names.isEmpty ? nil : "\(word[language]) \(names.joined(separator: ", "))"
        }
        // What to bring for what is likely; for the rest only when nothing is.
        let likely = place.judgements.filter { $0.outcome == .likely }
        var seen: Set<String> = []
        let documents = (likely.isEmpty ? place.judgements : likely).flatMap(\.programme.documents)
            .map { $0.text(in: language) }.filter { seen.insert($0).inserted }
        let municipality = facts.municipalityName
        let `where` = [
            municipality, place.result.isCompetent ? BenefitsPage.words.competentForYou[language] : nil,
            place.result.travel.words(in: language),
        ]
        return BenefitsPage.Desk(
            number: index + 1, name: frame.sign(facts.structure.names), page: facts.page,
            where: `where`.compactMap { $0 }.joined(separator: " · "), opening: facts.words(of: place.result.opening),
            phones: Array(facts.phones.prefix(1)), purposes: purposes, documents: TextList(documents),
            isFirst: index == 0)
    }

    private func programme(_ judgement: ProgrammeJudgement, _ places: [Place]) -> BenefitsPage.Programme {
        let programme = judgement.programme
        let amount = judgement.amountText.text(in: language)
        let index = places.firstIndex { $0.judgements.contains { $0.programme.code == programme.code } }
        return BenefitsPage.Programme(
            name: programme.names.text(in: language), summary: programme.summary.text(in: language),
            amount: amount.isEmpty ? nil : amount, reasons: reasons(judgement),
            steps: judgement.steps.map { $0.text.text(in: language) }.filter { !$0.isEmpty },
            desk: index.map {
                BenefitsPage.DeskLink(
                    number: $0 + 1, name: frame.sign(places[$0].result.structure.names))
            },
            documents: TextList(programme.documents.map { $0.text(in: language) }),
            notes: programme.notes.map { $0.text(in: language) },
            sources: judgement.sources.map { source in
                BenefitsPage.Source(
                    title: source.title, url: source.url, when: source.date.map { PageDate.text($0, in: language) })
            },
            checkedOn: PageDate.text(TimeText.text(programme.checkedOn), in: language))
    }

    private func reasons(_ judgement: ProgrammeJudgement) -> [BenefitsPage.Reason] {
        judgement.reasons.map { reason in
            BenefitsPage.Reason(kind: reason.kind.rawValue, mark: mark(reason), text: reason.text.text(in: language))
        }
    }

    private func mark(_ reason: ProgrammeJudgement.Reason) -> String {
        switch reason.kind {
        case .met: reason.isDoubtful ? "?" : "✓"
        case .unmet: "✗"
        case .open: "?"
        }
    }
}
