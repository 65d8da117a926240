internal import Entitlement
public import GeoIndex

/// Something the checks found in a store.
public struct Finding: Hashable, Sendable {
    /// The checks.
    public enum Check: String, Hashable, Sendable, CaseIterable {
        /// A record that was refused, or a value that was left out.
        case reject
        /// A polygon that is not valid.
        case invalidGeometry = "invalid-geometry"
        /// Two municipalities of one source claim the same land.
        case overlap
        /// Land between municipalities of one source that none claims.
        case gap
        /// A position outside the region.
        case outsideRegion = "outside-region"
        /// Two rows of one source with one identifier.
        case duplicateID = "duplicate-id"
        /// A kind of structure that the table of kinds does not have.
        case unknownKind = "unknown-kind"
        /// A code or name of a municipality that no source has.
        case unknownMunicipality = "unknown-municipality"
        /// A row that stands in another municipality than it says.
        case otherMunicipality = "other-municipality"
        /// Two rows that look like one structure.
        case duplicateSuspect = "duplicate-suspect"
        /// A structure whose parent is not there.
        case unknownParent = "unknown-parent"
        /// Opening hours that cannot be read.
        case unreadableHours = "unreadable-hours"
        /// A status that there is not; the structure counts as unverified.
        case unknownStatus = "unknown-status"
        /// A phone number without a number in it.
        case unreadablePhone = "unreadable-phone"
        /// A date that cannot be read.
        case unreadableDate = "unreadable-date"
        /// A service or an area of a structure, or a body that runs one, that is not there.
        case unknownReference = "unknown-reference"
        /// A structure that bears no date.
        case undated
        /// A structure whose newest date is old.
        case stale
        /// The position of a structure whose kind must not be located.
        case withheldPosition = "withheld-position"
        /// A text of such a structure that may tell where it is.
        case withheldText = "withheld-text"
        /// A mark of what must not be located that is neither a yes nor a no; it counts as a yes.
        case unreadableMark = "unreadable-mark"
        /// An annex of such a structure that has a place.
        case locatedAnnex = "located-annex"
        /// A structure with a place that is such a structure once more, by its name, telephone or looks.
        case locatedTwin = "located-twin"
    }

    /// How much it matters.
    public enum Severity: String, Hashable, Sendable, CaseIterable {
        /// Answers may be wrong.
        case error
        /// Somebody should look.
        case warning
        /// Good to know.
        case note
    }

    /// The check.
    public var check: Check
    /// How much it matters.
    public var severity: Severity
    /// Source of the row.
    public var source: String
    /// Where the row stands in its file.
    public var position: String
    /// What was found and expected.
    public var message: String
    /// Where on the map, where it has a place.
    public var coordinate: Coordinate?
    /// Its area, for overlaps and gaps.
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
