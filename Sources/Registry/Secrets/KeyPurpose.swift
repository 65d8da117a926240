/// What a key is for. Each purpose has a key of its own, so that what one key protects tells nothing about the others.
package enum KeyPurpose: String, CaseIterable, Sendable {
    /// Seals password hashes and the secrets of second factors.
    case credential
    /// Seals how to reach people of the staff.
    case contact
    /// Seals what citizens write in reports of mistakes.
    case report
    /// Makes the indexes by which sealed values are found again.
    case index
    /// Authenticates the rows of the audit.
    case audit
    /// Signs the anchors of the audit.
    case anchor
    /// Signs what is published.
    case publish

    /// Whether a new key may take its place: not where everything made with the key would have to be made again at once.
    package var isReplaceable: Bool { self != .index && self != .publish }
}
