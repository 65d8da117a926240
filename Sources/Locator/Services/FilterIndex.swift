internal import OpeningHours
internal import Records
internal import Synchronization

/// What filtered questions to one dataset share: columns by property, made at the first such question, and for the
/// moments last asked about who may be offered and what the hours say. Every value is made once and never changes; so few
/// moments are remembered that room is bounded.
final class FilterIndex: Sendable {
    private struct Known {
        var columns: FilterColumns?
        var offered: [(day: Int, rows: RowSet)] = []
        var openings: [(minute: Int, rows: OpeningRows)] = []
    }

    private let known = Mutex(Known())
    /// So many days, and so many minutes, are remembered.
    private static let most = 4

    /// The columns of `dataset`. O(structures) the first time.
    func columns(of dataset: Dataset) -> FilterColumns {
        if let columns = known.withLock({ $0.columns }) { return columns }
        let made = FilterColumns(dataset)
        known.withLock { $0.columns = made }
        return made
    }

    /// The rows of `dataset` that may be offered on the day numbered `day`. O(structures) the first time.
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

    /// What the hours of all rows of `dataset` say at `instant`. O(structures + texts · rules) the first time in a
    /// minute: hours know no shorter time.
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

/// What the hours of all structures say at one moment.
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
