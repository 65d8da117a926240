/// A feature's attribute value, as Mapbox Vector Tile 2.1 section 4.1 knows them.
package enum TileValue: Hashable, Sendable {
    /// Text.
    case text(String)
    /// A whole number, zero or more.
    case unsigned(UInt64)
    /// A number.
    case number(Double)
    /// True or false.
    case flag(Bool)

    /// Writes the value as a message of its own.
    func write(into writer: inout ProtobufWriter) {
        switch self {
        case .text(let text): writer.field(1, bytes: text.utf8)
        case .unsigned(let value): writer.field(5, varint: value)
        case .number(let value): writer.field(3, double: value)
        case .flag(let value): writer.field(7, varint: value ? 1 : 0)
        }
    }
}
