internal import GeoIndex
internal import OpeningHours
internal import Records

/// The structures that count in a coverage: offered, of the requested kinds, open at the time of the question.
struct CoverageSelection: Hashable, Sendable {
    /// Rows of the structures that count and have a position, ascending.
    var rows: [Int] = []
    /// The number of them with an approximate position.
    var approximateCount = 0
    /// The number of structures that would count but have no position.
    var withoutPosition = 0
    /// The number of structures that would count but have unknown hours, when the question has a time.
    var withoutHours = 0

    /// Selects the structures. Those in rows below `placed` have a position. O(structures).
    init(_ query: CoverageQuery, _ dataset: Dataset, placed: Int) {
        let filter = KindFilter(query.kinds, in: dataset)
        for row in 0..<dataset.structureCount where filter.contains(dataset.structureFile.kindIndex[row]) {
            guard dataset.structureFile.status(at: row).isOffered else { continue }
            if let moment = query.openAt {
                guard dataset.isOffered(row, on: dataset.date(at: moment)) else { continue }
                let state = dataset.hoursState(ofStructure: row, at: moment)
                // Unknown hours do not count as open.
                if state == .unknown { withoutHours += 1 }
                guard state == .open else { continue }
            }
            if row < placed {
                rows.append(row)
                if dataset.structureFile.accuracyMetres(at: row) != nil { approximateCount += 1 }
            } else {
                withoutPosition += 1
            }
        }
    }
}
