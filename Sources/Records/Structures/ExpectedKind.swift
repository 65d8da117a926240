/// A kind of structure that municipalities should have: a row of a region's table of expected kinds.
public struct ExpectedKind: Hashable, Sendable {
    /// Code of the kind.
    public var kind: String
    /// Code of the municipality; nil for all of them.
    public var municipality: String?

    /// Creates an expectation for `municipality`, or for all of them.
    public init(kind: String, municipality: String? = nil) {
        self.kind = kind
        self.municipality = municipality
    }
}
