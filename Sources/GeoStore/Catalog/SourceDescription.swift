/// A data source in `sources.json`.
public struct SourceDescription: Hashable, Sendable, Identifiable {
    /// The reader for a file format.
    public enum Reader: String, Hashable, Sendable, CaseIterable {
        /// RFC 7946.
        case geojson
        /// RFC 4180.
        case csv
        /// OpenStreetMap: `.osm.pbf`, `.osm` or `.osm.gz`.
        case osm
    }

    /// Properties of a CSV file that override detection.
    public struct CSVOptions: Hashable, Sendable {
        /// The character between fields, one byte.
        public var delimiter: String?
        /// `utf-8` or `windows-1253`.
        public var encoding: String?
        /// The decimal sign of numbers; `.` when nil.
        public var decimal: String?

        /// Creates overrides; what is nil is detected.
        public init(delimiter: String? = nil, encoding: String? = nil, decimal: String? = nil) {
            self.delimiter = delimiter
            self.encoding = encoding
            self.decimal = decimal
        }
    }

    /// The identifier, `[a-z0-9-]+`; stored in every row.
    public var id: String
    /// The title by BCP 47 tag.
    public var title: [String: String]
    /// The path of the file, relative and without `..`.
    public var file: String
    /// Whether the file is beside `sources.json` rather than in the folder of downloads.
    public var isEmbedded: Bool
    /// The address where the publisher offers it.
    public var url: String?
    /// The SPDX identifier or name of the licence.
    public var licence: String
    /// The attribution required by the licence.
    public var attribution: String
    /// The edition or commit.
    public var edition: String?
    /// The date of the data: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`.
    public var dataDate: String?
    /// The SHA-256 in hexadecimal digits, for a file that must not change.
    public var sha256: String?
    /// The coordinate reference system as named by PROJ; positions are read as longitude, latitude or x, y.
    public var crs: String?
    /// The reader for its file.
    public var reader: Reader
    /// Overrides for CSV.
    public var csv: CSVOptions
    /// The rank: where sources disagree, for each field the one of highest rank counts.
    public var rank: Int
    /// Whether its outlines are our own generalised sketches.
    public var isSketch: Bool
    /// Whether it is a sample rather than an official register.
    public var isSample: Bool
    /// A text shown with the credits.
    public var note: String?
    /// The layers made from each record; empty for OpenStreetMap.
    public var layers: [LayerMapping]
    /// The SHA-256 of the description: the file is read again when the description changes.
    package var definition: String

    /// The title in `language`, otherwise in English, otherwise in any language.
    public func title(in language: String) -> String {
        title[language] ?? title["en"] ?? title.sorted { $0.key < $1.key }.first?.value ?? id
    }
}
