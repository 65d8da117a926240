/// Parses the numbers of a tile's path, `{z}/{x}/{y}.mvt`, strictly.
public enum TilePath {
    /// An error in a tile's path.
    public enum Fault: Error, Hashable, Sendable {
        /// A component is not an integer in canonical decimal digits.
        case notANumber(component: String, came: String)
        /// The zoom is deeper than the deepest one.
        case zoom(Int)
        /// The zoom has no such column or row.
        case outside(z: Int, x: Int, y: Int)
    }

    /// Parses a tile of ``TileCoordinate``; throws ``Fault``.
    public static func parse(z: String, x: String, y: String) throws(Fault) -> TileCoordinate {
        let (zoom, column, row) = try numbers(z: z, x: x, y: y, deepest: TileCoordinate.deepestZoom)
        guard let tile = TileCoordinate(z: zoom, x: column, y: row) else {
            throw .outside(z: zoom, x: column, y: row)
        }
        return tile
    }

    /// Parses a tile of a pyramid with the deepest zoom `deepest` and `across` tiles side by side at zoom 0; throws
    /// ``Fault``.
    public static func numbers(
        z: String, x: String, y: String, deepest: Int, across: Int = 1
    ) throws(Fault) -> (z: Int, x: Int, y: Int) {
        let zoom = try number("z", z)
        let column = try number("x", x)
        let row = try number("y", y)
        guard zoom <= deepest else { throw .zoom(zoom) }
        guard column < across << zoom, row < 1 << zoom else { throw .outside(z: zoom, x: column, y: row) }
        return (zoom, column, row)
    }

    private static func number(_ component: String, _ text: String) throws(Fault) -> Int {
        let isPlain = text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        // «007» would give a tile several addresses.
        let isCanonical = text == "0" || text.first != "0"
        guard isPlain, isCanonical, !text.isEmpty, text.utf8.count <= 9, let value = Int(text) else {
            throw .notANumber(component: component, came: text)
        }
        return value
    }
}
