internal import GeoIndex

/// Runs of typed tokens that are a house number somewhere in the gazetteer: «17А к3», «226 1/2», «7 A, inner yard», «S/N».
struct NumberRuns {
    /// Neighbouring tokens that make one number.
    struct Run {
        /// Tokens covered, one bit each.
        var mask: UInt64
        /// The first of them.
        var start: Int
        /// First digits.
        var value: Int
        /// Rows of the tails that the rest agrees with.
        var tails: Range<Int>
        /// The number as typed.
        var text: String
    }

    /// The longest first, then in the order typed.
    private(set) var runs: [Run] = []
    /// Tokens of ``runs`` that are no free numbers, one bit each: a street's door may explain them.
    private(set) var words: UInt64 = 0

    private static let mostTokens = 8

    /// Tries every run of at most eight tokens of `analysis`, what it takes for a note («building B») between them included.
    init(_ analysis: AddressAnalysis, _ text: String, _ doors: DoorColumns) {
        let scalars = Array(text.unicodeScalars)
        let all = analysis.written
        var kept = [Int?](repeating: nil, count: all.count)
        var next = 0
        for (index, range) in all.enumerated()
        where next < analysis.tokens.count && analysis.tokens[next].range.lowerBound == range.lowerBound {
            kept[index] = next
            next += 1
        }
        for first in all.indices {
            guard let start = kept[first] else { continue }
            var form = DoorForm()
            var mask: UInt64 = 0
            var position = all[first].lowerBound
            for index in first..<min(all.count, first + Self.mostTokens) {
                while position < min(all[index].upperBound, scalars.count) {
                    form.append(scalars[position])
                    position += 1
                }
                if let token = kept[index] { mask |= TokenMask.bit(token) }
                if form.count > doors.longestKey { break }
                let tails = doors.tails(of: form.key)
                guard !tails.isEmpty else { continue }
                let range = all[first].lowerBound..<position
                runs.append(
                    Run(
                        mask: mask, start: start, value: form.value, tails: tails,
                        text: String(String.UnicodeScalarView(scalars[range]))))
            }
        }
        runs.sort { ($1.mask.nonzeroBitCount, $0.start) < ($0.mask.nonzeroBitCount, $1.start) }
        for run in runs { words |= run.mask }
        for index in analysis.tokens.indices where analysis.tokens[index].isNumber { words &= ~TokenMask.bit(index) }
    }
}
