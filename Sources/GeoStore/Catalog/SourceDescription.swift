/// One set of data in `sources.json`.
public struct SourceDescription: Hashable, Sendable, Identifiable {
    /// What reads the file.
    public enum Reader: String, Hashable, Sendable, CaseIterable {
        /// RFC 7946.
        case geojson
        /// RFC 4180.
        case csv
        /// OpenStreetMap, `.osm.pbf`, `.osm` or `.osm.gz`.
        case osm
    }

    /// Overrides for what is otherwise detected in a CSV file.
    public struct CSVOptions: Hashable, Sendable {
        /// One byte between fields.
        public var delimiter: String?
        /// `utf-8` or `windows-1253`.
        public var encoding: String?
        /// Decimal sign of numbers, `.` when not given.
        public var decimal: String?

        /// Creates overrides; what is not given is detected.
        public init(delimiter: String? = nil, encoding: String? = nil, decimal: String? = nil) {
            self.delimiter = delimiter
            self.encoding = encoding
            self.decimal = decimal
        }
    }

    /// Identifier, `[a-z0-9-]+`, standing in every row of the store.
    public var id: String
    /// Title by BCP 47 tag.
    public var title: [String: String]
    /// Path of the file, relative and without `..`.
    public var file: String
    /// Whether the file lies beside `sources.json` and not in the folder of downloads.
    public var isEmbedded: Bool
    /// Where the publisher offers it.
    public var url: String?
    /// SPDX identifier or name of the licence.
    public var licence: String
    /// Text the licence asks to be shown.
    public var attribution: String
    /// Edition or commit.
    public var edition: String?
    /// Date of the data, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public var dataDate: String?
    /// SHA-256 in hexadecimal digits, where the publisher's file is fixed.
    public var sha256: String?
    /// Coordinate reference system as PROJ names it; positions are read as longitude, latitude or x, y.
    public var crs: String?
    /// What reads it.
    public var reader: Reader
    /// Overrides for CSV.
    public var csv: CSVOptions
    /// Higher wins, field by field, when two sources tell the same thing.
    public var rank: Int
    /// Whether outlines are generalised figures of our own.
    public var isSketch: Bool
    /// Whether it is a sample and no register.
    public var isSample: Bool
    /// Text shown with the credits.
    public var note: String?
    /// What rows come out of each record; empty for OpenStreetMap.
    public var layers: [LayerMapping]
    /// SHA-256 of the description itself: a source is read anew when it is described anew.
    package var definition: String

    /// The title in `language`, else in English, else in any language.
    public func title(in language: String) -> String {
        title[language] ?? title["en"] ?? title.sorted { $0.key < $1.key }.first?.value ?? id
    }
}
