internal import Foundation
public import Geocoding
public import GeoIndex
public import Records
public import Routing

/// `sources.json`: a region and where each set of its data comes from, how it is read and whom it credits.
///
/// The format is described in CONTRIBUTING.md; a key that it does not have is an error, so that a typo is not silent.
public struct SourceCatalog: Sendable {
    /// The region the sources describe.
    public struct Region: Hashable, Sendable {
        /// A short code.
        public var code: String
        /// Its name.
        public var names: LocalizedText
        /// Language of names that carry no tag.
        public var defaultLanguage: String
        /// Languages of its pages.
        public var languages: [String] = []
        /// IANA name of its time zone.
        public var timeZone: String?
        /// ISO 3166-1 code of its country.
        public var country: String?
        /// The box its OpenStreetMap extract is cut to and its points must lie in, WGS 84.
        public var clip: BoundingBox?
        /// How its postal codes are written; empty when nothing is known of them.
        public var postcodes: [PostcodePattern] = []
        /// What its law says about speed where no sign is mapped.
        public var speedLimits: RegionLimits?
    }

    /// A file of rules that belongs to the region as a whole.
    public enum RegionFile: String, Hashable, Sendable, CaseIterable {
        /// Clocks, days off, school holidays.
        case calendar
        /// What people may be entitled to.
        case programmes
        /// Dangers and whom to call.
        case help
    }

    /// The region.
    public var region: Region
    /// File that maps OpenStreetMap tags to kinds of structure, relative to ``folder``.
    public var osmKinds: String?
    /// Files of the region that the dataset takes whole, relative to ``folder``: `calendar`, `programmes` and `help`.
    public var regionFiles: [RegionFile: String] = [:]
    /// The sources in the order of the file.
    public var sources: [SourceDescription]
    /// Folder of `sources.json`; embedded files lie under it.
    public var folder: String

    /// Gathers a catalog.
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
    /// - Throws: ``StoreError`` with code `inputNotFound`, or `catalogMalformed` and the JSON path of what is wrong.
    public static func load(path: String) throws(StoreError) -> SourceCatalog {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw StoreError(.inputNotFound, at: path, "no sources.json here, or it cannot be read")
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        return try parse([UInt8](data), name: path, folder: folder)
    }

    /// The source with identifier `id`.
    public func source(_ id: String) throws(StoreError) -> SourceDescription {
        guard let source = sources.first(where: { $0.id == id }) else {
            throw StoreError(
                .unknownSource, at: id,
                "no such source; sources.json has \(sources.map(\.id).joined(separator: ", "))")
        }
        return source
    }
}
