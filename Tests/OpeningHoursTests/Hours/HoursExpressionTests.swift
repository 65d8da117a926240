import OpeningHours
import Testing
import TestSupport

struct HoursExpressionTests {
    /// Texts that are in canonical form.
    static let canonical = [
        "24/7", "off", "open", "unknown", "\"by appointment\"", "off \"renovation\"", "08:00-15:00", "Mo",
        "Mo-Fr 08:00-15:00", "Mo,We,Fr 09:00-13:00", "Mo-We,Fr 09:00-13:00", "Sa-Mo 10:00-14:00", "Su 00:00-24:00",
        "Mo-Fr 08:00-12:00,17:00-20:30", "Tu,Th,Fr 08:30-14:00,17:30-21:00", "Fr-Sa 20:00-02:00",
        "Mo-Su 22:00-06:00", "20:00-26:00", "Mo 08:00-48:00", "Mo 08:00-08:00", "Mo-Fr 18:00+", "10:00-14:00+",
        "Mo-Fr 08:00-15:00; PH off", "Mo-Fr 08:00-15:00; SH,PH off", "PH off", "SH off", "PH 10:00-12:00",
        "PH Mo-Fr 10:00-12:00", "SH Mo-Fr 10:00-12:00", "SH,PH Mo-Fr 10:00-12:00", "Mo-Fr,PH 09:00-12:00",
        "PH,Sa 09:00-12:00", "PH -1 day 08:00-12:00", "PH +2 days off", "Mo[1] 10:00-12:00", "Mo[1,3] 10:00-12:00",
        "Th[-1] 18:00-20:00", "Tu[1-2,-1] 18:00-20:00", "Sa[1] +1 day 10:00-12:00", "We[-1] -2 days off",
        "Jan 10:00-12:00", "Jan-Mar 10:00-12:00", "Nov-Feb 10:00-12:00", "Jan,Mar,May 10:00-12:00",
        "Jun-Aug Mo-Fr 08:00-13:00", "Dec 25 off", "Dec 24-26 off", "Dec 24-Jan 06 off", "Jan 01,Dec 25 off",
        "Feb 29 10:00-12:00", "Mar 15-Oct 10:00-18:00", "Jan-Mar 15 off", "Oct 01+ 09:00-12:00",
        "2024 10:00-12:00", "2024-2026 10:00-12:00", "2024-2030/2 10:00-12:00", "2025+ 08:00-14:00",
        "2024,2026 10:00-12:00", "2024 Dec 24-2025 Jan 06 off", "2024 Jul 15-19 13:00-19:00",
        "2024 Dec 24-Jan 06 off", "2024 Jan-2025 Feb off", "2024 Jul 01+ off", "2024-2025 Jan 10:00-12:00",
        "easter off", "easter -2 days off", "easter -48 days,easter +1 day,easter +50 days off",
        "easter -2 days-easter +1 day off", "2026 easter off", "Dec 25 -Su -28 days 10:00-12:00",
        "Jan 01 +Mo 10:00-12:00", "easter+ 10:00-12:00", "week 01-10 Mo 10:00-12:00", "week 07 10:00-12:00",
        "week 01-53/2 Fr 10:00-12:00", "week 50-02 off", "week 02,04,06 Tu 10:00-12:00",
        "2026 week 10 Mo 10:00-12:00", "2026 Mar week 10-12 Mo 10:00-12:00", "sunrise-sunset", "dawn-dusk",
        "Mo-Su 08:00-sunset", "(sunrise+01:00)-(sunset-00:30)", "Mo-Fr sunset-23:00", "Mo-Fr dawn-08:00",
        "Mo-Fr 08:00-12:00 open \"ground floor\"", "Mo-Fr 08:00-12:00 \"call first\"",
        "Mo-Fr 08:00-12:00 unknown \"perhaps\"", "Mo-Fr 08:00-12:00 || \"κατόπιν ραντεβού\"",
        "Mo-Fr 08:00-12:00; Sa \"by appointment\" || off", "Mo 08:00-12:00, We 14:00-18:00",
        "Mo-Fr 08:00-15:00, We 17:00-19:00; PH off || unknown \"ask\"", "\"summer\": Mo-Fr 08:00-13:00",
        "24/7; Dec 25 off", "24/7 off \"closed for good\"", "Mo-Fr 08:00-15:00; We 12:00-13:00 off",
        "Mo-Sa 08:00-14:00; Sa[-1],PH off", "Jan open, Feb 10:00-12:00", "Mo off, Tu 08:00-10:00",
        "2023 Sep 25-2023 Oct 31 00:00-24:00", "Mo 08:00-12:00, 2024",
    ]

