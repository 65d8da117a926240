internal import Foundation
public import Geocoding
public import GeoIndex
public import Records
public import Routing

/// The contents of `sources.json`: a region and its data sources, with their readers, mappings and credits.
///
/// docs/sources.md describes the format. Unknown keys are errors, so that a misspelt key cannot go unnoticed.
public struct SourceCatalog: Sendable {
    /// The region that the sources describe.
    public struct Region: Hashable, Sendable {
        /// A short code.
        public var code: String
        /// The name.
        public var names: LocalizedText
        /// The language of names without a tag.
        public var defaultLanguage: String
        /// The languages of its pages.
        public var languages: [String] = []
        /// The IANA name of its time zone.
        public var timeZone: String?
        /// The ISO 3166-1 code of its country.
        public var country: String?
        /// The box that its OpenStreetMap extract is clipped to and that its points must lie in, in WGS 84 degrees.
        public var clip: BoundingBox?
        /// The patterns of its postal codes; empty when unknown.
        public var postcodes: [PostcodePattern] = []
        /// The legal speed limits where no sign is mapped.
        public var speedLimits: RegionLimits?
    }

    /// A file of rules for the whole region.
    public enum RegionFile: String, Hashable, Sendable, CaseIterable {
        /// Time changes, public holidays and school holidays.
        case calendar
        /// Programmes that people may be entitled to.
        case programmes
        /// Dangers, and whom to call.
        case help
        /// What people need and how they say it.
        case needs
    }

    /// The region.
    public var region: Region
    /// The path of the table that maps OpenStreetMap tags to kinds of structure, relative to ``folder``.
    public var osmKinds: String?
    /// The paths of the region's files of rules, relative to ``folder``.
    public var regionFiles: [RegionFile: String] = [:]
    /// The sources, in the order of the file.
    public var sources: [SourceDescription]
    /// The folder of `sources.json`, which contains the embedded files.
    public var folder: String

    /// Creates a catalog.
    package init(
        region: Region, osmKinds: String? = nil, regionFiles: [RegionFile: String] = [:],
        sources: [SourceDescription], folder: String
    ) {
        self.region = region
        self.regionFiles = regionFiles
        self.osmKinds = osmKinds
        self.sources = sources
        self.folder = folder
    }

    /// Reads the file at `path`.
    ///
    /// - Throws: ``StoreError`` with the code `inputNotFound`, or `catalogMalformed` and the JSON path of the error.
    public static func load(path: String) throws(StoreError) -> SourceCatalog {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw StoreError(.inputNotFound, at: path, "no sources.json here, or it cannot be read")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return try parse([UInt8](data), name: path, folder: folder)
    }

    /// The source with the identifier `id`.
    ///
    /// - Throws: ``StoreError`` with the code `unknownSource`.
    public func source(_ id: String) throws(StoreError) -> SourceDescription {
        guard let source = sources.first(where: { $0.id == id }) else {
            throw StoreError(
                .unknownSource, at: id,
                "no such source; sources.json has \(sources.map(\.id).joined(separator: ", "))")
        }
        return source
    }
}
