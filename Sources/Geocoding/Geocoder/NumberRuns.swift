/// The runs of typed tokens that are house numbers somewhere in the gazetteer: «17А к3», «226 1/2», «7 A, inner yard»,
/// «S/N».
struct NumberRuns {
    /// Neighbouring tokens that form one number.
    struct Run {
        /// The tokens, one bit each.
        var mask: UInt64
        /// The index of the first token.
        var start: Int
        /// The first digits.
        var value: Int
        /// The rows of the tails that the rest matches.
        var tails: Range<Int>
        /// The number as typed.
        var text: String
    }

    /// The runs, longest first, then in order.
    private(set) var runs: [Run] = []
    /// The tokens of ``runs`` that are not numbers by themselves, one bit each. A door can explain them.
    private(set) var words: UInt64 = 0

    private static let mostTokens = 8

    /// Returns whether a number continues at `position` without a blank: «2/h» is not «2».
    private static func goesOn(_ scalars: [Unicode.Scalar], at position: Int) -> Bool {
        guard position < scalars.count, "/-\u{2013}+".unicodeScalars.contains(scalars[position]) else { return false }
        let word = scalars[(position + 1)...].prefix { $0.isWordPart }
        return !word.isEmpty && word.count <= 2
    }

    /// Tries every run of at most eight tokens, including those that the analysis takes for a note («building B»).
    init(_ analysis: AddressAnalysis, _ text: String, _ doors: DoorColumns) {
        let scalars = Array(text.unicodeScalars)
        let all = analysis.written
        // The tokens can be in another order than in the text.
        let kept = all.map { range in
            analysis.tokens.firstIndex { $0.range.lowerBound == range.lowerBound }
        }
        for first in all.indices {
            guard let start = kept[first] else { continue }
            var form = DoorForm()
            var mask: UInt64 = 0
            var position = all[first].lowerBound
            for index in first..<min(all.count, first + Self.mostTokens) {
                // «226½»: a fraction is not part of a word.
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
