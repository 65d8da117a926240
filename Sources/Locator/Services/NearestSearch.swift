internal import GeoIndex
internal import OpeningHours
internal import Records
internal import Routing

/// The execution of a nearest query: which structures match, and how far away each is.
///
/// A class, because copying a struct would retain each of its parts.
final class NearestSearch: Sendable {
    let query: NearestQuery
    let dataset: Dataset
    /// The municipality of the origin.
    let match: MunicipalityMatch?
    let test: FilterTest?
    /// The rows competent for the origin, ascending.
    let competentRows: [Int]
    private let kinds: KindFilter
    /// The order of the kinds by row, which decides between structures at one distance.
    private let kindOrder: [Int]
    private let day: Int
    /// The time of the question on the clocks of the region.
    private let wall: WallTime

    init(_ query: NearestQuery, in dataset: Dataset) {
        self.query = query
        self.dataset = dataset
        match = dataset.municipality(containing: query.origin)
        kinds = KindFilter(query.kinds, in: dataset)
        var kindOrder = Array(dataset.kinds.indices)
        for (place, code) in query.kinds.enumerated() {
            if let row = dataset.kindRow(code: code) { kindOrder[row] = place - query.kinds.count }
        }
        self.kindOrder = kindOrder
        wall = dataset.calendar.zone.wallTime(at: query.instant)
        day = wall.date.dayNumber
        if query.filter.isEmpty {
            test = nil
        } else {
            let within = query.filter.withinMetres.map { NearRows.within($0, of: query.origin, in: dataset) }
            test = FilterTest(query, in: dataset, day: day, within: within)
        }
        competentRows = dataset.competence.rows(at: query.origin, municipality: match?.row)
    }

    var structures: StructureFile { dataset.structureFile }

    /// Returns whether the structure in `row` is of a requested kind.
    func isOfWantedKind(_ row: Int) -> Bool { kinds.contains(structures.kindIndex[row]) }

    /// Returns whether the structure in `row` is of a requested kind and offered.
    func isWanted(_ row: Int) -> Bool { isOfWantedKind(row) && structures.isOffered(row, onDay: day) }

    /// Returns whether the structure in `row` is of a requested kind, offered, and passes the filter apart from its
    /// hours on arrival.
    func fits(_ row: Int) -> Bool { test.map { $0.passing.contains(row) } ?? isWanted(row) }

    /// Returns whether the structure in `row` is competent for the origin.
    func isCompetent(_ row: Int) -> Bool {
        if dataset.competence.hasParts || structures.services.hasArea(row) { return isListedCompetent(row) }
        return match.map { UInt32($0.row) == structures.municipalityIndex[row] } ?? false
            && (dataset.competence.municipalKinds[Int(structures.kindIndex[row])]
                || structures.services.delivery(row) == .mobile)
    }

    private func isListedCompetent(_ row: Int) -> Bool {
        var low = 0
        var high = competentRows.count
        while low < high {
            let middle = (low + high) / 2
            if competentRows[middle] < row { low = middle + 1 } else { high = middle }
        }
        return low < competentRows.count && competentRows[low] == row
    }

    /// The number of matching structures of the municipality whose position is unknown, when the query limits the
    /// distance.
    var withoutPosition: Int {
        guard query.filter.withinMetres != nil else { return 0 }
        return dataset.competence.placeless.count { isOwn($0) && mode($0) == TravelMode.unlocated && fits($0) }
    }

    /// Planned and suspended structures of a requested kind in the municipality.
    var notOffered: [Int] {
        guard let match else { return [] }
        return Array(
            dataset.competence.idle[match.row].lazy.filter(isOfWantedKind).prefix(NearestAnswer.mostNotOffered))
    }

