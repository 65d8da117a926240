/// The formats of files that can be imported.
package enum ImportFormat: String, CaseIterable, Sendable {
    /// Comma-separated values (RFC 4180), UTF-8.
    case csv
    /// The first sheet of an Office Open XML workbook.
    case xlsx
    /// JSON of the Human Services Data Specification 3.
    case hsds

    /// The media type by which programs name it.
    package var mediaType: String {
        switch self {
        case .csv: "text/csv"
        case .xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        case .hsds: "application/json"
        }
    }

    /// The format that a file looks like; browsers do not know the media types of files for certain.
    package init(of bytes: [UInt8]) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let first = bytes[start...].first { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
            self = .xlsx
        } else if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            self = .hsds
        } else {
            self = .csv
        }
    }
}

/// The bounds of an imported file.
package enum ImportLimits {
    /// The most bytes of a file.
    package static let bytes = 4 << 20
    /// The most bytes of a workbook's parts after they were unpacked.
    static let unpackedBytes = 32 << 20
    /// The most rows of a table after its header, and services of a document.
    package static let rows = 5000
    /// The most columns of a table.
    static let columns = 200
    /// The most cells of a table.
    static let cells = 200_000

    /// Refuses a table that is larger.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid`.
    static func check(rows: Int, cells: Int = 0) throws(RegistryError) {
        guard rows <= self.rows + 1, cells <= self.cells else {
            throw RegistryError(
                .invalid, at: "file", "expected at most \(self.rows) rows and \(self.cells) cells; divide the file",
                el: "αναμένονταν το πολύ \(self.rows) γραμμές και \(self.cells) κελιά· χωρίστε το αρχείο")
        }
    }
}
