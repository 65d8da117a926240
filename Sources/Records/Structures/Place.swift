public import GeoIndex

/// A named settlement or part of one.
public struct Place: Hashable, Sendable, Identifiable {
    /// Stable identifier, unique in a dataset.
    public var id: String
    /// `settlement`, or the OpenStreetMap `place` value (`city`, `village`, `suburb`, …).
    public var kind: String
    /// Name.
    public var names: LocalizedText
    /// Former names and other spellings.
    public var formerNames: [String]
    /// Residents.
    public var population: Int?
    /// Code of the municipality it lies in.
    public var municipality: String?
    /// Municipal unit it belongs to, as the register writes it.
    public var unit: String?
    /// Community it belongs to, as the register writes it.
    public var community: String?
    /// Position, WGS 84; nil when the register gives none.
    public var coordinate: Coordinate?
    /// Radius in metres within which it lies, when the position is that of a larger area.
    public var accuracyMetres: Double?

    /// Creates a place. What is not given is unknown.
    public init(
        id: String, kind: String, names: LocalizedText, formerNames: [String] = [], population: Int? = nil,
        municipality: String? = nil, unit: String? = nil, community: String? = nil, coordinate: Coordinate? = nil,
        accuracyMetres: Double? = nil
    ) {
        self.id = id
        self.kind = kind
        self.names = names
        self.formerNames = formerNames
        self.population = population
        self.municipality = municipality
        self.unit = unit
        self.community = community
        self.coordinate = coordinate
        self.accuracyMetres = accuracyMetres
    }
}
