/// How reliable a piece of data is.
public enum Certainty: String, Sendable, CaseIterable {
    /// Confirmed by a source that was read.
    case sourced
    /// Commonly known, but not confirmed by a source that was read. People should check it before they rely on it.
    case unconfirmed
}
