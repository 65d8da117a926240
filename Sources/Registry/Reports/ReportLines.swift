internal import Records

/// The lines of a file of reports.
///
/// A last line without its line feed is still being written, and is read once it is whole. A damaged line is a finding and
/// stops no other line.
package struct ReportLines: Sendable {
    /// A line that can be read.
    package struct Entry: Sendable {
        /// Its bytes in the file, without the line feed.
        package var bytes: Range<Int>
        /// What it says.
        package var line: ReportLine
        /// How many lines before it say the same, in a file whose lines have no identifiers.
        package var repetition: Int
    }

    /// A line that cannot be read. Nothing of the line is in it, because that may be a citizen's text.
    package struct Finding: Hashable, Sendable, CustomStringConvertible {
        /// The number of the line, from 1.
        package var line: Int
        /// What was expected.
        package var expected: String

        /// Line and expectation.
        package var description: String { "line \(line): expected \(expected)" }
    }

    /// The lines that can be read, in order.
    package private(set) var entries: [Entry] = []
    /// The lines that cannot be read, in order.
    package private(set) var findings: [Finding] = []
    /// Whether the last line is still being written.
    package let isTorn: Bool

    /// Reads the lines of a file. O(n) in its bytes.
    package init(_ bytes: [UInt8]) {
        var repetitions: [ReportLine: Int] = [:]
        var (start, number) = (0, 0)
        while let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            number += 1
            do throws(DataFileError) {
                let line = try ReportLine(Array(bytes[start..<end]))
                var repetition = 0
                if line.id == nil {
                    var same = line
                    same.isOpen = true
                    repetition = repetitions[same, default: 0]
                    repetitions[same] = repetition + 1
                }
                entries.append(Entry(bytes: start..<end, line: line, repetition: repetition))
            } catch {
                findings.append(Finding(line: number, expected: error.expected))
            }
            start = end + 1
        }
        isTorn = start < bytes.count
    }
}
