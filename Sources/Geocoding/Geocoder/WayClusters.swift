internal import GeoIndex

/// Splits ways of one name in one place into streets: ways far apart are different streets.
enum WayClusters {
    /// Distance in metres between boxes up to which ways belong to one street.
    static let gapMetres = 800.0

    /// Returns the ways in `members` (rows of `ways`) grouped into streets. Groups and their ways keep the given order.
    /// O(n²) in the ways of one name in one place.
    static func parts(of members: [Int], in ways: [StreetWay]) -> [[Int]] {
        guard members.count > 1 else { return [members] }
        let boxes = members.map { index -> BoundingBox in
            var box = BoundingBox.empty
            for vertex in ways[index].coordinates { box.expand(toInclude: vertex) }
            return box.padded(metres: gapMetres / 2)
        }
        var parents = Array(members.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parents[index] != index { index = parents[index] }
            return index
        }
        for right in members.indices {
            for left in 0..<right where boxes[left].intersects(boxes[right]) {
                let (a, b) = (root(left), root(right))
                if a != b { parents[max(a, b)] = min(a, b) }
            }
        }
        var parts: [Int: [Int]] = [:]
        for index in members.indices { parts[root(index), default: []].append(members[index]) }
        return parts.sorted { $0.key < $1.key }.map(\.value)
    }
}
