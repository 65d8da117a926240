internal import GeoIndex

/// What a filter asks about and nobody knows.
extension NearestSearch {
    /// The unknown properties of the structure in `row` when all that is known of it holds; nothing when it does not.
    ///
    /// On arrival, hours are unknown where there are none to read.
    func unknown(_ row: Int) -> UnknownProperties? {
        guard case .holds(var unknown) = verdict(row) else { return nil }
        if query.filter.opening == .onArrival, !dataset.hasReadableHours(row) { unknown.insert(.hours) }
        return unknown
    }

    /// How many structures of the whole dataset are of a wanted kind, work and would pass but for each unknown
    /// property. O(structures).
    func countUnknown() -> [UnknownProperties: Int] {
        var bySet = [Int](repeating: 0, count: 128)
        for row in 0..<structures.count {
            guard isWanted(row), let unknown = unknown(row), !unknown.isEmpty, isWithin(row) else { continue }
            bySet[Int(unknown.rawValue)] += 1
        }
        var counts: [UnknownProperties: Int] = [:]
        for (raw, count) in bySet.enumerated() where count > 0 {
            for property in UnknownProperties.all
            where UnknownProperties(rawValue: UInt8(raw)).contains(property) {
                counts[property, default: 0] += count
            }
        }
        return counts
    }
}

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
