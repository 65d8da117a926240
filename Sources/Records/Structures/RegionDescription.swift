/// A dataset's description of itself: its region, sources and limits.
public struct RegionDescription: Hashable, Sendable {
    /// The source of a part of the data.
    public struct Credit: Hashable, Sendable {
        /// Identifier in `sources.json`.
        public var id: String
        /// Title of the source.
        public var title: LocalizedText
        /// The attribution that the licence requires.
        public var attribution: String
        /// Licence: SPDX identifier or name.
        public var licence: String
        /// Publisher's page.
        public var url: String
        /// Date of the data, ISO 8601, to the precision that is known.
        public var dataDate: String?

        /// Creates a credit.
        public init(
            id: String, title: LocalizedText, attribution: String, licence: String, url: String, dataDate: String?
        ) {
            self.id = id
            self.title = title
            self.attribution = attribution
            self.licence = licence
            self.url = url
            self.dataDate = dataDate
        }
    }

    /// A short code of the region.
    public var code: String
    /// Its name.
    public var names: LocalizedText
    /// Language of names without a language tag.
    public var language: String
    /// Date of the newest data in it, ISO 8601.
    public var dataDate: String
    /// Its sources.
    public var credits: [Credit]
    /// Remarks for the page on what is missing or is a sketch only.
    public var notes: [LocalizedText]

    /// Creates a description.
    public init(
        code: String, names: LocalizedText, language: String, dataDate: String, credits: [Credit] = [],
        notes: [LocalizedText] = []
    ) {
        self.code = code
        self.names = names
        self.language = language
        self.dataDate = dataDate
        self.credits = credits
        self.notes = notes
    }
}
