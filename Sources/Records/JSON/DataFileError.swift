/// Why a table of dates or rules could not be read.
public struct DataFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// Name of the file, as the caller gave it.
    public var file: String
    /// Where: a JSON path such as `$.feasts[3].fixed`, or `byte 120` for text that is not JSON.
    public var place: String
    /// What should have stood there.
    public var expected: String
    /// What stood there.
    public var found: String

    /// Creates an error.
    public init(file: String, place: String, expected: String, found: String) {
        self.file = file
        self.place = place
        self.expected = expected
        self.found = found
    }

    /// One line that says where, what was expected and what came.
    public var description: String { "\(file): \(place): expected \(expected), found \(found)" }
}
