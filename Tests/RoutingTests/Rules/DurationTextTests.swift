import Routing
import Testing

@Suite struct DurationTextTests {
    @Test(arguments: [
        ("45", 2700), ("1:30", 5400), ("01:30:15", 5415), ("0:20", 1200), (" 00:05 ", 300), ("PT1H30M", 5400),
        ("PT45M", 2700), ("pt20s", 20), ("P1DT2H", 93_600), ("48:00", 172_800),
    ])
    func reads(text: String, seconds: Int) {
        #expect(DurationText.seconds(text) == seconds)
    }

    @Test(arguments: [
        "", "x", "1:", ":30", "1:2:3:4", "-5", "0", "0:00", "1.5", "P", "PT", "PT5", "PTM", "P5M", "PT1HT1M", "1h",
        "99999999999999999999", "999999:59", "PT99999999H", "٣٠",
    ])
    func refuses(text: String) {
        #expect(DurationText.seconds(text) == nil)
    }

    @Test func writesWhatItReads() {
        for seconds in [1, 59, 60, 3599, 3600, 86_399, 360_000] {
            #expect(DurationText.seconds(DurationText.text(seconds)) == seconds)
        }
        #expect(DurationText.text(5405) == "01:30:05")
    }
}
