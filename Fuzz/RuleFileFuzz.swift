import Entitlement
import OpeningHours
import Records

/// Fuzz target: any bytes as a calendar, or as a file of programmes or dangers (the first byte selects which), are
/// refused with a place, or can be used.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRuleFile(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let first = bytes.first else { return 0 }
    let date = CivilDate(dayNumber: 20_600)
    do {
        if first & 3 == 3 {
            let book = try HelpBook.read(Array(bytes.dropFirst()), file: "help.json")
            for topic in book.topics { _ = book.danger(in: topic.names.text(in: "el")) }
        } else if first & 1 == 0 {
            let calendar = try ServiceCalendar.read(Array(bytes.dropFirst()), file: "calendar.json")
            let isHoliday = calendar.holiday(on: date) != nil
            precondition(isHoliday == calendar.isPublicHoliday(date), "the table of days says something else")
        } else {
            let book = try ProgrammeBook.read(Array(bytes.dropFirst()), file: "programmes.json")
            var answers = EntitlementAnswers()
            for question in book.questions { answers[question.id] = .number(2) }
            precondition(book.judge(answers, on: date).count == book.programmes.count)
        }
    } catch {
        precondition(!error.place.isEmpty && !error.expected.isEmpty, "an error without a place")
    }
    return 0
}
