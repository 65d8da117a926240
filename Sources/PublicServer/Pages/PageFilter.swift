internal import Locator
internal import Records
internal import WebSupport

/// The choices of the search form in addition to place and kind.
struct PageFilter {
    private(set) var open = ""
    private(set) var language = ""
    private(set) var isStepFree = false
    private(set) var isFree = false

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
}
