internal import Caching
internal import OpeningHours
internal import Records

/// Data for filters that all questions to a dataset share: the columns by property, and the offered rows and opening
/// states of the last days and minutes that were asked for.
///
/// Simultaneous questions share the work.
final class FilterIndex: Sendable {
    private let columns = OnceValue<FilterColumns>()
    private let offered = Memo<Int, RowSet>(limit: 4)
    private let openings = Memo<Int, OpeningRows>(limit: 4)

    /// Returns the columns of `dataset`. O(structures) the first time.
    func columns(of dataset: Dataset) -> FilterColumns {
        columns.value { FilterColumns(dataset) }
    }

    /// Returns the rows that may be offered on the day with this number. O(structures) the first time.
    func offered(onDay day: Int, in dataset: Dataset) -> RowSet {
        offered.value(day) {
            let structures = dataset.structureFile
            return RowSet(count: structures.count) { structures.isOffered($0, onDay: day) }
        }
    }

    /// Returns the states of all opening hours at `instant`. O(structures + texts · rules) the first time in a minute,
    /// which is the resolution of hours.
    func openings(at instant: UTCInstant, in dataset: Dataset) -> OpeningRows {
        let wall = dataset.calendar.zone.wallTime(at: instant)
        return openings.value(wall.date.dayNumber * 1440 + wall.minute) {
            OpeningRows(
                dataset.hours.openings(
                    rows: dataset.structureFile.services.hoursRow, locals: dataset.hoursLocals, at: instant))
        }
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
