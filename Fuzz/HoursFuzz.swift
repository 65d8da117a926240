import OpeningHours
import Records

/// Daylight saving, one moving holiday, and a word for appointments.
private let calendar = ServiceCalendar(
    zone: ZoneRule(
        name: "Fuzz/East", standardOffset: 7200,
        daylight: ZoneRule.Daylight(
            offset: 10800,
            start: ZoneRule.Change(month: 3, weekday: .sunday, nth: -1, secondOfDay: 3600, isUniversal: true),
            end: ZoneRule.Change(month: 10, weekday: .sunday, nth: -1, secondOfDay: 3600, isUniversal: true),
            years: 1996...9999)),
    computus: .orthodox, sunPosition: SunPosition(longitude: 22, latitude: 39),
    appointment: AppointmentWords(words: ["appointment"]),
    feasts: [
        Feast(
            holiday: Holiday(
                id: "monday", names: LocalizedText(["en": "Monday"]), isLocal: false, certainty: .sourced, source: ""),
            day: .easter(offset: 1))
    ])

/// The two clock changes of 2026, its start, the epoch and the limits of time.
private let moments = [1_774_746_000, 1_792_890_000, 1_767_225_600, 0, Int.max, Int.min].map {
    UTCInstant(seconds: $0)
}

/// Fuzz target: any bytes as opening hours are refused at an offset within the text, or print as hours that parse to
/// the same value; then single questions, the sweep over all rows and the next change agree.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHours(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    let expression: HoursExpression
    do {
        expression = try HoursExpression(text)
    } catch {
        precondition((0...text.utf8.count).contains(error.offset), "an error outside the text")
        return 0
    }
    let printed = expression.description
    precondition((try? HoursExpression(printed)) == expression, "printed as \(printed)")

    let book = HoursBook(texts: [text], calendar: calendar)
    for moment in moments {
        let state = book.answer(row: 0, local: 0, at: moment).state
        precondition(book.states(rows: [0], locals: [0], at: moment) == [state], "the sweep says something else")
        guard let change = book.nextChange(row: 0, local: 0, after: moment, horizonDays: 20) else { continue }
        let changed = book.answer(row: 0, local: 0, at: change.instant).state
        precondition(change.instant > moment && changed == change.answer.state && changed != state, "no change")
    }
    return 0
}
