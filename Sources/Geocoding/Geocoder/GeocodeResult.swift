public import GeoIndex
public import Records

/// One place a text may mean, in the shape every answer shows it.
public struct GeocodeResult: Hashable, Sendable {
    /// What kind of thing was found.
    public enum Kind: String, Sendable, CaseIterable {
        /// A known door.
        case address
        /// A door reckoned between two known ones.
        case interpolated
        /// A street, without a number.
        case street
        /// Where two streets meet.
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

    /// How the text agreed with the name.
    public enum Match: String, Sendable, CaseIterable, Comparable {
        /// Letter for letter, accents and case aside.
        case exact
        /// Alike in sound.
        case phonetic
        /// Another grammatical form.
        case stem
        /// With a slip of the hand: to be confirmed by the person.
        case fuzzy

        /// Better agreement comes first.
        public static func < (left: Match, right: Match) -> Bool {
            allCases.firstIndex(of: left)! < allCases.firstIndex(of: right)!
        }
    }

    /// How to show it.
    public var label: LocalizedText
    /// What it is.
    public var kind: Kind
    /// Where it is, WGS 84.
    public var coordinate: Coordinate
    /// Radius in metres within which the meant position lies.
    public var accuracyMetres: Double
    /// How well the text agreed.
    public var match: Match
    /// Row of its municipality in the table of municipalities.
    public var municipality: Int?
    /// Street name.
    public var street: String?
    /// House number with its letter.
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
