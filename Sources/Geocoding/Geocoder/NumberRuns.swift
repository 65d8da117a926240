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

    /// Whether a number goes on at `position` without a blank: «2/h» is not «2».
    private static func goesOn(_ scalars: [Unicode.Scalar], at position: Int) -> Bool {
        guard position < scalars.count, "/-\u{2013}+".unicodeScalars.contains(scalars[position]) else { return false }
        let word = scalars[(position + 1)...].prefix { $0.isWordPart }
        return !word.isEmpty && word.count <= 2
    }

    /// Tries every run of at most eight tokens of `analysis`, what it takes for a note («building B») between them included.
    init(_ analysis: AddressAnalysis, _ text: String, _ doors: DoorColumns) {
        let scalars = Array(text.unicodeScalars)
        let all = analysis.written
        // The tokens may stand in another order than the text's.
        let kept = all.map { range in
            analysis.tokens.firstIndex { $0.range.lowerBound == range.lowerBound }
        }
        for first in all.indices {
            guard let start = kept[first] else { continue }
            var form = DoorForm()
            var mask: UInt64 = 0
            var position = all[first].lowerBound
            for index in first..<min(all.count, first + Self.mostTokens) {
                // «226½»: a fraction is no part of a word.
                while position < scalars.count,
                    position < all[index].upperBound || DoorForm.fractions[scalars[position]] != nil
                {
                    form.append(scalars[position])
                    position += 1
                }
                if let token = kept[index] { mask |= TokenMask.bit(token) }
                if form.count > doors.longestKey { break }
                let tails = doors.tails(of: form.key)
                guard !tails.isEmpty, !Self.goesOn(scalars, at: position) else { continue }
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
