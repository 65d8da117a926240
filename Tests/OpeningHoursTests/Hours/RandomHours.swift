import TestSupport

/// Generates random opening hours, with emphasis on difficult cases.
struct RandomHours {
    var generator: SeededGenerator

    private mutating func one(_ choices: [String]) -> String {
        choices.randomElement(using: &generator) ?? ""
    }

    private mutating func chance(_ percent: Int) -> Bool {
        Int.random(in: 0..<100, using: &generator) < percent
    }

    private mutating func clock(_ hours: ClosedRange<Int>) -> String {
        let hour = Int.random(in: hours, using: &generator)
        let minute = [0, 0, 30, 15, 59][Int.random(in: 0..<5, using: &generator)]
        return "\(hour < 10 ? "0" : "")\(hour):\(minute < 10 ? "0" : "")\(minute)"
    }

    private mutating func span() -> String {
        switch Int.random(in: 0..<14, using: &generator) {
        case 0: clock(0...23) + "+"
        case 1: "\(clock(0...11))-\(clock(12...23))+"
        case 2: "\(clock(18...23))-\(clock(0...8))"
        case 3: "\(clock(18...23))-\(clock(24...32))"
        case 4: one(["sunrise-sunset", "08:00-sunset", "(sunset-01:30)-23:00", "dusk-dawn", "dawn-(sunrise+00:45)"])
        case 5: "00:00-24:00"
        case 6: clock(1...4) + "-" + clock(3...6)
        default: "\(clock(6...13))-\(clock(13...22))"
        }
    }

    private mutating func dates() -> String {
        one([
            "Jan", "Nov-Feb", "Jun-Aug", "Jan,Mar-May", "Dec 24-Jan 06", "Mar 29", "Oct 24-26", "Feb 29",
            "Feb 10-Feb 29", "Feb 29-Mar 02", "easter", "easter -2 days-easter +1 day", "easter -48 days", "Dec 25 -Su",
            "Jan 01 +Mo", "Jan 01 -2 days", "2026", "2025-2027/2", "2026+", "2026 Mar 01-2026 May 15",
            "2025 Dec 20-Jan 10", "Oct 01+", "2026 Sep 01+", "week 10-20", "week 02-52/2", "week 50-03",
            "2026 week 14", "Mar week 11-14", "Mar 15-Oct", "easter +50 days-Jun 20", "Dec 30 +We-Jan 02 -Su +1 day",
            "2026 easter",
        ])
    }

    private mutating func days() -> String {
        one([
            "Mo-Fr", "Sa,Su", "Mo", "Sa-Mo", "We", "PH", "Mo-Fr,PH", "SH", "PH Mo-Fr", "SH Mo-We", "SH,PH Tu-Fr",
            "PH -1 day", "PH +2 days", "Mo[1]", "Fr[-1]", "Su[2-3,-1]", "Sa[1] +1 day", "Mo[5]", "Mo-Fr", "Tu-Su",
            "Mo-Su",
            "Su", "Fr", "We[1] -3 days",
        ])
    }

    /// Returns a rule; `isPlain` limits it to days and times.
    private mutating func rule() -> String {
        if chance(3) { return "24/7" }
        var parts: [String] = []
        if chance(4) { parts.append("\"in good weather\":") }
        if chance(30) { parts.append(dates()) }
        if chance(75) || parts.isEmpty { parts.append(days()) }
        if chance(75) {
            var times = [span()]
            while chance(25) { times.append(span()) }
            parts.append(times.joined(separator: ","))
        }
        let states = ["off", "open", "unknown", "\"by appointment\"", "\"ring\"", "open \"appointment\"", "off \"x\""]
        if chance(30) { parts.append(one(states)) }
        return parts.joined(separator: " ")
    }

    /// Returns a text of one to four rules. Not every text is valid, because «, » cannot separate days from dates.
    mutating func text() -> String {
        var text = rule()
        for _ in 0..<[0, 1, 1, 2, 2, 3][Int.random(in: 0..<6, using: &generator)] {
            text += one(["; ", "; ", "; ", ", ", " || "]) + rule()
        }
        return text
    }
}
