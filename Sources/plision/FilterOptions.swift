public import ArgumentParser
internal import Locator
internal import Records

/// Options that filter structures by what they offer, and when.
struct FilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what is open then: now, or ISO 8601 (without an offset by the region's clocks).", valueName: "time"))
    var openAt: String?

    @Option(help: "Only what is open at that time (now), on arrival, or by appointment; or any.")
    var open: ServiceFilter.Opening?

    @Flag(help: "Only structures that can be entered without steps; those of which it is not known are listed apart.")
    var stepFree = false

    @Option(name: .customLong("language"), help: "Only where this language is spoken (BCP 47); may be repeated.")
    var languages: [String] = []

    @Option(name: .customLong("audience"), help: "Only what is meant for these people; may be repeated.")
    var audiences: [String] = []

    @Option(name: .customLong("service"), help: "Only what offers this service; may be repeated.")
    var services: [String] = []

    @Option(help: "Only what costs: free or paid.")
    var cost: StructureDetails.Cost?

    @Option(help: "Only with this rule for appointments: required, possible or none.")
    var appointment: StructureDetails.Appointment?

    @Option(help: ArgumentHelp("Only within this distance through the air.", valueName: "metres"))
    var within: Double?

    func validate() throws {
        guard within.map({ $0 >= 1 && $0 <= 1_000_000 }) ?? true else {
            throw ValidationError("--within: expected metres from 1 to 1000000")
        }
    }

    /// The moment and the filter; throws wrong usage when the moment cannot be parsed.
    func read(in dataset: Dataset) throws(ValidationError) -> (instant: UTCInstant, filter: ServiceFilter) {
        let moment = try dataset.moment(openAt, of: "--open-at")
        return (
            moment ?? .now,
            ServiceFilter(
                opening: open ?? .usual(hasMoment: moment != nil), isStepFree: stepFree,
                languages: languages.map { $0.lowercased() },
                audiences: audiences, services: services, cost: cost, appointment: appointment, withinMetres: within)
        )
    }
}

extension ServiceFilter.Opening: ExpressibleByArgument {}
extension StructureDetails.Cost: ExpressibleByArgument {}
extension StructureDetails.Appointment: ExpressibleByArgument {}
