/// An attribute value (Mapbox Vector Tile 2.1, section 4.1).
package enum TileValue: Hashable, Sendable {
    /// A text.
    case text(String)
    /// An unsigned integer.
    case unsigned(UInt64)
    /// A decimal number.
    case number(Double)
    /// A boolean.
    case flag(Bool)

    /// Writes the value as a message.
    func write(into writer: inout ProtobufWriter) {
        switch self {
        case .text(let text): writer.field(1, bytes: text.utf8)
        case .unsigned(let value): writer.field(5, varint: value)
        case .number(let value): writer.field(3, double: value)
        case .flag(let value): writer.field(7, varint: value ? 1 : 0)
        }
    }
}
