internal import Entitlement
internal import Geocoding
internal import OpeningHours
public import Records

extension Dataset {
    /// Returns the JSON document of a reply, the response of `GET /api/v1/nearest`.
    public func document(_ reply: Reply) -> [UInt8] {
        switch reply.outcome {
        case .answer(let answer, let origin): document(answer, origin: origin, reply)
        case .choose(let places): document(reply, alternatives: places)
        case .nothing: document(reply, alternatives: [])
        }
    }

    private func document(
        _ answer: NearestAnswer, origin: GeocodeResult, _ reply: Reply
    ) -> [UInt8] {
        self.answer(capacity: 4096 + answer.results.count * 3072) { json in
            json.key("origin")
            json.geocodeResult(origin, in: self)
            json.member("ambiguous", false)
            json.member("alternatives", [])
            json.member("kinds", reply.kinds)
            json.need(reply.need)
            json.member("unmatched", reply.unmatched)
            json.key("municipality")
            json.match(answer.municipality, in: self)
            json.key("results")
            json.array { json in for result in answer.results { json.nearest(result, answer, in: self) } }
            json.member("closuresVersion", answer.closuresVersion)
            json.member("at", TimeText.text(answer.instant, in: calendar.zone))
            json.emergency(reply.help)
            json.call(answer.results.contains(where: \.isCompetent) ? [] : help.general, isOutside: reply.isOutside)
            json.key("uncertain")
            json.array { json in for result in answer.uncertain { json.nearest(result, answer, in: self) } }
            json.key("notOffered")
            json.array { json in for row in answer.notOffered { json.notOffered(row, in: self) } }
            json.key("nextBest")
            json.array { json in
                for suggestion in answer.nextBest {
                    json.object { json in
                        json.member("type", suggestion.kind.rawValue)
                        json.member("text", suggestion.kind.words)
                        json.key("result")
                        json.nearest(suggestion.result, answer, in: self)
                    }
                }
            }
            json.notShown(answer.unknownCounts, withoutPosition: answer.withoutPosition)
        }
    }

    /// Returns the document that asks which of `alternatives` is meant, or says that the place is outside the region.
    private func document(_ reply: Reply, alternatives: [GeocodeResult]) -> [UInt8] {
        answer { json in
            json.key("origin")
            json.null()
            json.member("ambiguous", !reply.isOutside && (reply.help == nil || !alternatives.isEmpty))
            json.key("alternatives")
            json.array { json in for result in alternatives { json.geocodeResult(result, in: self) } }
            json.member("kinds", reply.kinds)
            json.need(reply.need)
            json.member("unmatched", reply.unmatched)
            json.key("municipality")
            json.null()
            json.key("results")
            json.array { _ in }
            json.key("closuresVersion")
            json.null()
            json.key("at")
            json.null()
            json.emergency(reply.help)
            json.call(help.general, isOutside: reply.isOutside)
            for name: StaticString in ["uncertain", "notOffered", "nextBest"] {
                json.key(name)
                json.array { _ in }
            }
            json.notShown([:], withoutPosition: 0)
        }
    }
}

extension JSONWriter {
    /// Writes the municipality found for a point; null when there is none.
    public mutating func match(_ match: MunicipalityMatch?, in dataset: Dataset) {
        guard let match else {
            null()
            return
        }
        let municipality = dataset.municipalities[match.row]
        object { json in
            json.member("code", municipality.code)
            json.member("name", municipality.names)
            json.member("snapped", match.isSnapped)
            json.member("distanceMetres", match.metres, decimals: 0)
            json.member("outline", municipality.outline.rawValue)
        }
    }

    mutating func nearest(
        _ result: NearestAnswer.Result, _ answer: NearestAnswer, in dataset: Dataset
    ) {
        object { json in
            json.key("structure")
            json.structure(row: result.row, of: dataset)
            json.member("competent", result.isCompetent)
            json.key("travel")
            json.object { json in
                json.member("mode", result.travel.mode)
                json.member("seconds", result.travel.seconds, decimals: 0)
                json.member("metres", result.travel.metres, decimals: 1)
                json.member("estimate", result.travel.isEstimate)
                json.member("ferry", result.travel.usesFerry)
                json.member("mayBeClosed", !result.travel.doubts.isEmpty)
                json.member("noRoute", result.travel.noRoute?.code)
            }
            json.key("opening")
            json.opening(result.opening, in: dataset.calendar.zone)
            json.key("unknown")
            json.array { json in for name in result.unknown.names { json.string(name) } }
            let reasons = Reasons(result, municipality: answer.municipality)
            json.key("reasons")
            json.object { json in
                json.key("el")
                json.array { json in reasons.forEach(in: .greek) { json.string($0) } }
                json.key("en")
                json.array { json in reasons.forEach(in: .english) { json.string($0) } }
            }
        }
    }
}

