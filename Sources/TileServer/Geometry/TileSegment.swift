/// A straight line between two points of a tile, the same in both directions.
struct TileSegment: Hashable {
    /// The end that comes first from west to east, then from north to south.
    let low: TilePoint
    /// The other end.
    let high: TilePoint

    init(_ first: TilePoint, _ second: TilePoint) {
        let isOrdered = (first.x, first.y) < (second.x, second.y)
        low = isOrdered ? first : second
        high = isOrdered ? second : first
    }
}
