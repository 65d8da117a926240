internal import GeoIndex
public import OpeningHours
public import Records

/// The opening hours of a structure at one time and on arrival.
public struct Opening: Sendable {
    /// The time of the question.
    public var instant: UTCInstant
    /// The same time in local time.
    public var wall: WallTime
    /// The state at that time.
    public var answer: HoursAnswer
    /// The state on arrival; unknown when the travel time is unknown.
    public var onArrival: HoursState
    /// The first change of state after that time.
    public var nextChange: HoursChange?
    /// The next time at which people can go there, by appointment if not otherwise; nil while it is open.
    public var nextOpening: HoursChange?
    /// The day off on that date in its municipality.
    public var holiday: Holiday?
    /// Whether it has valid hours, or is known not to be offered.
    public var isKnown: Bool
    /// Whether it is offered on that date. Otherwise it is closed whatever its hours say.
    public var isOffered = true

    /// The state at that time.
    public var state: HoursState { answer.state }
}

extension Dataset {
    /// Returns the time that `text` means: `now`, or ISO 8601, without an offset in local time; nil for other texts.
    public func instant(_ text: String, now: UTCInstant) -> UTCInstant? {
        if text == "now" { return now }
        if let instant = TimeText.instant(text, in: calendar.zone) { return instant }
        // In a query string the plus sign of an offset arrives as a blank.
        guard let blank = text.lastIndex(of: " ") else { return nil }
        return TimeText.instant(text[..<blank] + "+" + text[text.index(after: blank)...], in: calendar.zone)
    }

    /// Returns the opening hours of the structure in `row` at `instant`, and on arrival after `travelSeconds`.
    public func opening(ofStructure row: Int, at instant: UTCInstant, travelSeconds: Double? = nil) -> Opening {
        opening(
            ofStructure: row, at: instant, wall: calendar.zone.wallTime(at: instant), travelSeconds: travelSeconds)
    }

    /// Returns the opening hours of the structure in `row` at `instant`, when clocks show `wall`.
    func opening(ofStructure row: Int, at instant: UTCInstant, wall: WallTime, travelSeconds: Double?) -> Opening {
        let text = structureFile.services.hoursRow[row]
        var opening = Opening(
            instant: instant, wall: wall, answer: HoursAnswer(state: .unknown), onArrival: .unknown, isKnown: false)
        opening.isOffered = isOffered(row, on: wall.date)
        let isReadable = text != .max && !unreadableHours.contains(text)
        let local = Int(hoursLocals[row])
        // Most days are not days off, and this test is much faster.
        if calendar.mayBeHoliday(wall.date, local: local) {
            opening.holiday = calendar.holiday(on: wall.date, municipality: municipalityCode(ofStructure: row))
        }
        guard opening.isOffered else {
            opening.isKnown = true
            opening.answer = HoursAnswer(state: .closed)
            if travelSeconds != nil { opening.onArrival = .closed }
            let structure = structure(at: row)
            if isReadable, structure.status.isOffered, let first = structure.offeredDays?.lowerBound, first > wall.date
            {
                opening.nextOpening = hours.nextOpening(
                    row: Int(text), local: local, from: calendar.zone.startOfDay(first))
            }
            return opening
        }
        guard isReadable else { return opening }
        opening.isKnown = true
        opening.answer = hours.answer(row: Int(text), local: local, at: instant)
        if let travelSeconds {
            opening.onArrival =
                hours.answer(
                    row: Int(text), local: local, at: instant.adding(seconds: Int(travelSeconds.rounded()))
                ).state
        }
        opening.nextChange = hours.nextChange(row: Int(text), local: local, after: instant)
        if opening.state != .open {
            opening.nextOpening =
                hours.nextOpening(row: Int(text), local: local, from: instant)
                ?? hours.nextOpening(row: Int(text), local: local, from: instant, least: .appointment)
        }
        // The last day on which it is offered can be before its next opening.
        if let next = opening.nextOpening, !isOffered(row, on: next.wall.date) { opening.nextOpening = nil }
        return opening
    }

    /// Returns a timetable of the structure in `row`; nil when its hours are unknown or it is offered on none of the
    /// days.
    public func timetable(ofStructure row: Int, from date: CivilDate, days: Int = 7) -> [HoursDay]? {
        let text = structureFile.services.hoursRow[row]
        guard text != .max, !unreadableHours.contains(text) else { return nil }
        var table = hours.timetable(
            row: Int(text), municipality: municipalityCode(ofStructure: row), from: date, days: days)
        let offered = table.map { isOffered(row, on: $0.date) }
        guard offered.contains(true) else { return nil }
        for index in table.indices where !offered[index] { table[index].lines = [] }
        return table
    }

    private func municipalityCode(ofStructure row: Int) -> String? {
        let index = structureFile.municipalityIndex[row]
        return index == .max ? nil : municipalities[Int(index)].code
    }
}
