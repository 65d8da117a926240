internal import GeoIndex
internal import OpeningHours
internal import Records

extension Dataset {
    /// Returns whether the structure in `row` has valid opening hours.
    func hasReadableHours(_ row: Int) -> Bool {
        let text = structureFile.services.hoursRow[row]
        return text != .max && !unreadableHours.contains(text)
    }

    /// Returns the state of the hours of the structure in `row` at `instant`.
    func hoursState(ofStructure row: Int, at instant: UTCInstant) -> HoursState {
        let text = structureFile.services.hoursRow[row]
        return text == .max
            ? .unknown : hours.answer(row: Int(text), local: Int(hoursLocals[row]), at: instant).state
    }
}
