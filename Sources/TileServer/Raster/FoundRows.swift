internal import GeoIndex

/// The features of each layer in one picture, by class.
final class FoundRows {
    private var known: [MapLayer: [[Int]]] = [:]

    /// The rows of the given classes, or of all for nil, in drawing order within a class.
    func rows(of columns: MapColumns, _ classes: [String]?, _ window: TileWindow) -> [Int] {
        let layer = columns.layer
        if known[layer] == nil {
            var byClass = [[Int]](repeating: [], count: layer.classes.count)
            for row in columns.features(in: window) { byClass[Int(columns.kinds[row] >> 8 & 255)].append(row) }
            known[layer] = byClass
        }
        guard let byClass = known[layer] else { return [] }
        guard let classes else { return Array(byClass.joined()) }
        return classes.compactMap { layer.classes.firstIndex(of: $0) }.flatMap { byClass[$0] }
    }
}
