/// A text as the search for secrets reads it: decoded by ``TextDecoding``, its words, numbers and positions read once
/// for comparison with many secrets.
package struct ExaminedText: Sendable {
    /// The text as written, and with its number words as digits if it has any. None for a text of others without numbers.
    let readings: [Reading]

    /// One way to read the text.
    struct Reading: Sendable {
        let text: String
        let scalars: [Unicode.Scalar]
        let tokens: [AddressToken]
        /// Its numbers that may be a position.
        let positions: PositionNumbers
        /// Its digits in a row, such as telephone numbers.
        let runs: [DigitRun]
        /// Where the digits of number words stand among the scalars.
        fileprivate(set) var spelled: Set<Int> = []

        fileprivate init(_ text: String, scalars: [Unicode.Scalar]) {
            self.text = text
            self.scalars = scalars
            tokens = AddressToken.read(text, forQuery: true)
            positions = PositionNumbers(scalars)
            runs = DigitRun.runs(in: scalars)
        }

        /// Whether the number at `index` is written in words.
        func isSpelled(_ index: Int) -> Bool { spelled.contains(tokens[index].range.lowerBound) }

        /// Returns the numbers that the token at `index` means: one, or a short range.
        func numbers(at index: Int) -> ClosedRange<Int>? {
            guard let number = tokens[index].number else { return nil }
            let last = number.last ?? number.number
            return number.number...(last - number.number <= 50 ? max(last, number.number) : number.number)
        }
    }

    /// Reads a text. O(n).
    package init(_ text: String) { self.init(text, needsWords: true) }

    /// Reads a text that can only tell a door or a position. Without a number it can do neither, so its words are not
    /// read. O(n).
    package init(ofOther text: String) { self.init(text, needsWords: false) }

    private init(_ text: String, needsWords: Bool) {
        let decoded = TextDecoding.decoded(text)
        let scalars = Array(decoded.unicodeScalars)
        let hasNumbers = scalars.contains { $0.isDigit || $0 == "+" } || NumberWords.mayBe(in: scalars)
        guard needsWords || hasNumbers else {
            readings = []
            return
        }
        let written = Reading(decoded, scalars: scalars)
        let numbers = NumberWords.spelled(in: written.tokens)
        readings = numbers.isEmpty ? [written] : [written, Self.spelt(written, numbers)]
    }

    /// The same with number words as digits.
    private static func spelt(_ reading: Reading, _ numbers: [NumberWords.Spelled]) -> Reading {
        var scalars: [Unicode.Scalar] = []
        var spelled: Set<Int> = []
        var end = 0
        for number in numbers {
            let first = reading.tokens[number.tokens.lowerBound].range.lowerBound
            scalars += reading.scalars[end..<first]
            spelled.insert(scalars.count)
            scalars += number.digits.unicodeScalars
            end = reading.tokens[number.tokens.upperBound - 1].range.upperBound
        }
        scalars += reading.scalars[end...]
        var spelt = Reading(String(String.UnicodeScalarView(scalars)), scalars: scalars)
        spelt.spelled = spelled
        return spelt
    }

    /// Whether it contains a number or a code. A text without one can contain no house number, position or telephone number.
    package var hasNumbers: Bool { readings.contains { !$0.runs.isEmpty || !$0.positions.isEmpty } }

    /// All numbers that can be house numbers.
    package var numbers: Set<Int> {
        Set(
            readings.flatMap { reading in
                reading.tokens.indices.flatMap { reading.numbers(at: $0).map(Array.init) ?? [] }
            })
    }

    /// The pairs of numbers that may be a position on a grid of metres.
    package var metres: [MetrePair] { readings.flatMap(\.positions.metres) }
}
