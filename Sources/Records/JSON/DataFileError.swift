/// An error at one place of a data file.
public struct DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Name of the file, as the caller gave it.
    public var file: String
    /// The place in the file: a JSON path such as `$.feasts[3].fixed`, or `byte 120` when the text is not JSON.
    public var place: String
    /// What should be there.
    public var expected: String
    /// What is there.
    public var found: String

    /// Creates an error.
    public init(file: String, place: String, expected: String, found: String) {
        self.file = file
        self.place = place
        self.expected = expected
        self.found = found
    }

    /// One line: file, place, what was expected, what was found.
    public var description: String { "\(file): \(place): expected \(expected), found \(found)" }
}
