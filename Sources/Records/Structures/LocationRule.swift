/// Which structures must not be located: the one place where this is decided.
///
/// A structure is withheld when its own record or its kind says so, and also when its kind is not in the table of kinds:
/// nobody knows then whether it may be shown. `scripts/check-house` refuses the question anywhere else.
public struct LocationRule: Sendable {
    /// Codes of the kinds whose structures may be shown on a map.
    private let located: Set<String>

    /// Reads the table of kinds; a code that stands twice is withheld if either row says so.
    public init(_ kinds: some Sequence<StructureKind>) {
        var located: Set<String> = []
        var withheld: Set<String> = []
        for kind in kinds {
            if kind.isRedacted { withheld.insert(kind.code) } else { located.insert(kind.code) }
        }
        self.located = located.subtracting(withheld)
    }

    /// Whether a structure of the kind with code `kind` is withheld; `isMarked` says what its own record says. O(1).
    public func withholds(kind: String, isMarked: Bool) -> Bool { isMarked || !located.contains(kind) }

    /// Whether `structure` is withheld. O(1).
    public func withholds(_ structure: Structure) -> Bool {
        withholds(kind: structure.kind, isMarked: structure.details.isRedacted)
    }
}
