/// Lines of comma-separated values (RFC 4180), safe to open in a spreadsheet.
public enum CSVLine {
    /// Returns one line including its line end.
    ///
    /// - Parameters:
    ///   - fields: The values. A value that a spreadsheet would run as a formula gets an apostrophe before it (OWASP,
    ///     CSV injection).
    ///   - delimiter: The byte between fields.
    ///   - isVerbatim: Whether to leave out the apostrophe, for a file that goes back to its publisher.
    public static func text(
        _ fields: [String], delimiter: UInt8 = UInt8(ascii: ","), isVerbatim: Bool = false
    ) -> String {
        fields.map { field in
            let field = isVerbatim ? field : guarded(field)
            let needsQuotes = field.utf8.contains { $0 == 0x22 || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
            guard needsQuotes else { return field }
            return "\"" + field.replacing("\"", with: "\"\"") + "\""
        }.joined(separator: String(UnicodeScalar(delimiter))) + "\r\n"
    }

    /// Returns the bytes of a whole file, with a byte order mark, without which Excel shows Greek letters as others.
    public static func file(_ rows: [[String]], delimiter: UInt8 = UInt8(ascii: ",")) -> [UInt8] {
        Array(("\u{FEFF}" + rows.map { text($0, delimiter: delimiter) }.joined()).utf8)
    }

    /// Returns a number rounded to `decimals` decimals, without trailing zeros.
    public static func number(_ value: Double, decimals: Int) -> String {
        var json = JSONWriter(capacity: 24)
        json.number(value, decimals: decimals)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Returns a longitude or latitude in degrees to seven decimals, or an empty text.
    public static func degrees(_ value: Double?) -> String { value.map { number($0, decimals: 7) } ?? "" }

    /// Returns a field with an apostrophe before it when it is a formula.
    static func guarded(_ field: String) -> String { isFormula(field) ? "'\(field)" : field }

    /// Removes the apostrophe that ``guarded(_:)`` added.
    package static func unguarded(_ field: String) -> String {
        field.utf8.first == UInt8(ascii: "'") && isFormula(field) ? String(field.dropFirst()) : field
    }

    /// Returns whether a spreadsheet would take a text for a formula, ignoring apostrophes before it.
    ///
    /// Numbers and telephone numbers that begin with a sign are safe, because they cannot call a function.
    private static func isFormula(_ field: String) -> Bool {
        let text = field.utf8.drop { $0 == UInt8(ascii: "'") }
        switch text.first {
        case UInt8(ascii: "="), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: return true
        case UInt8(ascii: "+"), UInt8(ascii: "-"): return !text.allSatisfy(numberBytes.contains)
        default: return false
        }
    }

    private static let numberBytes = Set("0123456789 +-./();,".utf8)
}
