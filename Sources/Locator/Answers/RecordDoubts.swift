internal import GeoIndex
public import Records

/// Whom to ask about doubtful records, in the words of the answers. Made once for each municipality.
///
/// A class, because copying a struct of texts would retain each of them.
final class MunicipalDesk: Sendable {
    /// The telephone of the municipality, if it is known.
    let phone: String?
    /// Says that a record was not checked as often as it should, and whom to ask.
    let overdue: Phrase
    /// Says that a record was not verified, and whom to ask.
    let unverified: Phrase

    /// For structures without a municipality.
    static let unknown = MunicipalDesk(phone: nil)
    /// For structures that can be phoned themselves.
    static let unneeded = MunicipalDesk(
        phone: nil,
        overdue: Phrase(
            el: "Τα στοιχεία δεν έχουν ελεγχθεί όσο συχνά πρέπει: τηλεφωνήστε πρώτα",
            en: "The record has not been checked as often as it should: phone first"),
        unverified: Phrase(
            el: "Δεν έχουμε επιβεβαιώσει τα στοιχεία: τηλεφωνήστε πριν πάτε", en: "Not verified: phone before you go"))

    private init(phone: String?, overdue: Phrase, unverified: Phrase) {
        (self.phone, self.overdue, self.unverified) = (phone, overdue, unverified)
    }

    convenience init(phone: String?) {
        guard let phone else {
            self.init(
                phone: nil,
                overdue: Phrase(
                    el: "Τα στοιχεία δεν έχουν ελεγχθεί όσο συχνά πρέπει: ρωτήστε πρώτα τον δήμο",
                    en: "The record has not been checked as often as it should: ask the municipality first"),
                unverified: Phrase(
                    el: "Δεν έχουμε επιβεβαιώσει τα στοιχεία: ρωτήστε τον δήμο πριν πάτε",
                    en: "Not verified: ask the municipality before you go"))
            return
        }
        self.init(
            phone: phone,
            overdue: Phrase(
                el: "Τα στοιχεία δεν έχουν ελεγχθεί όσο συχνά πρέπει: ρωτήστε πρώτα τον δήμο (\(phone))",
                en: "The record has not been checked as often as it should: ask the municipality (\(phone)) first"),
            unverified: Phrase(
                el: "Δεν έχουμε επιβεβαιώσει τα στοιχεία: ρωτήστε τον δήμο (\(phone)) πριν πάτε",
                en: "Not verified: ask the municipality (\(phone)) before you go"))
    }
}

extension Dataset {
    /// Returns what is doubtful about the record of the structure in `row` on `date`, in sentences without a full stop:
    /// it is overdue for a check, unverified, or its telephone and address are old.
    public func recordDoubts(_ row: Int, on date: CivilDate) -> [Phrase] {
        let desk = structureFile.hasPhone(row) ? MunicipalDesk.unneeded : desk(atRow: row)
        var doubts: [Phrase] = []
        if isOverdue(row, on: date) { doubts.append(desk.overdue) }
        if structureFile.status(at: row) == .unverified { doubts.append(desk.unverified) }
        if let old = oldContactWords(row, on: date) { doubts.append(old) }
        return doubts
    }

    /// Returns the telephone of the municipality that a structure belongs to; nil when none is known. O(1).
    public func municipalPhone(of structure: Structure) -> String? {
        structureRow(id: structure.id).flatMap { desk(atRow: $0).phone }
    }

    /// Returns the telephone of a municipality by its row; nil when none is known. O(1).
    public func municipalPhone(ofMunicipality row: Int) -> String? { municipalDesks[row].phone }

    private func desk(atRow row: Int) -> MunicipalDesk {
        let municipality = structureFile.municipalityIndex[row]
        return municipality == .max ? .unknown : municipalDesks[Int(municipality)]
    }

    /// Returns whom to ask in each municipality, with its first telephone: that of the first asked kind that has one. A row of a kind that
    /// must not be located is never used. O(structures).
    static func municipalDesks(
        _ structures: StructureFile, _ region: RegionFile, asked: [Int]
    ) -> [MunicipalDesk] {
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
        return best.map { MunicipalDesk(phone: $0?.phone) }
    }
}

extension Dataset {
    /// The age in years from which a telephone or an address says from when it is.
    private static let contactYears = 5

    /// Returns a sentence that says the year of a telephone or an address that is older than five years on `date`; nil
    /// when neither is, or the year is unknown.
    func oldContactWords(_ row: Int, on date: CivilDate) -> Phrase? {
        let (hasPhone, hasAddress) = (structureFile.hasPhone(row), structureFile.hasAddress(row))
        // A year or month counts from its first day: a doubtful contact says its year rather than not.
        guard hasPhone || hasAddress, let dated = structureFile.recordDate(row).flatMap(PartialDate.init)
        else { return nil }
        let (year, today) = (dated.year, date.parts)
        let limit = CivilDate(year: today.year - Self.contactYears, month: today.month, day: min(today.day, 28))
        guard let limit, dated.firstDay < limit.dayNumber else { return nil }
        let words = Self.contactWords[year] ?? ContactWords(year: year)
        return hasPhone ? hasAddress ? words.both : words.phone : words.address
    }

    /// The words of the years that records have, made once because many answers have some.
    private static let contactWords = Dictionary(
        uniqueKeysWithValues: (1990...2050).map { ($0, ContactWords(year: $0)) })
}

/// Says the year of a telephone and an address, or of one of them.
private final class ContactWords: Sendable {
    let both: Phrase
    let phone: Phrase
    let address: Phrase

    init(year: Int) {
        both = Phrase(
            el: "Το τηλέφωνο και η διεύθυνση είναι του \(year), μπορεί να άλλαξαν",
            en: "Telephone and address are of \(year), they may have changed")
        phone = Phrase(
            el: "Το τηλέφωνο είναι του \(year), μπορεί να άλλαξε",
            en: "The telephone is of \(year), it may have changed")
        address = Phrase(
            el: "Η διεύθυνση είναι του \(year), μπορεί να άλλαξε",
            en: "The address is of \(year), it may have changed")
    }
}
