/// A colour with components from 0 to 1.
struct Colour: Hashable, Sendable {
    var red, green, blue: Double

    /// Parses `#rrggbb`; black for any other text.
    init(_ text: String) {
        let value = text.first == "#" && text.utf8.count == 7 ? UInt32(text.dropFirst(), radix: 16) ?? 0 : 0
        red = Double(value >> 16 & 255) / 255
        green = Double(value >> 8 & 255) / 255
        blue = Double(value & 255) / 255
    }
}
