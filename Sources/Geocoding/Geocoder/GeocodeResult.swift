public import GeoIndex
public import Records

/// A place that a text can mean, in the form in which answers show it.
public struct GeocodeResult: Hashable, Sendable {
    /// The kind of a result.
    public enum Kind: String, Sendable, CaseIterable {
        /// A known door.
        case address
        /// A door interpolated between known ones.
        case interpolated
        /// A street, without a number.
        case street
        /// A crossing of streets.
        case intersection
        /// A town or village.
        case settlement
        /// A part of a town.
        case neighbourhood
        /// An area with one postal code.
        case postcode
        /// A municipality.
        case municipality
        /// A structure, by its name.
        case structure
        /// A position given as longitude and latitude.
        case coordinate
    }

    /// How the text matches the name.
    public enum Match: String, Sendable, CaseIterable, Comparable {
        /// Letter by letter, ignoring accents and case.
        case exact
        /// By sound.
        case phonetic
        /// In another grammatical form.
        case stem
        /// With a typing mistake; the user must confirm it.
        case fuzzy

        /// Returns whether `left` is the better match.
        public static func < (left: Match, right: Match) -> Bool {
            allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
        }
    }

    /// The text to show.
    public var label: LocalizedText
    /// The kind of result.
    public var kind: Kind
    /// The position, WGS 84.
    public var coordinate: Coordinate
    /// Radius in metres around the position within which the true one lies.
    public var accuracyMetres: Double
    /// How well the text matches.
    public var match: Match
    /// Row of its municipality in the table of municipalities.
    public var municipality: Int?
    /// Street name.
    public var street: String?
    /// House number including its letter.
    public var houseNumber: String?
    /// Postal code.
    public var postcode: String?

    /// Creates a result.
    public init(
        label: LocalizedText, kind: Kind, coordinate: Coordinate, accuracyMetres: Double, match: Match,
        municipality: Int? = nil, street: String? = nil, houseNumber: String? = nil, postcode: String? = nil
    ) {
        self.label = label
        self.kind = kind
        self.coordinate = coordinate
        self.accuracyMetres = accuracyMetres
        self.match = match
        self.municipality = municipality
        self.street = street
        self.houseNumber = houseNumber
        self.postcode = postcode
    }
}
