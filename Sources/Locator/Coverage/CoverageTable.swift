internal import Records

/// The number of people who reach a structure within given minutes, per municipality.
public struct CoverageTable: Hashable, Sendable {
    /// The people of one municipality, or of settlements in none.
    public struct Row: Hashable, Sendable {
        /// Row of the municipality; nil for settlements in none.
        public var municipality: Int?
        /// All residents: the sum of the other figures.
        public var population: Int
        /// Residents who need at most each of the minutes, but more than the ones before.
        public var bands: [Int]
        /// Residents who need more than the last of the minutes.
        public var beyond: Int
        /// Residents without a route to a structure.
        public var noRoute: Int
        /// Residents whose settlement or road is unknown.
        public var unknown: Int

        /// Residents within each of the minutes.
        public var within: [Int] {
            var sum = 0
            return bands.map {
                sum += $0
                return sum
            }
        }
        /// Residents within the last of the minutes.
        public var covered: Int { bands.reduce(0, +) }
        /// Residents certainly not within it.
        public var uncovered: Int { beyond + noRoute }

        fileprivate var parts: [Int] {
            get { bands + [beyond, noRoute, unknown] }
            set {
                bands = Array(newValue[..<bands.count])
                beyond = newValue[bands.count]
                noRoute = newValue[bands.count + 1]
                unknown = newValue[bands.count + 2]
            }
        }
    }

    /// The limits in minutes, ascending.
    public let minutes: [Int]
    /// One row per municipality in the dataset's order, then one for settlements in none, if there are any.
    public let rows: [Row]
    /// The sum of all rows.
    public let total: Row
    /// Whether settlements were counted in another year than municipalities, so that their shares were applied.
    public let isApportioned: Bool

    /// Sums up the settlements of a coverage. O(settlements).
    ///
    /// Each settlement has a fixed share of its municipality's people. So parts add up to municipalities, these to the
    /// region, and no figure depends on which other minutes are requested.
    public init(_ coverage: Coverage, minutes: [Int]) {
        self.minutes = minutes
        let dataset = coverage.dataset
        let empty = Row(
            municipality: nil, population: 0, bands: Array(repeating: 0, count: minutes.count), beyond: 0, noRoute: 0,
            unknown: 0)
        var parts = [[Int]](
            repeating: Array(repeating: 0, count: minutes.count + 3), count: dataset.municipalities.count + 1)
        for settlement in coverage.settlements.settlements {
            let part: Int
            if let point = settlement.point {
                if let time = coverage.milliseconds(at: point) {
                    part = minutes.firstIndex { time <= $0 * 60_000 } ?? minutes.count
                } else {
                    part = minutes.count + 1
                }
            } else {
                part = minutes.count + 2
            }
            parts[settlement.municipality ?? dataset.municipalities.count][part] += settlement.population
        }
        var rows: [Row] = []
        for (index, own) in parts.enumerated() {
            let counted = own.reduce(0, +)
            var row = empty
            if index < dataset.municipalities.count {
                row.municipality = index
                row.population = dataset.municipalities[index].population ?? counted
            } else {
                guard counted > 0 else { continue }
                row.population = counted
            }
            row.parts = own
            row.unknown += row.population - counted
            rows.append(row)
        }
        self.rows = rows
        isApportioned = coverage.settlements.isApportioned
        var total = empty
        for row in rows {
            total.population += row.population
            total.parts = zip(total.parts, row.parts).map { $0 + $1 }
        }
        self.total = total
    }
}
