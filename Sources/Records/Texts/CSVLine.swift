/// Lines of comma-separated values (RFC 4180) that a spreadsheet may open.
public enum CSVLine {
    /// One line with its end, `delimiter` between its fields. A text that a spreadsheet would take for a formula has an apostrophe before it (OWASP, CSV
    /// injection), unless the fields go back to whom they came from, `isVerbatim`.
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

    /// A number rounded to `decimals` decimals, without trailing zeros.
    public static func number(_ value: Double, decimals: Int) -> String {
        var json = JSONWriter(capacity: 24)
        json.number(value, decimals: decimals)
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// Longitude or latitude, degrees.
    public static func degrees(_ value: Double?) -> String { value.map { number($0, decimals: 7) } ?? "" }

    /// A field as ``text(_:)`` writes it, before quotes.
    static func guarded(_ field: String) -> String { isFormula(field) ? "'\(field)" : field }

    /// What ``guarded(_:)`` was given.
    package static func unguarded(_ field: String) -> String {
        field.utf8.first == UInt8(ascii: "'") && isFormula(field) ? String(field.dropFirst()) : field
    }

    /// Whether a text is a formula to a spreadsheet, apostrophes before it aside. Numbers and telephone numbers begin with
    /// a sign too and are none: they can call nothing.
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
