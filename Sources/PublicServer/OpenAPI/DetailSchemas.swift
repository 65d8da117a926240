internal import Entitlement
internal import Locator
internal import OpeningHours
internal import Records
internal import WebSupport

/// The schemas of a structure's details and opening hours.
enum DetailSchemas {
    private static let optionalText = AnswerSchemas.optionalText
    private static let localized = AnswerSchemas.localized
    private static let texts = Schema.list(Schema.text)
    private static let answer = Schema.choice(["yes", "no", "unknown"])

    static let details = Schema.record([
        ("delivery", Schema.choice(StructureDetails.Delivery.allCases.map(\.rawValue))), ("redacted", Schema.flag),
        ("organisation", optionalText), ("statusReason", localized), ("validFrom", optionalText),
        ("validTo", optionalText),
        (
            "serviceArea",
            Schema.optional(
                Schema.record([
                    ("municipalities", texts), ("settlements", texts), ("outline", Schema.optional(["type": "object"])),
                ]))
        ),
        (
            "accessibility",
            Schema.record(Accessibility.Feature.allCases.map { ($0.rawValue, answer) } + [("date", optionalText)])
        ),
        ("accessNote", localized), ("languages", texts), ("audiences", texts),
        ("eligibility", localized), ("minimumAge", Schema.optional(Schema.size)),
        ("maximumAge", Schema.optional(Schema.size)), ("application", localized), ("interpretation", localized),
        (
            "services",
            Schema.list(
                Schema.record([
                    ("code", Schema.text), ("name", localized), ("description", localized), ("programmes", texts),
                ]))
        ),
        ("documents", Schema.list(Schema.reference("Text"))),
        ("cost", Schema.optional(Schema.choice(StructureDetails.Cost.allCases.map(\.rawValue)))),
        ("costNote", localized),
        ("appointment", Schema.optional(Schema.choice(StructureDetails.Appointment.allCases.map(\.rawValue)))),
        ("capacity", Schema.optional(Schema.whole)),
        (
            "contacts",
            Schema.list(
                Schema.record([
                    ("name", localized), ("role", localized), ("phone", optionalText), ("email", optionalText),
                ]))
        ),
        (
            "funding",
            Schema.list(
                Schema.record([
                    ("name", localized), ("code", optionalText), ("from", optionalText), ("to", optionalText),
                ]))
        ),
        ("checkEveryDays", Schema.optional(Schema.whole)),
    ])

    static let opening = Schema.record([
        ("state", Schema.choice(HoursState.allCases.map(\.code))),
        ("onArrival", Schema.choice(HoursState.allCases.map(\.code))),
        ("nextChange", optionalText), ("text", Schema.reference("Text")),
    ])

    static let notOffered = Schema.record([
        ("id", Schema.text), ("name", localized), ("kind", Schema.text), ("status", Schema.text), ("reason", localized),
        ("phone", optionalText),
    ])

    static let suggestion = Schema.record([
        ("type", Schema.choice(NearestAnswer.Suggestion.Kind.allCases.map(\.rawValue))),
        ("text", Schema.reference("Text")), ("result", Schema.reference("NearestResult")),
    ])

    static let notShown = Schema.record(
        [
            "unknownHours", "unknownStepFree", "unknownLanguage", "unknownAudience", "unknownService", "unknownCost",
            "unknownAppointment", "withoutPosition",
        ].map { ($0, Schema.whole) })

    static let programme = Schema.record(programmeMembers)

    private static let programmeMembers: [(String, JSONValue)] = [
        ("code", Schema.text), ("name", localized), ("summary", localized), ("kinds", texts),
        ("documents", Schema.list(Schema.reference("Text"))), ("notes", Schema.list(Schema.reference("Text"))),
        ("checkedOn", Schema.text),
    ]

    static let programmes: [(String, JSONValue)] = [
        (
            "questions",
            Schema.list(
                Schema.record([
                    ("id", Schema.text), ("text", localized), ("help", localized),
                    ("form", Schema.choice(["flag", "whole", "number", "choice"])),
                ]))
        ), ("programmes", Schema.list(Schema.reference("Programme"))),
    ]

    private static let sources = Schema.list(
        Schema.record([("id", Schema.text), ("title", Schema.text), ("url", Schema.text), ("date", optionalText)]))

