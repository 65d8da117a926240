internal import Locator
internal import Records
internal import WebSupport

/// The parameters that filter structures by what they offer and when; shared by the interface and the page's form.
enum FilterParameters {
    static let openAt = ParameterDescription(
        "openAt", .text(maximum: 40), form: .momentOrNow,
        summary:
            "The moment of the question: `now`, or ISO 8601, without an offset by the region's clocks. Keeps what is open "
            + "then unless `open` says otherwise.")
    static let open = ParameterDescription(
        "open", .choice(ServiceFilter.Opening.allCases.map(\.rawValue)),
        summary:
            "Keeps what is open at the moment of the question, open on arrival for somebody who sets out then, or there "
            + "for those with an appointment then.")
    static let stepFree = ParameterDescription(
        "stepFree", .choice(["true", "false"]), standard: "false",
        summary: "Keeps what one gets into without a step; structures for which it is unknown are listed apart.")
    static let language = ParameterDescription(
        "language", .text(maximum: 35), maximumCount: 10, form: .languageTag,
        summary: "A language that is spoken there, BCP 47; repeat it for any of several.")
    static let audience = ParameterDescription(
        "audience", .text(maximum: 60), maximumCount: 10, form: .code,
        summary: "Whom it is meant for; repeat it for any of several.")
    static let service = ParameterDescription(
        "service", .text(maximum: 60), maximumCount: 10, form: .code,
        summary: "Code of a service; repeat it for any of several.")
    static let cost = ParameterDescription(
        "cost", .choice(StructureDetails.Cost.allCases.map(\.rawValue)), summary: "What it costs.")
    static let appointment = ParameterDescription(
        "appointment", .choice(StructureDetails.Appointment.allCases.map(\.rawValue)),
        summary: "Whether one needs an appointment: `none` keeps what needs none, `required` what gives them.")
    static let within = ParameterDescription(
        "within", .number(minimum: 1, maximum: 1_000_000), summary: "Largest distance through the air, metres.")

    static let all = [openAt, open, stepFree, language, audience, service, cost, appointment, within]

    /// Reads the moment and the filter; throws a 400 ``Problem`` for an invalid moment.
    static func read(
        _ parameters: RequestParameters, _ data: PublicDataset
    ) throws(Problem) -> (instant: UTCInstant, filter: ServiceFilter) {
        let moment = try moment(parameters, data)
        let filter = ServiceFilter(
            opening: parameters.text("open").flatMap(ServiceFilter.Opening.init) ?? .usual(hasMoment: moment != nil),
            isStepFree: parameters.text("stepFree") == "true",
            languages: parameters.texts("language").map { $0.lowercased() },
            audiences: parameters.texts("audience"), services: parameters.texts("service"),
            cost: parameters.text("cost").flatMap(StructureDetails.Cost.init),
            appointment: parameters.text("appointment").flatMap(StructureDetails.Appointment.init),
            withinMetres: parameters.number("within"))
        return (moment ?? data.clock(), filter)
    }

    /// The moment of travel, for which hours and dates in the tags of roads are evaluated.
    static let at = ParameterDescription(
        "at", .text(maximum: 40), form: .momentOrNow,
        summary:
            "The moment for which hours and dates of roads are judged: `now`, which it is unless given, or ISO 8601, without "
            + "an offset by the region's clocks.")

    /// The moment of a parameter; nil when it is absent. Throws a 400 ``Problem`` for an invalid one.
    static func moment(
        _ parameters: RequestParameters, _ data: PublicDataset, _ name: String = "openAt"
    ) throws(Problem) -> UTCInstant? {
        guard let text = parameters.text(name) else { return nil }
        guard let instant = data.dataset.instant(text, now: data.clock()) else {
            throw Problem.bad(name, came: text, expected: TextForm.momentOrNow.expectation)
        }
        return instant
    }
}
