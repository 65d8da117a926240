internal import Foundation

/// Writes data to stdout.
enum Output {
    /// Writes one document and a line end.
    static func document(_ bytes: [UInt8]) {
        FileHandle.standardOutput.write(Data(bytes + [UInt8(ascii: "\n")]))
    }

    /// Writes a line.
    static func line(_ text: String) {
        FileHandle.standardOutput.write(Data((text + "\n").utf8))
    }

    /// Writes a row of RFC 4180 CSV.
    static func csv(_ fields: [String]) {
        line(fields.map(csvField).joined(separator: ",") + "\r")
    }

    private static func csvField(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
