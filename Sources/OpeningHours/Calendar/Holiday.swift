public import Records

/// A day off, as the calendar's data tells it.
public struct Holiday: Hashable, Sendable {
    /// Identifier of the feast in the data.
    public var id: String
    /// Name.
    public var names: LocalizedText
    /// Whether it is kept in one municipality only.
    public var isLocal: Bool
    /// Whether the data is backed by a source that was read, or still to be confirmed.
    public var certainty: Certainty
    /// Where the data comes from: a page, an act, or a note.
    public var source: String

    /// Creates a holiday.
    public init(id: String, names: LocalizedText, isLocal: Bool, certainty: Certainty, source: String) {
        self.id = id
        self.names = names
        self.isLocal = isLocal
        self.certainty = certainty
        self.source = source
    }
}
