import Records
import Testing

struct PartialDateTests {
    @Test("Days, months and years end on their last day")
    func lastDays() {
        #expect(PartialDate("1970-01-01")?.lastDay == 0)
        #expect(PartialDate("1970-01")?.lastDay == 30)
        #expect(PartialDate("1970")?.lastDay == 364)
        #expect(PartialDate("2000-02-29")?.lastDay == 11_016)
        #expect(PartialDate("2026-11-21")?.lastDay == 20_778)
        #expect(PartialDate("1969-12-31")?.lastDay == -1)
    }

    @Test("Other texts and dates that do not exist give nil")
    func refused() {
        for text in [
            "", "26", "2026-1", "2026-13", "2026-02-29", "2026-00-10", "2026-11-31", "before 2023", "2026/11/01",
            "٢٠٢٦", "2026-11-21-1", "-2026", "0000", "0000-01-01", "2100-02-29",
        ] {
            #expect(PartialDate(text) == nil, "\(text)")
        }
    }

    @Test("Day numbers of successive days are consecutive")
    func calendar() throws {
        var expected = try #require(PartialDate("1999-01-01")).lastDay
        for year in 1999...2005 {
            for month in 1...12 {
                for day in 1...31 {
                    let text = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
                    guard let date = PartialDate(text) else { continue }
                    #expect(date.lastDay == expected)
                    expected += 1
                }
            }
        }
    }
}
