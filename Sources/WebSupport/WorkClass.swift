/// What a request costs to answer.
public enum WorkClass: Hashable, Sendable {
    /// Microseconds to a few milliseconds.
    case cheap
    /// Pictures, sheets, tables, whole exports.
    case heavy
}
