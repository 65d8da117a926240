public import ArgumentParser
internal import Locator
internal import Records

/// Options that say what a structure must offer, and when.
struct FilterOptions: ParsableArguments {
    /// What its hours must say.
    enum Open: String, CaseIterable, ExpressibleByArgument {
        case now, arrival, appointment, any
    }

    @Option(
        help: ArgumentHelp(
            "Only what is open then: now, or ISO 8601 (without an offset by the region's clocks).", valueName: "time"))
    var openAt: String?

    @Option(help: "Only what is open at that time (now), on arrival, or by appointment; or any.")
    var open: Open?

    @Flag(help: "Only what one gets into without a step; what is not known is told apart.")
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

    /// The moment and the filter; wrong usage for a moment that is none.
    func read(in dataset: Dataset) throws(ValidationError) -> (instant: UTCInstant, filter: ServiceFilter) {
        let moment = try dataset.moment(openAt, of: "--open-at")
        let opening: ServiceFilter.Opening =
            switch open {
            case .now: .open
            case .arrival: .onArrival
            case .appointment: .byAppointment
            case .any: .any
            case nil: openAt == nil ? .any : .open
            }
        return (
            moment ?? .now,
            ServiceFilter(
                opening: opening, isStepFree: stepFree, languages: languages.map { $0.lowercased() },
                audiences: audiences, services: services, cost: cost, appointment: appointment, withinMetres: within)
        )
    }
}

extension StructureDetails.Cost: ExpressibleByArgument {}
extension StructureDetails.Appointment: ExpressibleByArgument {}
