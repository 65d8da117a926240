/// Decides which structures must not be located. This is the only place that decides it.
///
/// A structure is withheld when its record or its kind is marked as redacted. It is also withheld when its kind is not
/// in the table of kinds, because it is then unknown whether it may be shown. `scripts/check-house` refuses the same
/// test anywhere else.
public struct LocationRule: Sendable {
    /// Codes of the kinds whose structures may be shown on a map.
    private let located: Set<String>

    /// Creates the rule from the table of kinds. A code that occurs twice is withheld if either row is redacted.
    public init(_ kinds: some Sequence<StructureKind>) {
        var located: Set<String> = []
        var withheld: Set<String> = []
        for kind in kinds {
            if kind.isRedacted { withheld.insert(kind.code) } else { located.insert(kind.code) }
        }
        self.located = located.subtracting(withheld)
    }

    /// Returns whether a structure is withheld. O(1).
    ///
    /// - Parameters:
    ///   - kind: The code of its kind.
    ///   - isMarked: Whether its own record is marked as redacted.
    public func withholds(kind: String, isMarked: Bool) -> Bool { isMarked || !located.contains(kind) }

    /// Returns whether `structure` is withheld. O(1).
    public func withholds(_ structure: Structure) -> Bool {
        withholds(kind: structure.kind, isMarked: structure.details.isRedacted)
    }
}

extension Structure {
    /// Returns the record of a structure that must not be located, with only those values that cannot tell where it is:
    /// it has no free text but `names`, no comments in its hours and no page as its source.
    public func withheld(names: LocalizedText) -> Structure {
        var structure = Structure(
            id: id, kind: kind, names: names, municipality: municipality, phone: phone,
            // Comments stand between quotation marks.
            openingHours: openingHours.flatMap { $0.contains("\"") ? nil : $0 }, status: status,
            // A page of the source may name its place.
            source: source == Self.registrySource ? source : nil,
            sourceDate: sourceDate, checkedOn: checkedOn)
        structure.details.isRedacted = true
        structure.details.delivery = details.delivery
        structure.details.validFrom = details.validFrom
        structure.details.validTo = details.validTo
        structure.details.languages = details.languages
        structure.details.cost = details.cost
        structure.details.appointment = details.appointment
        structure.details.checkEveryDays = details.checkEveryDays
        return structure
    }
}
