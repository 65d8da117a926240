internal import GeoIndex
internal import OpeningHours
internal import Records

extension Dataset {
    /// Whether the structure in `row` has hours that can be read.
    func hasReadableHours(_ row: Int) -> Bool {
        let text = structureFile.services.hoursRow[row]
        return text != .max && !unreadableHours.contains(text)
    }

    /// What the hours of the structure in `row` say at `instant`.
    func hoursState(ofStructure row: Int, at instant: UTCInstant) -> HoursState {
        let text = structureFile.services.hoursRow[row]
        return text == .max
            ? .unknown : hours.answer(row: Int(text), local: Int(hoursLocals[row]), at: instant).state
    }
}
