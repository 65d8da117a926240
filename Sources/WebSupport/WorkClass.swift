/// The cost class of a request.
public enum WorkClass: Hashable, Sendable {
    /// Microseconds to a few milliseconds.
    case cheap
    /// Expensive work: pictures, sheets, tables, whole exports.
    case heavy
}