    /// Returns the competent structure nearest in a straight line. A few matching ones are measured; among many, the
    /// R-tree finds one soon.
    func competentThroughTheAir(where fits: (Int) -> Bool) -> Neighbour? {
        if let named = named(where: fits) { return named }
        var few: [Int] = []
        for row in competentRows where fits(row) {
            few.append(row)
            guard few.count <= Self.fewRows else {
                return structures.tree.nearest(to: query.origin, count: 1) { isCompetent($0) && fits($0) }.first
            }
        }
        return measured(few).first
    }

    /// Returns the structure that was named, if it is competent, matches and has a position.
    func named(where fits: (Int) -> Bool) -> Neighbour? {
        guard let row = query.named, isCompetent(row), fits(row) else { return nil }
        return structures.coordinate(at: row).map { neighbour(row, at: $0) }
    }

    /// Maximum number of rows that are measured one by one instead of by a search in the R-tree.
    static let fewRows = 128

    /// Returns those of `rows` that have a position, nearest first.
    private func measured(_ rows: [Int]) -> [Neighbour] {
        rows.compactMap { row in structures.coordinate(at: row).map { neighbour(row, at: $0) } }.sorted(by: isFirst)
    }

    /// The place of a structure's kind among the requested kinds, else among all kinds.
    func kindPlace(_ row: Int) -> Int { kindOrder[Int(structures.kindIndex[row])] }

    /// Orders by distance. Structures at one distance, as at the point of their settlement, are ordered by kind.
    private func isFirst(_ left: Neighbour, _ right: Neighbour) -> Bool {
        (left.metres, kindPlace(left.index), left.index) < (right.metres, kindPlace(right.index), right.index)
    }

    /// Number of structures at one distance that ``straight(_:among:where:)`` orders by kind at least.
    private static let mostAlike = 32

    func neighbour(_ row: Int, at coordinate: Coordinate) -> Neighbour {
        Neighbour(index: row, metres: Geodesic.distance(from: query.origin, to: coordinate))
    }

    /// Returns the matching structures nearest in a straight line.
    ///
    /// - Parameter rows: All rows that can match, if known. A few are measured one by one, because the R-tree would be
    ///   searched completely for them.
    func throughTheAir(_ count: Int, among rows: RowSet?, where fits: (Int) -> Bool) -> [Neighbour] {
        guard let few = rows?.rows(atMost: Self.fewRows) else {
            return structures.tree.nearest(to: query.origin, count: count, where: fits)
        }
        return Array(measured(few.filter(fits)).prefix(max(count, 0)))
    }

    /// Returns the results by distance in a straight line.
    func straight(
        _ count: Int, among rows: RowSet? = nil, where fits: (Int) -> Bool
    ) -> [NearestAnswer.Result] {
        // One more than asked shows whether structures at the distance of the last one are left out.
        var found = throughTheAir(count + 1, among: rows, where: fits)
        if found.count > count, count > 0, found[count].metres == found[count - 1].metres {
            found = throughTheAir(count + Self.mostAlike, among: rows, where: fits)
        }
        found.sort(by: isFirst)
        if let competent = competentThroughTheAir(where: fits) {
            found.removeAll { $0.index == competent.index }
            found.insert(competent, at: 0)
        }
        return found.prefix(count).map { result($0.index, throughTheAir($0)) }
    }

    func throughTheAir(_ found: Neighbour) -> NearestAnswer.Travel {
        NearestAnswer.Travel(
            mode: TravelMode.straight, seconds: nil, metres: found.metres, uncertainMetres: uncertainty(found.index))
    }

    func uncertainty(_ row: Int) -> Double {
        // The person is at this structure, so the accuracy of its position does not matter.
        row == query.named ? 0 : query.originAccuracyMetres + (structures.accuracyMetres(at: row) ?? 0)
    }

    func result(_ row: Int, _ travel: NearestAnswer.Travel) -> NearestAnswer.Result {
        NearestAnswer.Result(
            dataset: dataset, row: row, isCompetent: isCompetent(row), travel: travel,
            opening: dataset.opening(
                ofStructure: row, at: query.instant, wall: wall, travelSeconds: travel.seconds))
    }
}
