/// A kind of structure: a row of the region-neutral table `geodata/kinds.csv`.
public struct StructureKind: Hashable, Sendable {
    /// Stable code, for example `community-centre`.
    public var code: String
    /// Name of one such structure.
    public var names: LocalizedText
    /// Words that people search for it by.
    public var synonyms: [String]
    /// Short text on the structure's symbol on the map.
    public var pictogram: String
    /// Whether each municipality has its own, which is competent for its residents.
    public var isMunicipal: Bool
    /// Whether positions of this kind must never be published (a shelter). Such structures keep only their
    /// municipality.
    public var isRedacted: Bool

    /// Creates a kind.
    public init(
        code: String, names: LocalizedText, synonyms: [String] = [], pictogram: String = "", isMunicipal: Bool = false,
        isRedacted: Bool = false
    ) {
        self.code = code
        self.names = names
        self.synonyms = synonyms
        self.pictogram = pictogram
        self.isMunicipal = isMunicipal
        self.isRedacted = isRedacted
    }
}