extension JSONWriter {
    /// Writes the emergency number, which is in every answer, and the help lines.
    fileprivate mutating func emergency(_ help: HelpTopic?) {
        key("emergency")
        object { json in
            json.member("phone", EmergencyCall.number)
            json.member("text", EmergencyCall.words)
            json.member("topic", help?.code)
            json.key("lines")
            json.array { json in for line in help?.lines ?? [] { json.line(line) } }
        }
    }

    private mutating func line(_ line: HelpLine) {
        object { json in
            json.member("phone", line.phone)
            json.member("name", line.names)
            json.member("note", line.notes)
        }
    }

    /// Writes whether the place is outside the region, and the lines to call where no structure is competent.
    fileprivate mutating func call(_ lines: [HelpLine], isOutside: Bool) {
        member("outside", isOutside)
        key("call")
        array { json in for line in lines { json.line(line) } }
    }

    /// Writes the need that the text describes; null when it describes none.
    fileprivate mutating func need(_ need: Need?) {
        key("need")
        guard let need else {
            null()
            return
        }
        object { json in
            json.member("code", need.code)
            json.member("name", need.names)
            json.member("page", need.page?.rawValue)
        }
    }

    fileprivate mutating func notOffered(_ row: Int, in dataset: Dataset) {
        let structure = dataset.structure(at: row)
        object { json in
            json.member("id", structure.id)
            json.member("name", structure.names)
            json.member("kind", structure.kind)
            json.member("status", structure.status.rawValue)
            json.member("reason", structure.details.statusReason)
            json.member("phone", structure.phone)
        }
    }

    fileprivate mutating func notShown(_ counts: [UnknownProperties: Int], withoutPosition: Int) {
        key("notShown")
        object { json in
            json.member("unknownHours", counts[.hours] ?? 0)
            json.member("unknownStepFree", counts[.stepFree] ?? 0)
            json.member("unknownLanguage", counts[.language] ?? 0)
            json.member("unknownAudience", counts[.audience] ?? 0)
            json.member("unknownService", counts[.service] ?? 0)
            json.member("unknownCost", counts[.cost] ?? 0)
            json.member("unknownAppointment", counts[.appointment] ?? 0)
            json.member("withoutPosition", withoutPosition)
        }
    }
}

/// The emergency number, valid in the whole European Union and on every mobile telephone.
public enum EmergencyCall {
    /// The number.
    public static let number = "112"
    /// Text about it.
    public static let words = LocalizedText([
        "el": "Κινδυνεύει ζωή; Καλέστε το 112.", "en": "Life in danger? Call 112.",
    ])
}

extension UnknownProperties {
    /// The names of the properties, as in filters.
    public var names: [String] {
        guard !isEmpty else { return [] }
        let all: [(UnknownProperties, String)] = [
            (.hours, "hours"), (.stepFree, "stepFree"), (.language, "language"), (.audience, "audience"),
            (.service, "service"), (.cost, "cost"), (.appointment, "appointment"),
        ]
        return all.filter { contains($0.0) }.map(\.1)
    }
}

extension NearestAnswer.Suggestion.Kind {
    /// Text for a suggestion.
    public var words: Phrase {
        switch self {
        case .wider: Phrase(el: "Η πλησιέστερη πιο μακριά", en: "The nearest one further away")
        case .withoutFilter:
            Phrase(el: "Η πλησιέστερη χωρίς τα φίλτρα", en: "The nearest one without the filters")
        case .opensLater:
            Phrase(
                el: "Η υπηρεσία για τους κατοίκους του δήμου σας είναι κλειστή εκείνη την ώρα",
                en: "The competent structure is closed at that time")
        case .otherKind: Phrase(el: "Άλλη υπηρεσία κοντά σας", en: "Another structure near you")
        case .municipality:
            Phrase(
                el: "Η υπηρεσία του δήμου σας που γνωρίζει τις άλλες",
                en: "Your municipality's centre, which knows the others")
        case .line: Phrase(el: "Τηλεφωνική γραμμή", en: "A telephone line")
        }
    }
}

extension NearestAnswer.Result {
    /// Returns why this structure is in `answer` and what is uncertain, in Greek (`el`) or English.
    public func reasons(in language: Language, answer: NearestAnswer) -> [String] {
        var sentences: [String] = []
        Reasons(self, municipality: answer.municipality).forEach(in: language) { sentences.append($0) }
        return sentences
    }
}
