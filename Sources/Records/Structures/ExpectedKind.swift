/// A kind of structure that a municipality ought to have: a row of a region's table of expectations.
public struct ExpectedKind: Hashable, Sendable {
    /// Code of the kind.
    public var kind: String
    /// Code of the municipality; nothing means each of them.
    public var municipality: String?

    /// Expects a structure of `kind` in `municipality`, or in each of them.
    public init(kind: String, municipality: String? = nil) {
        self.kind = kind
        self.municipality = municipality
    }
}
