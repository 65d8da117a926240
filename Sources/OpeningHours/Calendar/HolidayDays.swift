internal import Records

/// Computes the days off from feasts, decisions and exceptions.
struct HolidayDays {
    let computus: Computus
    let feasts: [Feast]
    let moves: [ServiceCalendar.Move]
    let exceptions: [ServiceCalendar.Exception]

    /// Returns the date on which `feast` is observed in `year`, and the decision that moved it, if any.
    private func kept(_ feast: Feast, in year: Int) -> (date: CivilDate, move: ServiceCalendar.Move?)? {
        guard let date = feast.date(in: year, computus: computus) else { return nil }
        let move = moves.first { $0.feast == feast.holiday.id && $0.from == date }
        return (move?.to ?? date, move)
    }

    /// Returns the days off of `municipality` in `year`, unordered; for nil, those that all municipalities observe.
    func dates(in year: Int, municipality: String?) -> [CivilDate] {
        var dates: Set<CivilDate> = []
        // A decision can move a feast into another year.
        for other in year - 1...year + 1 {
            for feast in feasts where applies(feast.municipality, municipality) {
                if let date = kept(feast, in: other)?.date, date.year == year { dates.insert(date) }
            }
        }
        // An exception of the municipality overrides a general one.
        for own in [false, true] {
            for exception in exceptions where exception.date.year == year && (exception.municipality != nil) == own {
                guard applies(exception.municipality, municipality) else { continue }
                if exception.holiday == nil { dates.remove(exception.date) } else { dates.insert(exception.date) }
            }
        }
        return Array(dates)
    }

    /// Returns the day off on `date`, a general one before a local one, or nil.
    func holiday(on date: CivilDate, municipality: String?) -> Holiday? {
        let matching = exceptions.filter { $0.date == date && applies($0.municipality, municipality) }
        if let exception = matching.last(where: { $0.municipality != nil }) ?? matching.last {
            return exception.holiday
        }
        for own in [false, true] {
            for feast in feasts where (feast.municipality != nil) == own && applies(feast.municipality, municipality) {
                for year in date.year - 1...date.year + 1 {
                    guard let kept = kept(feast, in: year), kept.date == date else { continue }
                    var holiday = feast.holiday
                    if let move = kept.move { holiday.source = move.source }
                    return holiday
                }
            }
        }
        return nil
    }

    private func applies(_ code: String?, _ municipality: String?) -> Bool { code == nil || code == municipality }
}