    /// Common variants and their canonical form.
    static let tolerated: [(String, String)] = [
        ("mo-fr 8:00-15:00", "Mo-Fr 08:00-15:00"), ("MO-FR 08:00-15:00; ph OFF", "Mo-Fr 08:00-15:00; PH off"),
        ("Mo - Fr 08:00 - 15:00", "Mo-Fr 08:00-15:00"), ("Mo–Fr 08:00–15:00", "Mo-Fr 08:00-15:00"),
        ("Mo, We, Fr 09:00-13:00", "Mo,We,Fr 09:00-13:00"),
        ("Mo-Fr 08:00-12:00, 17:00-20:00", "Mo-Fr 08:00-12:00,17:00-20:00"),
        ("Mo-Fr 08:00-12:00 , 17:00-20:00", "Mo-Fr 08:00-12:00,17:00-20:00"),
        ("  Mo 08:00-12:00  ", "Mo 08:00-12:00"), ("Mo 08:00-12:00;", "Mo 08:00-12:00"),
        ("Mo 08:00-12:00 ; Tu off ;", "Mo 08:00-12:00; Tu off"), ("Mo closed", "Mo off"),
        ("Mo 08:00-12:00;Tu off||\"x\"", "Mo 08:00-12:00; Tu off || \"x\""), ("Jan 1-15 off", "Jan 01-15 off"),
        ("Dec 25,26 off", "Dec 25,Dec 26 off"), ("Dec 25, 26, Jan 1 off", "Dec 25,Dec 26,Jan 01 off"),
        ("2024 Jan, Mar off", "2024 Jan,2024 Mar off"), ("Jan 1: 10:00-12:00", "Jan 01 10:00-12:00"),
        ("week 1-10: Mo 10:00-12:00", "week 01-10 Mo 10:00-12:00"), ("Jan-Mar: 10:00-12:00", "Jan-Mar 10:00-12:00"),
        ("2024: Mo 10:00-12:00", "2024 Mo 10:00-12:00"), ("Mo\t08:00-12:00", "Mo 08:00-12:00"),
        ("Mo\u{A0}08:00-12:00", "Mo 08:00-12:00"), ("Mo08:00-12:00", "Mo 08:00-12:00"),
        ("Mo 08:00-12:00off", "Mo 08:00-12:00 off"), ("Mo[ 1, 3 ] 10:00-12:00", "Mo[1,3] 10:00-12:00"),
        ("SUNRISE-SUNSET", "sunrise-sunset"), ("( sunset - 01:00 )-23:00", "(sunset-01:00)-23:00"),
        ("easter -1 days off", "easter -1 day off"), ("Mo-Mo 10:00-12:00", "Mo 10:00-12:00"),
        ("week 7-7 off", "week 07 off"), ("2024-2024 off", "2024 off"), ("Jan 1-Jan 5 off", "Jan 01-05 off"),
        ("\"summer\" : Mo 08:00-12:00", "\"summer\": Mo 08:00-12:00"), ("Mar 8:00-10:00", "Mar 08:00-10:00"),
        ("Mo 08:00-12:00,Tu off", "Mo 08:00-12:00, Tu off"), ("(sunset+00:00)-23:00", "sunset-23:00"),
    ]

    typealias Expectation = HoursParseError.Expectation

