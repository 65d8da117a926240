internal import GeoIndex
internal import Records

/// The columns of `structures.plz` that filters test, so that rejected records need not be decoded.
///
/// A class for the same reason as ``StructureFile``.
final class ServiceColumns: Sendable {
    /// The distinct opening hours.
    let hoursTexts: [String]
    /// Row of each structure's opening hours; `UInt32.max` for none.
    let hoursRow: Column<UInt32>
    let languages: CodeLists
    let audiences: CodeLists
    let services: CodeLists
    private let flags: Column<UInt16>
    private let firstDay: Column<Int32>
    private let lastDay: Column<Int32>
    private let freshUntil: Column<Int32>

    /// The positions of values within the flags of a structure.
    private enum Flag {
        static let stepFree: UInt16 = 0
        static let free: UInt16 = 2
        static let appointment: UInt16 = 4
        static let delivery: UInt16 = 6
        static let redacted: UInt16 = 1 << 8
        static let hasArea: UInt16 = 1 << 9
    }

    static func write(_ structures: [Structure], into writer: inout PackedFileWriter) {
        let texts = Set(structures.compactMap(\.openingHours)).sorted()
        let rows = Dictionary(uniqueKeysWithValues: texts.enumerated().map { ($1, UInt32($0)) })
        writer.add("hours.texts", texts: texts)
        writer.add("hours.row", structures.map { $0.openingHours.flatMap { rows[$0] } ?? .max })
        CodeLists.write(structures.map(\.details.languages), into: &writer, prefix: "languages")
        CodeLists.write(structures.map(\.details.audiences), into: &writer, prefix: "audiences")
        CodeLists.write(structures.map { $0.details.services.map(\.code) }, into: &writer, prefix: "services")
        writer.add("service.flags", structures.map(flags))
        let days = structures.map(\.offeredDays)
        writer.add("service.first", days.map { Int32(clamping: $0?.lowerBound.dayNumber ?? Int(Int32.max)) })
        writer.add("service.last", days.map { Int32(clamping: $0?.upperBound.dayNumber ?? Int(Int32.min)) })
        writer.add(
            "service.fresh",
            structures.map { structure in
                let until = CheckInterval.freshUntil(
                    checkedOn: structure.checkedOn, everyDays: structure.details.checkEveryDays)
                return until.map { Int32(clamping: $0) } ?? .max
            })
    }

    private static func flags(of structure: Structure) -> UInt16 {
        let details = structure.details
        var flags = threeValued(structure.isStepFree) << Flag.stepFree
        flags |= threeValued(details.cost.map { $0 == .free }) << Flag.free
        let appointments = StructureDetails.Appointment.allCases
        flags |= UInt16(details.appointment.flatMap(appointments.firstIndex).map { $0 + 1 } ?? 0) << Flag.appointment
        flags |= UInt16(StructureDetails.Delivery.allCases.firstIndex(of: details.delivery) ?? 0) << Flag.delivery
        if details.isRedacted { flags |= Flag.redacted }
        if !details.serviceArea.isEmpty { flags |= Flag.hasArea }
        return flags
    }

    private static func threeValued(_ answer: Bool?) -> UInt16 { answer.map { $0 ? 2 : 1 } ?? 0 }

    init(_ file: PackedFile, count: Int) throws(PackedFileError) {
        hoursTexts = Array(try file.texts("hours.texts"))
        hoursRow = try file.column("hours.row", as: UInt32.self)
        languages = try CodeLists(file, prefix: "languages", count: count)
        audiences = try CodeLists(file, prefix: "audiences", count: count)
        services = try CodeLists(file, prefix: "services", count: count)
        flags = try file.column("service.flags", as: UInt16.self)
        firstDay = try file.column("service.first", as: Int32.self)
        lastDay = try file.column("service.last", as: Int32.self)
        freshUntil = try file.column("service.fresh", as: Int32.self)
        try file.require(
            [hoursRow.count, flags.count, firstDay.count, lastDay.count, freshUntil.count]
                .allSatisfy { $0 == count },
            "services", "sections of one length")
        let texts = hoursTexts.count
        try file.require(hoursRow.allSatisfy { $0 == .max || Int($0) < texts }, "hours", "texts that are there")
    }

    private func answer(_ row: Int, _ shift: UInt16) -> Bool? {
        switch flags[row] >> shift & 3 {
        case 1: false
        case 2: true
        default: nil
        }
    }

    /// Returns whether the entrance is without steps; nil when unknown.
    func isStepFree(_ row: Int) -> Bool? { answer(row, Flag.stepFree) }

    /// Returns whether it is free of charge; nil when unknown.
    func isFree(_ row: Int) -> Bool? { answer(row, Flag.free) }

    /// Returns whether an appointment is needed; nil when unknown.
    func appointment(_ row: Int) -> StructureDetails.Appointment? {
        let number = Int(flags[row] >> Flag.appointment & 3)
        return number == 0 ? nil : StructureDetails.Appointment.allCases[number - 1]
    }

    /// Returns how people get its services.
    func delivery(_ row: Int) -> StructureDetails.Delivery {
        let number = Int(flags[row] >> Flag.delivery & 3)
        let all = StructureDetails.Delivery.allCases
        return number < all.count ? all[number] : .place
    }

    /// Returns whether its own record is marked as redacted.
    func isMarked(_ row: Int) -> Bool { flags[row] & Flag.redacted != 0 }

    /// Returns whether it has a service area of its own.
    func hasArea(_ row: Int) -> Bool { flags[row] & Flag.hasArea != 0 }

    /// Returns whether it may be offered on the day with this number, by its dates and funding.
    func isDated(_ row: Int, onDay day: Int) -> Bool { Int(firstDay[row]) <= day && day <= Int(lastDay[row]) }

    /// Returns whether its record is overdue for a check on the day with this number.
    func isOverdue(_ row: Int, onDay day: Int) -> Bool { Int(freshUntil[row]) < day }
}
