internal import Records

/// A set of dates with one bit per day, and quick access to the days around a date.
struct DayBits: Sendable {
    /// The bit of the day itself in a window.
    static let centre: UInt64 = 1 << 32

    private let first: Int
    private let words: [UInt64]

    /// Creates a set from the dates that `dates` returns for each of `years`.
    init(years: ClosedRange<Int>, dates: (Int) -> [CivilDate]) {
        let first = CivilDate.dayNumber(year: years.lowerBound, month: 1, day: 1)
        let count = CivilDate.dayNumber(year: years.upperBound, month: 12, day: 31) - first + 1
        var words = [UInt64](repeating: 0, count: count / 64 + 1)
        for year in years {
            for date in dates(year) where date.dayNumber >= first && date.dayNumber < first + count {
                words[(date.dayNumber - first) / 64] |= 1 << UInt64((date.dayNumber - first) % 64)
            }
        }
        self.first = first
        self.words = words
    }

    /// Returns 64 days, from 32 days before `dayNumber` (bit 0) to 31 days after it.
    func window(around dayNumber: Int) -> UInt64 {
        let start = dayNumber - 32 - first
        let word = floorDivision(start, 64)
        let shift = UInt64(start - word * 64)
        let low = words.indices.contains(word) ? words[word] >> shift : 0
        guard shift > 0, words.indices.contains(word + 1) else { return low }
        return low | words[word + 1] << (64 - shift)
    }
}