    /// Invalid texts: the byte of the error, what was expected, what was found.
    static let malformed: [(String, Int, Expectation, String)] = [
        ("", 0, .rule, ""), ("   ", 3, .rule, ""), (";", 0, .rule, ";"), ("Mo 08:00-12:00;; Tu off", 15, .rule, ";"),
        ("||", 0, .rule, "|"), ("Mo off ||", 9, .rule, ""), ("Mo off,", 7, .rule, ""),
        ("Mon 08:00-12:00", 0, .rule, "Mon"),
        ("Δευτέρα 08:00-12:00", 0, .rule, "Δ"), ("always", 0, .rule, "always"), ("Monday", 0, .rule, "Monday"),
        ("Mo-Fri 08:00-12:00", 3, .weekday, "Fri"), ("Mo-", 3, .weekday, ""), ("Mo-08:00", 3, .weekday, "08"),
        ("Mo,10:00-12:00", 3, .weekday, "10"), ("Mo, off", 4, .weekday, "off"), ("PH-Mo off", 2, .separator, "-"),
        ("PH Mo-Fr,PH off", 9, .plainWeekday, "PH"), ("Mo PH 10:00-12:00", 3, .separator, "PH"),
        ("Mo 8-15", 4, .colon, "-"), ("Mo 08.00-12.00", 5, .colon, "."), ("Mo 08:0-12:00", 6, .minutes, "0"),
        ("Mo 08:75-12:00", 6, .minutes, "75"), ("Mo 08:00", 8, .timeEnd, ""), ("Mo 08:00;", 8, .timeEnd, ";"),
        ("Mo 25:00-26:00", 3, .startHour, "25"), ("Mo 24:00-26:00", 3, .startHour, "24"),
        ("Mo 08:00-49:00", 9, .endHour, "49"), ("Mo 08:00-48:01", 9, .endHour, "48"),
        ("Mo 08:00-", 9, .time, ""), ("Mo 08:00-x", 9, .time, "x"), ("Mo 08:00-12:00-14:00", 14, .separator, "-"),
        ("Mo 08:00-12:00/30", 14, .noInterval, "/"), ("Mo 8am-3pm", 4, .colon, "am"),
        ("Mo 08:00-12:00 Tu", 15, .separator, "Tu"), ("Mo 08:00-12:00 maybe", 15, .separator, "maybe"),
        ("Mo 08:00-12:00 | off", 15, .separator, "|"), ("Mo 24/7", 3, .startHour, "24"), ("24/7-", 0, .startHour, "24"),
        ("24/77", 0, .startHour, "24"), ("Mo[0] 10:00-12:00", 3, .nth, "0"), ("Mo[6] 10:00-12:00", 3, .nth, "6"),
        ("Mo[-6]", 4, .nth, "6"), ("Mo[1 10:00", 5, .closingBracket, "10"), ("Mo[] off", 3, .nth, "]"),
        ("Mo[2-1] off", 5, .nth, "1"), ("Mo[1", 4, .closingBracket, ""), ("Foo 1 off", 0, .rule, "Foo"),
        ("Jan 32 off", 4, .dayOfMonth, "32"), ("Feb 30 off", 4, .dayOfMonth, "30"),
        ("Apr 31 off", 4, .dayOfMonth, "31"),
        ("Jan 0 off", 4, .dayOfMonth, "0"), ("Jan 1- off", 7, .dateEnd, "off"), ("Jan-Foo off", 4, .dateEnd, "Foo"),
        ("Jan,Foo off", 4, .month, "Foo"), ("Jan 1-2025 Mar 3 off", 6, .noYear, "2025"),
        ("2025 Jan 1-2024 Mar 3 off", 11, .year, "2024"), ("2026-2024 off", 5, .year, "2024"),
        ("0999 off", 0, .year, "0999"), ("2024-20 off", 5, .year, "20"), ("20244 off", 0, .startHour, "20244"),
        ("2024-2030/0 off", 10, .step, "0"), ("2024-2030/ off", 10, .step, " "), ("week 0 off", 5, .week, "0"),
        ("week 54 off", 5, .week, "54"), ("week off", 5, .week, "off"), ("week 1-60 off", 7, .week, "60"),
        ("week 1-10/100 off", 10, .step, "100"), ("easter -400 days off", 8, .dayOffset, "400"),
        ("easter -0 days off", 8, .dayOffset, "0"), ("easter 2 days off", 8, .colon, " "),
        ("PH -40 days off", 4, .holidayOffset, "40"), ("(sunset) 10:00", 7, .eventOffset, ")"),
        ("(noon+01:00)-18:00", 1, .event, "noon"), ("(sunset-01:00-23:00", 13, .closingParenthesis, "-"),
        ("(sunset-1)-23:00", 9, .colon, ")"), ("sunrise", 7, .timeEnd, ""), ("Mo \"open", 3, .comment, "\""),
        ("\"x\": ", 5, .selectorOrState, ""), ("\"x\": ; Mo", 5, .selectorOrState, ";"),
        ("Mo 08:00-12:00 \"a\" \"b\"", 19, .separator, "\""), ("Mo 08:00-12:00 open off", 20, .separator, "off"),
        ("Mo–Fri", 5, .weekday, "Fri"), ("Jan 1: ,10:00-12:00", 7, .selectorOrState, ","),
        ("2024:", 5, .selectorOrState, ""),
        ("Mo:08:00-12:00", 2, .separator, ":"),
    ]

