/// Moments as ISO 8601 texts with an offset.
enum TimeText {
    /// Seconds since 1970 of `2023-09-07T06:30:00+03:00` or `…Z`; nil for anything else, also for days that are none.
    static func seconds(_ text: String) -> Int64? {
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int64? {
            guard range.upperBound <= bytes.count else { return nil }
            var value: Int64 = 0
            for byte in bytes[range] {
                guard byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") else { return nil }
                value = value * 10 + Int64(byte - UInt8(ascii: "0"))
            }
            return value
        }
        func has(_ character: Character, at place: Int) -> Bool {
            place < bytes.count && bytes[place] == character.asciiValue
        }
        guard has("-", at: 4), has("-", at: 7), has("T", at: 10), has(":", at: 13), let year = number(0..<4),
            let month = number(5..<7), let day = number(8..<10), let hour = number(11..<13),
            let minute = number(14..<16), (1...12).contains(month), day >= 1, day <= days(in: month, of: year),
            hour < 24, minute < 60
        else { return nil }
        var second: Int64 = 0
        var place = 16
        if has(":", at: 16) {
            guard let value = number(17..<19), value < 60 else { return nil }
            second = value
            place = 19
        }
        var offset: Int64 = 0
        if has("Z", at: place) {
            place += 1
        } else {
            guard has("+", at: place) || has("-", at: place), has(":", at: place + 3),
                let hours = number(place + 1..<place + 3), let minutes = number(place + 4..<place + 6), hours < 24,
                minutes < 60
            else { return nil }
            offset = (hours * 60 + minutes) * (has("-", at: place) ? -60 : 60)
            place += 6
        }
        guard place == bytes.count else { return nil }
        return dayNumber(year, month, day) * 86400 + hour * 3600 + minute * 60 + second - offset
    }

    private static func days(in month: Int64, of year: Int64) -> Int64 {
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][Int(month) - 1]
    }

    /// Days since 1 January 1970 in the Gregorian calendar.
    private static func dayNumber(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
        // Years that begin in March put the leap day last.
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted >= 0 ? shifted / 400 : (shifted - 399) / 400
        let ofEra = shifted - era * 400
        let ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return era * 146_097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 719_468
    }
}
