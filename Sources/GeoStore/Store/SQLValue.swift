/// A value for a column.
package enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case real(Double)
    case text(String)
    case blob([UInt8])

    /// A text, or null.
    package static func optional(_ text: String?) -> SQLValue { text.map(SQLValue.text) ?? .null }

    /// A whole number, or null.
    package static func optional(_ number: Int?) -> SQLValue { number.map { .integer(Int64($0)) } ?? .null }

    /// A number, or null.
    package static func optional(_ number: Double?) -> SQLValue { number.map(SQLValue.real) ?? .null }

    /// 1 or 0.
    package static func flag(_ flag: Bool) -> SQLValue { .integer(flag ? 1 : 0) }
}
