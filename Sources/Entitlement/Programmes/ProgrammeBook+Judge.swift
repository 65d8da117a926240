internal import Records

extension ProgrammeBook {
    /// The values of all names.
    struct Findings {
        var answers: [String: Finding] = [:]
        var figures: [String: Finding] = [:]
        var definitions: [String: Finding] = [:]
        /// The contradictions between the answers.
        var contradictions: [Contradiction] = []

        var scope: RuleExpression.Scope {
            RuleExpression.Scope(
                question: { answers[$0] ?? .unknown }, figure: { figures[$0] ?? .unknown },
                definition: { definitions[$0] ?? .unknown })
        }

        func value(_ name: String) -> AnswerValue? {
            (definitions[name] ?? figures[name] ?? answers[name])?.value
        }
    }

    /// Evaluates everything. Answers that contradict each other count as missing.
    func findings(_ answers: EntitlementAnswers, on date: CivilDate) -> Findings {
        let first = plainFindings(answers, on: date)
        let held = contradictions.filter { $0.rule.finding(in: first.scope).flag == true }
        guard !held.isEmpty else { return first }
        var trusted = answers
        for question in held.flatMap(\.questions) { trusted[question] = nil }
        var findings = plainFindings(trusted, on: date)
        findings.contradictions = held
        return findings
    }

    private func plainFindings(_ answers: EntitlementAnswers, on date: CivilDate) -> Findings {
        var findings = Findings()
        for question in questions {
            let value = answers[question.id]
            findings.answers[question.id] = Finding(value: value, missing: value == nil ? [question.id] : [])
        }
        for figure in figures {
            let value = figure.value(on: date)
            findings.figures[figure.id] = Finding(
                value: value?.amount.map { .number($0) }, isDoubtful: value?.certainty != .sourced,
                sources: value.map { [$0.source] } ?? [])
        }
        for definition in definitions {
            findings.definitions[definition.id] = definition.rule.finding(in: findings.scope)
        }
        return findings
    }

    func judge(_ programme: Programme, _ findings: Findings, on date: CivilDate) -> ProgrammeJudgement {
        let scope = findings.scope
        let results = programme.conditions.map { $0.test.finding(in: scope) }
        let amount = programme.amount?.finding(in: scope) ?? .unknown
        var outcome = ProgrammeJudgement.Outcome.likely
        if results.contains(where: { $0.flag != true || $0.isDoubtful }) { outcome = .ask }
        if amount.number != nil, amount.isDoubtful { outcome = .ask }
        let missing = results.reduce(amount.missing) { $0.union($1.missing) }
        let disagreeing = findings.contradictions.filter { !missing.isDisjoint(with: $0.questions) }
        if !disagreeing.isEmpty { outcome = .ask }
        if results.contains(where: { $0.flag == false && !$0.isDoubtful }) { outcome = .unlikely }
        // Do not show an amount when nothing is paid.
        let isPaid = outcome != .unlikely && !results.contains { $0.flag == false }
        let paid = isPaid ? amount.number : nil

        let used = results.reduce(into: Set(programme.sources)) { $0.formUnion($1.sources) }
            .union(paid == nil ? [] : amount.sources)
        return ProgrammeJudgement(
            programme: programme, date: date, outcome: outcome,
            reasons: disagreeing.map { reason($0, programme, answers: findings) }
                + zip(programme.conditions, results).map { reason($0, $1, programme, findings) },
            steps: programme.steps.compactMap { step($0, findings) },
            amount: paid, isAmountDoubtful: paid != nil && amount.isDoubtful,
            amountText: paid == nil
                ? LocalizedText()
                : text.fill(programme.amountText, isDoubtful: amount.isDoubtful) { name in
                    name == "amount" ? amount.value : findings.value(name)
                },
            sources: list(used))
    }

    private func reason(
        _ contradiction: Contradiction, _ programme: Programme, answers findings: Findings
    ) -> ProgrammeJudgement.Reason {
        ProgrammeJudgement.Reason(
            condition: contradiction.id, kind: .open, isDoubtful: false,
            text: text.fill(contradiction.text, isDoubtful: false, value: findings.value),
            missing: contradiction.questions, sources: list(Set(programme.sources)))
    }

    private func reason(
        _ condition: Programme.Condition, _ result: Finding, _ programme: Programme, _ findings: Findings
    ) -> ProgrammeJudgement.Reason {
        let kind: ProgrammeJudgement.Reason.Kind
        let words: LocalizedText
        switch result.flag {
        case true?: (kind, words) = (.met, condition.met)
        case false?: (kind, words) = (.unmet, condition.unmet)
        case nil: (kind, words) = (.open, condition.open)
        }
        let isDoubtful = result.isDoubtful && result.flag != nil
        let used = result.sources.union(condition.sources)
        return ProgrammeJudgement.Reason(
            condition: condition.id, kind: kind, isDoubtful: isDoubtful,
            text: text.fill(words, isDoubtful: isDoubtful, value: findings.value),
            missing: result.flag == nil ? questions.map(\.id).filter(result.missing.contains) : [],
            sources: list(used.isEmpty ? Set(programme.sources) : used))
    }

    private func step(_ name: String, _ findings: Findings) -> ProgrammeJudgement.Step? {
        guard let definition = definitions.first(where: { $0.id == name }),
            let finding = findings.definitions[name], let value = finding.value
        else { return nil }
        return ProgrammeJudgement.Step(
            id: name, text: text.fill(definition.text, isDoubtful: finding.isDoubtful, value: findings.value),
            value: value, isDoubtful: finding.isDoubtful)
    }

    private func list(_ ids: Set<String>) -> [EntitlementSource] {
        ids.sorted().compactMap { sources[$0] }
    }
}
