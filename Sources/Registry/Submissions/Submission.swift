internal import Crypto

/// A request to change something, which its sender may send again without its being done twice.
package struct Submission: Sendable {
    /// How long an answer is kept, in seconds: a day.
    package static let keptSeconds = 86400

    /// Who sends it.
    package var caller: Caller
    /// What it does.
    package var action: Action
    /// The digest of the key that its sender has made up.
    let key: [UInt8]
    /// The digest of what is asked for.
    let content: [UInt8]
    /// The identifier of the request, for the audit.
    package var request: String?

    /// Describes a request.
    ///
    /// - Parameters:
    ///   - key: The key, a text of at most 100 bytes.
    ///   - parts: What is asked for: method, path, preconditions, body.
    package init(_ key: String, _ parts: [[UInt8]], action: Action, by caller: Caller, request: String? = nil) {
        self.caller = caller
        self.action = action
        self.request = request
        var message = BoundMessage("plision-submission-1")
        for part in parts { message.append(part) }
        content = Array(SHA256.hash(data: message.bytes))
        self.key = Array(SHA256.hash(data: Array(key.utf8)))
    }
}

/// The answer to a request, as it is kept.
package struct StoredAnswer: Hashable, Sendable {
    /// The status of HTTP.
    package var status: Int
    /// The body.
    package var bytes: [UInt8]

    /// Creates an answer.
    package init(status: Int, bytes: [UInt8]) { (self.status, self.bytes) = (status, bytes) }
}

/// A transaction in which several audited steps are done, or none.
final class JointTransaction {
    /// Its connection.
    let connection: StoreConnection
    /// The last row of the audit that it has written; it counts once the transaction is on disk.
    var head: AuditHead?
    /// What was refused in it: written after it was taken back.
    var refusal: AuditNote?

    init(_ connection: StoreConnection) { self.connection = connection }
}
