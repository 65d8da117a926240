internal import GeoIndex

/// A filter made ready for one question: a few column reads per structure, nothing decoded.
///
/// A class, so that it can be asked a hundred thousand times without being copied.
final class FilterTest {
    /// What a filter says of a structure.
    enum Verdict: Equatable {
        /// Something does not hold.
        case fails
        /// All that is known holds; these properties are not known, none when it passes.
        case holds(UnknownProperties)

        var passes: Bool { self == .holds([]) }
    }

    private let filter: ServiceFilter
    private let columns: ServiceColumns
    private let languages: [Bool]
    private let audiences: [Bool]
    private let services: [Bool]
    private let locals: [UInt16]
    private let moment: HoursMoment?
    private let wantedState: HoursState

    /// Makes `filter` ready; hours are asked about at `instant`. O(codes of the dataset).
    init(_ filter: ServiceFilter, in dataset: Dataset, at instant: UTCInstant) {
        self.filter = filter
        columns = dataset.structureFile.services
        languages = columns.languages.wanted(filter.languages)
        audiences = columns.audiences.wanted(filter.audiences)
        services = columns.services.wanted(filter.services)
        locals = dataset.hoursLocals
        wantedState = filter.opening == .byAppointment ? .appointment : .open
        let asksNow = filter.opening == .open || filter.opening == .byAppointment
        moment = asksNow ? HoursMoment(dataset.hours, at: instant) : nil
    }

    /// What the filter says of the structure in `row`, arrival and distance apart. Constant time.
    func verdict(_ row: Int) -> Verdict {
        var unknown: UnknownProperties = []
        if let moment {
            let state = moment.state(row: columns.hoursRow[row], local: locals[row])
            if state == .unknown { unknown.insert(.hours) } else if state != wantedState { return .fails }
        }
        if filter.isStepFree, !holds(columns.isStepFree(row), .stepFree, &unknown) { return .fails }
        if !filter.languages.isEmpty,
            !holds(columns.languages.contains(languages, at: row), .language, &unknown)
        {
            return .fails
        }
        if !filter.audiences.isEmpty,
            !holds(columns.audiences.contains(audiences, at: row), .audience, &unknown)
        {
            return .fails
        }
        if !filter.services.isEmpty, !holds(columns.services.contains(services, at: row), .service, &unknown) {
            return .fails
        }
        if let cost = filter.cost,
            !holds(columns.isFree(row).map { $0 == (cost == .free) }, .cost, &unknown)
        {
            return .fails
        }
        if let appointment = filter.appointment,
            !holds(columns.appointment(row).map { Self.fits($0, appointment) }, .appointment, &unknown)
        {
            return .fails
        }
        return .holds(unknown)
    }

    /// «Without an appointment» is satisfied where one is merely possible, and so is «with one».
    private static func fits(
        _ rule: StructureDetails.Appointment, _ wanted: StructureDetails.Appointment
    ) -> Bool {
        switch wanted {
        case .required: rule != .none
        case .possible: rule == .possible
        case .none: rule != .required
        }
    }

    @inline(__always)
    private func holds(_ answer: Bool?, _ property: UnknownProperties, _ unknown: inout UnknownProperties) -> Bool {
        guard let answer else {
            unknown.insert(property)
            return true
        }
        return answer
    }
}
