internal import Records

/// Works out which dates are days off from feasts, decisions and exceptions.
struct HolidayDays {
    let computus: Computus
    let feasts: [Feast]
    let moves: [ServiceCalendar.Move]
    let exceptions: [ServiceCalendar.Exception]

    /// The date on which `feast` is kept in `year` once decisions are heeded, and the decision.
    private func kept(_ feast: Feast, in year: Int) -> (date: CivilDate, move: ServiceCalendar.Move?)? {
        guard let date = feast.date(in: year, computus: computus) else { return nil }
        let move = moves.first { $0.feast == feast.holiday.id && $0.from == date }
        return (move?.to ?? date, move)
    }

    /// The days off of `municipality` in `year`, in no order; `nil` means those that all keep.
    func dates(in year: Int, municipality: String?) -> [CivilDate] {
        var dates: Set<CivilDate> = []
        // A decision may carry a feast over New Year.
        for other in year - 1...year + 1 {
            for feast in feasts where applies(feast.municipality, municipality) {
                if let date = kept(feast, in: other)?.date, date.year == year { dates.insert(date) }
            }
        }
        // A municipality's own exception outweighs a general one.
        for own in [false, true] {
            for exception in exceptions where exception.date.year == year && (exception.municipality != nil) == own {
                guard applies(exception.municipality, municipality) else { continue }
                if exception.holiday == nil { dates.remove(exception.date) } else { dates.insert(exception.date) }
            }
        }
        return Array(dates)
    }

    /// The day off on `date`, the general one first.
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
