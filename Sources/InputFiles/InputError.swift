/// An error of reading a file: where it is, what was expected and what was found.
public struct InputError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// The file does not exist.
        case notFound
        /// The file exists but cannot be read.
        case unreadable
        /// The contents of the file do not match its format.
        case malformed
    }

    /// The kind of failure.
    public var code: Code
    /// The place: a path, `path:line`, or `path, byte 12`.
    public var place: String
    /// What was expected and what was found.
    public var reason: String

    /// Creates an error.
    public init(_ code: Code, at place: String, _ reason: String) {
        self.code = code
        self.place = place
        self.reason = reason
    }

    /// Place and reason in one line.
    public var description: String { "\(place): \(reason)" }
}
