internal import OpeningHours
internal import Records
internal import Synchronization

/// Data for filters that all questions to a dataset share: the columns by property, and the offered rows and opening
/// states of the last days and minutes that were asked for.
///
/// Values never change after they are computed. Two simultaneous questions may compute the same value. The oldest
/// values are evicted.
final class FilterIndex: Sendable {
    private struct Known {
        var columns: FilterColumns?
        var offered: [(day: Int, rows: RowSet)] = []
        var openings: [(minute: Int, rows: OpeningRows)] = []
    }

    private let known = Mutex(Known())
    /// Maximum number of days and of minutes in memory.
    private static let most = 4

    /// Returns the columns of `dataset`. O(structures) the first time.
    func columns(of dataset: Dataset) -> FilterColumns {
        if let columns = known.withLock({ $0.columns }) { return columns }
        let made = FilterColumns(dataset)
        known.withLock { $0.columns = made }
        return made
    }

    /// Returns the rows that may be offered on the day with this number. O(structures) the first time.
    func offered(onDay day: Int, in dataset: Dataset) -> RowSet {
        if let rows = known.withLock({ known in known.offered.first { $0.day == day }?.rows }) { return rows }
        let structures = dataset.structureFile
        let rows = RowSet(count: structures.count) { structures.isOffered($0, onDay: day) }
        known.withLock { known in
            if known.offered.count == Self.most { known.offered.removeFirst() }
            known.offered.append((day, rows))
        }
        return rows
    }

    /// Returns the states of all opening hours at `instant`. O(structures + texts · rules) the first time in a minute,
    /// which is the resolution of hours.
    func openings(at instant: UTCInstant, in dataset: Dataset) -> OpeningRows {
        let wall = dataset.calendar.zone.wallTime(at: instant)
        let minute = wall.date.dayNumber * 1440 + wall.minute
        if let rows = known.withLock({ known in known.openings.first { $0.minute == minute }?.rows }) { return rows }
        let rows = OpeningRows(
            dataset.hours.openings(
                rows: dataset.structureFile.services.hoursRow, locals: dataset.hoursLocals, at: instant))
        known.withLock { known in
            if known.openings.count == Self.most { known.openings.removeFirst() }
            known.openings.append((minute, rows))
        }
        return rows
    }
}

/// The states of all opening hours at one time.
struct OpeningRows: Sendable {
    let open: RowSet
    let byAppointment: RowSet
    let unknown: RowSet

    init(_ bits: OpeningBits) {
        open = RowSet(words: bits.open)
        byAppointment = RowSet(words: bits.byAppointment)
        unknown = RowSet(words: bits.unknown)
    }
}