    @Test(arguments: canonical)
    func canonicalTextsAreUnchanged(text: String) throws {
        #expect(try HoursExpression(text).description == text)
    }

    @Test(arguments: tolerated)
    func readsCommonVariants(text: String, meant: String) throws {
        #expect(try HoursExpression(text).description == meant)
        #expect(try HoursExpression(text) == HoursExpression(meant))
    }

    @Test(arguments: malformed)
    func errorsNameTheByte(text: String, offset: Int, expected: Expectation, found: String) {
        let error = #expect(throws: HoursParseError.self) { try HoursExpression(text) }
        #expect(error == HoursParseError(offset: offset, expected: expected, found: found))
    }

    @Test func describesErrorsInOneLine() {
        let error = #expect(throws: HoursParseError.self) { try HoursExpression("Mo 08:75-12:00") }
        #expect(error?.description == "byte 6: expected minutes from 00 to 59 in two digits, found \"75\"")
        let long = #expect(throws: HoursParseError.self) {
            try HoursExpression(String(repeating: "Mo 08:00-12:00; ", count: 400))
        }
        #expect(long?.expected == .length)
    }

    /// Any text gives an error within it, or a value whose canonical form parses to the same value.
    @Test func anyBytesAreReadOrRefused() {
        var generator = SeededGenerator(seed: 11)
        let pieces =
            Self.canonical.map { Array($0.utf8) } + Self.malformed.map { Array($0.0.utf8) }
        var readable = 0
        for _ in 0..<60_000 {
            var bytes = pieces.randomElement(using: &generator) ?? []
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                let place = Int.random(in: 0...bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
                case 1 where place < bytes.count: bytes.remove(at: place)
                case 2 where place < bytes.count: bytes[place] = UInt8.random(in: 32...126, using: &generator)
                default:
                    let other = pieces.randomElement(using: &generator) ?? []
                    bytes = Array(bytes[..<place]) + other.suffix(Int.random(in: 0...other.count, using: &generator))
                }
            }
            let text = String(decoding: bytes, as: UTF8.self)
            do {
                let value = try HoursExpression(text)
                readable += 1
                let printed = value.description
                let again = try? HoursExpression(printed)
                if again != value || again?.description != printed {
                    Issue.record("\(text.debugDescription) is printed as \(printed.debugDescription)")
                }
            } catch {
                if !(0...text.utf8.count).contains(error.offset) {
                    Issue.record("\(text.debugDescription): \(error)")
                }
            }
        }
        #expect(readable > 2000)
    }

    @Test func hasTwoHundredTexts() {
        #expect(Self.canonical.count + Self.tolerated.count + Self.malformed.count >= 200)
    }
}
