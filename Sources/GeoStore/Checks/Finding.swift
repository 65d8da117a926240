internal import Entitlement
public import GeoIndex

/// A finding of the checks on a store.
public struct Finding: Hashable, Sendable {
    /// The checks.
    public enum Check: String, Hashable, Sendable, CaseIterable {
        /// A record that was rejected, or a value that was left out.
        case reject
        /// An invalid polygon.
        case invalidGeometry = "invalid-geometry"
        /// Two municipalities of one source overlap.
        case overlap
        /// A gap between the municipalities of one source.
        case gap
        /// A position outside the region.
        case outsideRegion = "outside-region"
        /// Two rows of one source with the same identifier.
        case duplicateID = "duplicate-id"
        /// A kind of structure that is not in the table of kinds.
        case unknownKind = "unknown-kind"
        /// A code or name of a municipality that is in no source.
        case unknownMunicipality = "unknown-municipality"
        /// A row whose position is in another municipality than the one it states.
        case otherMunicipality = "other-municipality"
        /// Two rows that may be the same structure.
        case duplicateSuspect = "duplicate-suspect"
        /// A structure whose parent does not exist.
        case unknownParent = "unknown-parent"
        /// Opening hours that cannot be parsed.
        case unreadableHours = "unreadable-hours"
        /// An unknown status; the structure counts as unverified.
        case unknownStatus = "unknown-status"
        /// A telephone number without digits.
        case unreadablePhone = "unreadable-phone"
        /// A date that cannot be parsed.
        case unreadableDate = "unreadable-date"
        /// A reference to a structure or organisation that does not exist.
        case unknownReference = "unknown-reference"
        /// A structure without a date.
        case undated
        /// A structure whose newest date is old.
        case stale
        /// A structure that must not be located had a position or address, which was removed.
        case withheldPosition = "withheld-position"
        /// A text that may reveal where such a structure is; it was removed.
        case withheldText = "withheld-text"
        /// A mark for such a structure or kind that is neither yes nor no; it counts as yes.
        case unreadableMark = "unreadable-mark"
        /// An annex of such a structure that has a position or address.
        case locatedAnnex = "located-annex"
        /// A located structure that is the same as, or similar to, such a structure by name, telephone or other
        /// features.
        case locatedTwin = "located-twin"
    }

    /// The severity.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// Answers may be wrong.
        case error
        /// Somebody should look at it.
        case warning
        /// For information.
        case note
    }

    /// The check.
    public var check: Check
    /// The severity.
    public var severity: Severity
    /// The source of the row.
    public var source: String
    /// The position of the row in its file.
    public var position: String
    /// What was found and what was expected.
    public var message: String
    /// The place on the map; nil when there is none.
    public var coordinate: Coordinate?
    /// The area of an overlap or gap.
    public var squareMetres: Double?

    init(
        _ check: Check, _ severity: Severity, source: String, position: String, _ message: String,
        at coordinate: Coordinate? = nil, squareMetres: Double? = nil
    ) {
        self.check = check
        self.severity = severity
        self.source = source
        self.position = position
        self.message = message
        self.coordinate = coordinate
        self.squareMetres = squareMetres
    }
}
