internal import GeoIndex
public import OpeningHours
public import Records

/// What the hours of a structure say to somebody who asks at a moment and may be on the way for a while.
public struct Opening: Sendable {
    /// The moment asked about.
    public var instant: UTCInstant
    /// What the clocks of the region show then.
    public var wall: WallTime
    /// What the hours say then.
    public var answer: HoursAnswer
    /// What they say when the person is there; unknown when nobody knows how long the way takes.
    public var onArrival: HoursState
    /// The first moment at which the state is another one.
    public var nextChange: HoursChange?
    /// When somebody can go there next, by appointment if not otherwise; nothing while it is open.
    public var nextOpening: HoursChange?
    /// The day off that the day is in its municipality.
    public var holiday: Holiday?
    /// Whether it has hours that can be read, or is known not to work.
    public var isKnown: Bool
    /// Whether it works at all on that day; what does not is closed whatever its hours say.
    public var isOffered = true

    /// The state.
    public var state: HoursState { answer.state }
}

extension Dataset {
    /// The moment that `text` names: `now`, or ISO 8601; without an offset the time of the region's clocks. Nothing for
    /// any other text.
    public func instant(_ text: String, now: UTCInstant) -> UTCInstant? {
        if text == "now" { return now }
        if let instant = TimeText.instant(text, in: calendar.zone) { return instant }
        // In a query string the plus of an offset arrives as a blank.
        guard let blank = text.lastIndex(of: " ") else { return nil }
        return TimeText.instant(text[..<blank] + "+" + text[text.index(after: blank)...], in: calendar.zone)
    }

    /// What the hours of the structure in `row` say at `instant`, to somebody `travelSeconds` away.
    public func opening(ofStructure row: Int, at instant: UTCInstant, travelSeconds: Double? = nil) -> Opening {
        let text = structureFile.services.hoursRow[row]
        let wall = calendar.zone.wallTime(at: instant)
        var opening = Opening(
            instant: instant, wall: wall, answer: HoursAnswer(state: .unknown), onArrival: .unknown, isKnown: false)
        opening.isOffered = isOffered(row, on: wall.date)
        let isReadable = text != .max && !unreadableHours.contains(text)
        let local = Int(hoursLocals[row])
        // Most days are none, and say so faster than the feasts of three years do.
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
        // A last day may come before the next opening.
        if let next = opening.nextOpening, !isOffered(row, on: next.wall.date) { opening.nextOpening = nil }
        return opening
    }

    /// The timetable of the structure in `row` for `days` days from `date` on; nothing when its hours are unknown.
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
