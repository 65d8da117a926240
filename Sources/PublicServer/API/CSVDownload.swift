internal import HTTPTypes
internal import Records
internal import WebSupport

/// A table for spreadsheets (RFC 4180).
///
/// Where the decimal sign is a comma, as in Greece, Excel puts a line into columns only at semicolons.
struct CSVDownload {
    /// The byte between fields.
    let delimiter: UInt8

    static let mediaType = "text/csv; charset=utf-8"
    static let separator = ParameterDescription(
        "separator", .choice(["comma", "semicolon"]), standard: "comma",
        summary: "What stands between the fields of CSV; `semicolon` opens in columns in a Greek Excel.")

    /// Creates a table with the separator of a request.
    init(_ parameters: RequestParameters) {
        delimiter = UInt8(ascii: parameters.text("separator") == "semicolon" ? ";" : ",")
    }

    /// The header field with the name of the file, without extension.
    func headers(name: String) -> HTTPFields { [.contentDisposition: "inline; filename=\"\(name).csv\""] }

    /// The rows as bytes.
    func bytes(_ rows: [[String]]) -> [UInt8] { CSVLine.file(rows, delimiter: delimiter) }
}
