internal import GeoIndex
public import Records

extension Dataset {
    /// Returns what is doubtful about the record of the structure in `row` on `date`, in sentences without a full stop:
    /// it is overdue for a check, unverified, or its telephone and address are old.
    public func recordDoubts(_ row: Int, on date: CivilDate) -> [LocalizedText] {
        [
            isOverdue(row, on: date) ? overdueWords(row) : nil,
            structureFile.status(at: row) == .unverified ? unverifiedWords(row) : nil,
            oldContactWords(row, on: date),
        ].compactMap { $0 }
    }

    private func overdueWords(_ row: Int) -> LocalizedText {
        let desk = municipalDesk(row)
        return LocalizedText([
            "el": "Τα στοιχεία δεν έχουν ελεγχθεί όσο συχνά πρέπει: "
                + (structureFile.hasPhone(row) ? "τηλεφωνήστε πρώτα" : "ρωτήστε πρώτα \(desk.text(in: .greek))"),
            "en": "The record has not been checked as often as it should: "
                + (structureFile.hasPhone(row) ? "phone first" : "ask \(desk.text(in: .english)) first"),
        ])
    }

    private func unverifiedWords(_ row: Int) -> LocalizedText {
        guard !structureFile.hasPhone(row) else {
            return LocalizedText([
                "el": "Δεν έχουμε επιβεβαιώσει τα στοιχεία: τηλεφωνήστε πριν πάτε",
                "en": "Not verified: phone before you go",
            ])
        }
        let desk = municipalDesk(row)
        return LocalizedText([
            "el": "Δεν έχουμε επιβεβαιώσει τα στοιχεία: ρωτήστε \(desk.text(in: .greek)) πριν πάτε",
            "en": "Not verified: ask \(desk.text(in: .english)) before you go",
        ])
    }

    /// The municipality of the structure in `row`, with its telephone where one is known.
    private func municipalDesk(_ row: Int) -> LocalizedText {
        let phone = municipalPhone(atRow: row).map { " (\($0))" }
        return LocalizedText(["el": "τον δήμο" + (phone ?? ""), "en": "the municipality" + (phone ?? "")])
    }

    /// Returns the telephone of the municipality that a structure belongs to; nil when none is known. O(1).
    public func municipalPhone(of structure: Structure) -> String? {
        structureRow(id: structure.id).flatMap(municipalPhone(atRow:))
    }

    /// Returns the telephone of a municipality by its row; nil when none is known. O(1).
    public func municipalPhone(ofMunicipality row: Int) -> String? { municipalPhones[row] }

    private func municipalPhone(atRow row: Int) -> String? {
        let municipality = structureFile.municipalityIndex[row]
        return municipality == .max ? nil : municipalPhones[Int(municipality)]
    }

    /// Returns the first telephone of each municipality: that of the first asked kind that has one. A row of a kind that
    /// must not be located is never used. O(structures).
    static func municipalPhones(_ structures: StructureFile, _ region: RegionFile, asked: [Int]) -> [String?] {
        var best: [(rank: Int, phone: String)?] = region.municipalities.map { _ in nil }
        for row in 0..<structures.count {
            let municipality = structures.municipalityIndex[row]
            guard municipality != .max, let rank = asked.firstIndex(of: Int(structures.kindIndex[row])),
                structures.status(at: row).isOffered, structures.hasPhone(row),
                rank < best[Int(municipality)]?.rank ?? .max
            else { continue }
            let first = structures.structure(at: row, kinds: region.kinds).phone?.split(separator: ";").first
            if let first { best[Int(municipality)] = (rank, String(first)) }
        }
        return best.map { $0?.phone }
    }
}

extension Dataset {
    /// The age in years from which a telephone or an address says from when it is.
    private static let contactYears = 5

    /// Returns a sentence that says the year of a telephone or an address that is older than five years on `date`; nil
    /// when neither is, or the year is unknown.
    private func oldContactWords(_ row: Int, on date: CivilDate) -> LocalizedText? {
        let (hasPhone, hasAddress) = (structureFile.hasPhone(row), structureFile.hasAddress(row))
        guard hasPhone || hasAddress, let text = structureFile.recordDate(row) else { return nil }
        // A year or month counts from its first day: a doubtful contact says its year rather than not.
        let parts = text.split(separator: "-").map { Int($0) }
        guard let year = parts.first ?? nil,
            let day = CivilDate(
                year: year, month: (parts.count > 1 ? parts[1] : 1) ?? 1, day: (parts.count > 2 ? parts[2] : 1) ?? 1)
        else { return nil }
        let today = date.parts
        let limit = CivilDate(year: today.year - Self.contactYears, month: today.month, day: min(today.day, 28))
        guard let limit, day < limit else { return nil }
        return switch (hasPhone, hasAddress) {
        case (true, true):
            LocalizedText([
                "el": "Το τηλέφωνο και η διεύθυνση είναι του \(year), μπορεί να άλλαξαν",
                "en": "Telephone and address are of \(year), they may have changed",
            ])
        case (true, false):
            LocalizedText([
                "el": "Το τηλέφωνο είναι του \(year), μπορεί να άλλαξε",
                "en": "The telephone is of \(year), it may have changed",
            ])
        default:
            LocalizedText([
                "el": "Η διεύθυνση είναι του \(year), μπορεί να άλλαξε",
                "en": "The address is of \(year), it may have changed",
            ])
        }
    }
}
