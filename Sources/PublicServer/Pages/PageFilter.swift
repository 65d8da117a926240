internal import Locator
internal import Records
internal import WebSupport

/// The choices of the search form in addition to place and kind.
struct PageFilter {
    private var open = ""
    private var language = ""
    private var isStepFree = false
    private var isFree = false

    /// Creates a filter without choices.
    init() {}

    init(_ form: RequestParameters) {
        open = form.text("open") ?? ""
        language = form.text("speaks") ?? ""
        isStepFree = form.text("stepFree") != nil
        isFree = form.text("free") != nil
    }

    static let parameters = [
        ParameterDescription(
            "open", .choice(["now", "arrival", "appointment"]), emptyIsAbsent: true, summary: "When it must be open."),
        ParameterDescription(
            "speaks", .text(maximum: 35), emptyIsAbsent: true, form: .languageTag,
            summary: "A language that is spoken there, BCP 47."),
        ParameterDescription("stepFree", .choice(["true"]), emptyIsAbsent: true, summary: "Without a step."),
        ParameterDescription("free", .choice(["true"]), emptyIsAbsent: true, summary: "Free of charge."),
    ]

    /// The parameter as a form sends it: once, and empty when not filled in.
    static func optional(_ parameter: ParameterDescription) -> ParameterDescription {
        var parameter = parameter
        parameter.emptyIsAbsent = true
        parameter.maximumCount = 1
        return parameter
    }

    /// The filter of structures.
    var filter: ServiceFilter {
        ServiceFilter(
            opening: ServiceFilter.Opening(rawValue: open) ?? .usual(hasMoment: false), isStepFree: isStepFree,
            languages: language.isEmpty ? [] : [language.lowercased()],
            cost: isFree ? .free : nil)
    }

    /// The values of the form.
    func values(_ frame: PageFrame) -> [String: Any] {
        let opens = [
            ("", "openAny"), ("now", "openNow"), ("arrival", "openArrival"), ("appointment", "openAppointment"),
        ]
        let tags = frame.data.dataset.spokenLanguages
        return [
            "filterOpen": !filter.isEmpty, "stepFree": isStepFree, "free": isFree, "openValue": open,
            "speaksValue": language,
            "opens": opens.map { ["code": $0.0, "words": frame.text($0.1), "chosen": $0.0 == open] as [String: Any] },
            "hasLanguages": !tags.isEmpty,
            "spoken": tags.map { tag in
                ["code": tag, "words": LanguageNames.name(in: frame.language)(tag), "chosen": tag == language]
                    as [String: Any]
            },
        ]
    }
}
