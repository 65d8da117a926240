/// A kind of structure, a row of the region-neutral table `geodata/kinds.csv`.
public struct StructureKind: Hashable, Sendable {
    /// Stable code, for example `community-centre`.
    public var code: String
    /// Name of one such structure.
    public var names: LocalizedText
    /// Words people use for it, for search.
    public var synonyms: [String]
    /// Short sign drawn on the map inside the structure's disc.
    public var pictogram: String
    /// Whether each municipality has its own, competent for its residents.
    public var isMunicipal: Bool
    /// Whether its positions must never be published (a shelter): such structures keep their municipality only.
    public var isRedacted: Bool

    /// Creates a kind from its table row.
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
