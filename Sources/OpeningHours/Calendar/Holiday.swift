public import Records

/// A day off.
public struct Holiday: Hashable, Sendable {
    /// Identifier of the feast in the data.
    public var id: String
    /// Name.
    public var names: LocalizedText
    /// Whether only one municipality observes it.
    public var isLocal: Bool
    /// Whether a source that was read confirms it.
    public var certainty: Certainty
    /// The source: a page, an act, or a note.
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