    static let entitlement: [(String, JSONValue)] = [
        ("date", Schema.text), ("origin", Schema.optional(Schema.reference("GeocodeResult"))),
        ("ambiguous", Schema.flag), ("alternatives", Schema.list(Schema.reference("GeocodeResult"))),
        ("placeNote", localized),
        (
            "results",
            Schema.list(
                Schema.record([
                    ("programme", Schema.reference("Programme")),
                    ("outcome", Schema.choice(ProgrammeJudgement.Outcome.allCases.map(\.rawValue))),
                    ("amount", Schema.optional(Schema.size)), ("amountDoubtful", Schema.flag),
                    ("amountText", localized),
                    (
                        "reasons",
                        Schema.list(
                            Schema.record([
                                ("condition", Schema.text), ("kind", Schema.choice(["met", "unmet", "open"])),
                                ("doubtful", Schema.flag), ("text", localized), ("missing", texts),
                                ("sources", sources),
                            ]))
                    ),
                    (
                        "steps",
                        Schema.list(
                            Schema.record([("id", Schema.text), ("text", localized), ("doubtful", Schema.flag)]))
                    ), ("sources", sources), ("desks", Schema.list(Schema.reference("NearestResult"))),
                ]))
        ),
    ]

    /// The answers by question; `q`, or `lon` and `lat`, is the person's location, `date` the date of the application.
    static func entitlementQuestion(_ questions: [EntitlementQuestion]) -> JSONValue {
        [
            "type": "object", "additionalProperties": false,
            "properties": .object(questions.map { ($0.id, answer(to: $0)) } + placeFields),
        ]
    }

    /// The schema of an answer. A number may also be given as text, as people type it.
    private static func answer(to question: EntitlementQuestion) -> JSONValue {
        var shapes: [JSONValue] = [["type": "null"]]
        var texts: [JSONValue] = ["", "unknown"]
        switch question.form {
        case .flag:
            shapes.append(Schema.flag)
            texts += ["yes", "no"]
        case .choice(let choices): texts += choices.map { .string($0.code) }
        case .number(let range, let isWhole):
            let (low, high) = (Int(range.lowerBound), Int(range.upperBound))
            shapes.append(
                ["type": isWhole ? "integer" : "number", "minimum": .integer(low), "maximum": .integer(high)])
            let digits = "\(high)".utf8.count - 1
            if isWhole {
                texts += (low...min(high, low + 200)).map { .string("\($0)") }
            } else if low == 0, digits > 3 {
                // Thousands with or without separators, decimals after a comma.
                let grouped = "[1-9][0-9]{0,\(min(digits - 3, 3) - 1)}[. ][0-9]{3}"
                shapes.append([
                    "type": "string", "pattern": .string("^([0-9]{1,\(digits)}|\(grouped))(,[0-9]{1,2})?$"),
                ])
            }
        }
        return ["anyOf": .array(shapes + [["enum": .array(texts)]])]
    }

    private static let placeFields: [(String, JSONValue)] = [
        ("q", ["type": ["string", "number", "boolean", "null"], "maxLength": 128]),
        (
            "lon",
            [
                "type": ["number", "string", "null"], "minimum": -180, "maximum": 180,
                "pattern": "^(-?1?[0-7]?[0-9](\\.[0-9]{1,9})?)?$",
            ]
        ),
        (
            "lat",
            [
                "type": ["number", "string", "null"], "minimum": -90, "maximum": 90,
                "pattern": "^(-?[0-8]?[0-9](\\.[0-9]{1,9})?)?$",
            ]
        ), ("date", ["type": ["string", "null"], "pattern": .string("^\(TextForm.day)?$")]),
    ]

    static let quality: [(String, JSONValue)] = [
        ("today", Schema.text), ("structures", Schema.whole),
        ("counts", Schema.record(QualityReport.Check.allCases.map { ($0.rawValue, Schema.whole) })),
        (
            "findings",
            Schema.list(
                Schema.record([
                    ("check", Schema.choice(QualityReport.Check.allCases.map(\.rawValue))), ("structure", optionalText),
                    ("kind", Schema.text), ("municipality", optionalText), ("message", localized),
                ]))
        ),
    ]
}
