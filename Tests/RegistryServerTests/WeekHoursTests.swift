import OpeningHours
import Records
import RegistryServer
import TestSupport
import Testing

/// Hours of the form as text in the grammar, and back.
struct WeekHoursTests {
    @Test(arguments: [
        "Mo-Fr 08:00-15:00; PH off", "Mo,We 08:00-14:00,17:00-20:00; Sa 09:00-13:00", "Mo-Su 10:00-22:00",
        "Fr 22:00-02:00",
        "Mo-Fr 08:00-15:00; Jun 15-Sep 15 Mo-Fr 08:00-13:00; Jun 15-Sep 15 Sa-Su off; PH off",
        "Mo-Fr 08:00-15:00; PH off; 2026 Dec 24-2026 Dec 26 off; 2026 Dec 31 08:00-12:00",
    ])
    func whatTheFormShows(text: String) {
        #expect(WeekHours(text)?.text == text)
    }

    @Test(arguments: [
        "24/7", "Mo-Fr sunrise-sunset", "Mo[1] 10:00-12:00", "week 01-20 Mo 10:00-12:00", "Mo 10:00+",
        "SH Mo 08:00-10:00",
        "Mo-Fr 08:00-15:00 \"by appointment\"", "Mo 08:00-09:00,10:00-11:00,12:00-13:00", "nonsense",
        "Mo-Fr 08:00-15:00 || Sa off",
    ])
    func whatIsForExperts(text: String) {
        #expect(WeekHours(text) == nil)
    }

    @Test func everyWeekComesBack() {
        var random = SeededGenerator(seed: 7)
        func spans() -> [WeekHours.Span] {
            let count = Int.random(in: 0...2, using: &random)
            let ends = (0..<count * 2).map { _ in Int.random(in: 1...95, using: &random) * 15 }.sorted()
            guard Set(ends).count == ends.count else { return [] }
            return (0..<count).map { WeekHours.Span(from: ends[$0 * 2], to: ends[$0 * 2 + 1]) }
        }
        for index in 0..<500 {
            var hours = WeekHours()
            hours.days = (0..<7).map { _ in spans() }
            hours.isClosedOnHolidays = Bool.random(using: &random)
            if index.isMultiple(of: 3),
                let from = CivilDate(year: 2026, month: 8, day: Int.random(in: 1...20, using: &random))
            {
                hours.exceptions = [WeekHours.Exception(from: from, to: from.adding(days: index % 5), spans: spans())]
            }
            if index.isMultiple(of: 4), hours.days != [[WeekHours.Span]](repeating: [], count: 7) {
                hours.season = WeekHours.Season(
                    fromMonth: 6, fromDay: 15, toMonth: 9, toDay: 15, days: (0..<7).map { _ in spans() })
            }
            #expect((try? HoursExpression(hours.text)) != nil)
            let back = WeekHours(hours.text)
            #expect(back?.text == hours.text, "\(hours.text)")
        }
    }
}
