/// An error of the registry: what it is about, what was expected and what was found.
///
/// It never repeats a secret, nor anything of a record that the caller may not see.
package struct RegistryError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The kind of failure; the command line maps each to an exit code, the server to a status.
    package enum Code: String, Hashable, Sendable, CaseIterable {
        /// A file or folder does not exist.
        case noSuchFile
        /// A file exists that must not be overwritten.
        case alreadyThere
        /// A file is not one of the registry, or damaged.
        case damaged
        /// A file was made by a newer version of the program.
        case newerSchema
        /// The root key, the identity of a backup or a signature is not the right one.
        case wrongKey
        /// An input does not match what is expected.
        case invalid
        /// The record does not exist, or the person may not see it: both look alike.
        case notFound
        /// Somebody is not who they say, or their session has ended.
        case notSignedIn
        /// The action needs a second factor that was given a short time ago.
        case secondFactorNeeded
        /// A rule forbids it.
        case refused
        /// The record has changed meanwhile.
        case conflict
        /// The record is not as the person has seen it when they began.
        case stale
        /// The key of a request was used for another request.
        case keyReused
        /// Too many attempts or too much work at the moment.
        case busy
        /// The disk is full or does not work: nothing was done, nothing may be answered.
        case unavailable
        /// SQLite failed in another way, which is a fault of the program.
        case database
    }

    /// The kind of failure.
    package var code: Code
    /// What it is about: a path, a column, a field, an identifier.
    package var place: String
    /// What was expected and what was found.
    package var reason: String
    /// The reason in Greek, where it is for whoever uses the pages.
    package var greek: String?

    /// Creates an error.
    package init(_ code: Code, at place: String, _ reason: String, el greek: String? = nil) {
        self.code = code
        self.place = place
        self.reason = reason
        self.greek = greek
    }

    /// Place and reason in one line.
    package var description: String { "\(place): \(reason)" }
}
