/// The numbers of a tile's path, `{z}/{x}/{y}.mvt`, read strictly.
public enum TilePath {
    /// What is wrong with a path.
    public enum Fault: Error, Hashable, Sendable {
        /// A component is not a whole number in plain digits; which one, and what came.
        case notANumber(component: String, came: String)
        /// The zoom is deeper than any tile.
        case zoom(Int)
        /// The zoom is fine, and has no such column or row.
        case outside(z: Int, x: Int, y: Int)
    }

    /// Reads three components; throws ``Fault`` saying what is wrong.
    public static func parse(z: String, x: String, y: String) throws(Fault) -> TileCoordinate {
        let (zoom, column, row) = try numbers(z: z, x: x, y: y, deepest: TileCoordinate.deepestZoom)
        guard let tile = TileCoordinate(z: zoom, x: column, y: row) else {
            throw .outside(z: zoom, x: column, y: row)
        }
        return tile
    }

    /// Reads three components of a pyramid that ends at zoom `deepest` and has `across` tiles side by side at zoom 0.
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
        // «007» would give one tile many addresses.
        let isCanonical = text == "0" || text.first != "0"
        guard isPlain, isCanonical, !text.isEmpty, text.utf8.count <= 9, let value = Int(text) else {
            throw .notANumber(component: component, came: text)
        }
        return value
    }
}
