public import Entitlement
public import Geocoding
public import Records

extension Dataset {
    /// Returns the JSON document of the results for all programmes. It contains no answers, except where a reason's
    /// text has one.
    ///
    /// - Parameters:
    ///   - judgements: The results, one per programme.
    ///   - date: The assumed date of the application.
    ///   - origin: The person's position; nil when it is missing or unclear.
    ///   - alternatives: The places that an unclear text can mean.
    ///   - placeNote: A message about the position, if it has a problem.
    ///   - answer: The answer that the desks are from.
    ///   - desks: Returns the places to ask at; called for each result that is not unlikely.
    public func document(
        _ judgements: [ProgrammeJudgement], on date: CivilDate, origin: GeocodeResult?, alternatives: [GeocodeResult],
        placeNote: LocalizedText, answer: NearestAnswer?, desks: (ProgrammeJudgement) -> [NearestAnswer.Result]
    ) -> [UInt8] {
        self.answer(capacity: 8192) { json in
            json.member("date", TimeText.text(date))
            json.key("origin")
            if let origin { json.geocodeResult(origin, in: self) } else { json.null() }
            json.member("ambiguous", !alternatives.isEmpty)
            json.key("alternatives")
            json.array { json in for place in alternatives { json.geocodeResult(place, in: self) } }
            json.member("placeNote", placeNote)
            json.key("results")
            json.array { json in
                for judgement in judgements {
                    json.object { json in
                        json.members(of: judgement)
                        json.key("desks")
                        json.array { json in
                            guard let answer, judgement.outcome != .unlikely else { return }
                            for desk in desks(judgement) { json.nearest(desk, answer, in: self) }
                        }
                    }
                }
            }
        }
    }

    /// Returns the JSON document of the programmes and their questions.
    public func programmesDocument() -> [UInt8] {
        answer(capacity: 8192) { json in
            json.key("questions")
            json.array { json in for question in programmes?.questions ?? [] { json.question(question) } }
            json.key("programmes")
            json.array { json in
                for programme in programmes?.programmes ?? [] {
                    json.object { json in json.members(of: programme) }
                }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func members(of programme: Programme) {
        member("code", programme.code)
        member("name", programme.names)
        member("summary", programme.summary)
        member("kinds", programme.kinds)
        key("documents")
        array { json in for document in programme.documents { json.text(document) } }
        key("notes")
        array { json in for note in programme.notes { json.text(note) } }
        member("checkedOn", TimeText.text(programme.checkedOn))
    }

    fileprivate mutating func members(of judgement: ProgrammeJudgement) {
        key("programme")
        object { json in json.members(of: judgement.programme) }
        member("outcome", judgement.outcome.rawValue)
        member("amount", judgement.amount, decimals: 2)
        member("amountDoubtful", judgement.isAmountDoubtful)
        member("amountText", judgement.amountText)
        key("reasons")
        array { json in
            for reason in judgement.reasons {
                json.object { json in
                    json.member("condition", reason.condition)
                    json.member("kind", reason.kind.rawValue)
                    json.member("doubtful", reason.isDoubtful)
                    json.member("text", reason.text)
                    json.member("missing", reason.missing)
                    json.key("sources")
                    json.sources(reason.sources)
                }
            }
        }
        key("steps")
        array { json in
            for step in judgement.steps {
                json.object { json in
                    json.member("id", step.id)
                    json.member("text", step.text)
                    json.member("doubtful", step.isDoubtful)
                }
            }
        }
        key("sources")
        sources(judgement.sources)
    }

    private mutating func sources(_ sources: [EntitlementSource]) {
        array { json in
            for source in sources {
                json.object { json in
                    json.member("id", source.id)
                    json.member("title", source.title)
                    json.member("url", source.url)
                    json.member("date", source.date)
                }
            }
        }
    }

    fileprivate mutating func question(_ question: EntitlementQuestion) {
        object { json in
            json.member("id", question.id)
            json.member("text", question.text)
            json.member("help", question.help)
            switch question.form {
            case .flag: json.member("form", "flag")
            case .number(let range, let isWhole):
                json.member("form", isWhole ? "whole" : "number")
                json.member("from", range.lowerBound, decimals: 2)
                json.member("to", range.upperBound, decimals: 2)
            case .choice(let choices):
                json.member("form", "choice")
                json.key("choices")
                json.array { json in
                    for choice in choices {
                        json.object { json in
                            json.member("code", choice.code)
                            json.member("text", choice.text)
                        }
                    }
                }
            }
        }
    }
}
