/// How far a piece of data can be relied on.
public enum Certainty: String, Sendable, CaseIterable {
    /// A source that was read says so.
    case sourced
    /// Commonly held, without a source that was read: to be confirmed before anybody relies on it.
    case unconfirmed
}
