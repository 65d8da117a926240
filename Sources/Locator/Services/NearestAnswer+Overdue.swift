internal import GeoIndex
internal import Records

extension NearestAnswer {
    /// Moves results whose record is overdue for a check on `date` behind the others of their kind: within the places that
    /// the results of one kind have, apart for competent and other ones, fresh records come first. O(limit).
    ///
    /// Results of other kinds keep their places, so a kind of which all records are old is not moved.
    mutating func putOverdueLast(on date: CivilDate, in dataset: Dataset) {
        struct Group: Hashable {
            var kind: UInt16
            var isCompetent: Bool
        }
        let isOverdue = results.map { dataset.isOverdue($0.row, on: date) }
        guard isOverdue.contains(true) else { return }
        let groups = Dictionary(grouping: results.indices) { index in
            Group(
                kind: dataset.structureFile.kindIndex[results[index].row], isCompetent: results[index].isCompetent)
        }
        let before = results
        for places in groups.values {
            let order = places.filter { !isOverdue[$0] } + places.filter { isOverdue[$0] }
            for (place, index) in zip(places, order) { results[place] = before[index] }
        }
    }
}
