/// The scratch of partial re-customization; created once per slot and left clean by every update.
final class UpdateScratch {
    /// Arcs whose weights may change, least first and therefore lower tails first.
    let queue: RisingQueue
    /// For each arc, the directions in which the path behind its weight is lost.
    let lost: Block<UInt8>
    /// Weights by depth of the upper end, while all arcs of one tail are computed together.
    let toUpper: Block<TravelWeight>
    let fromUpper: Block<TravelWeight>
    /// The arcs of the current tail that are due.
    var due: [Int] = []
    /// The arcs of the current tail that changed; a tail has fewer arcs than the hierarchy has levels.
    let changedHere: Block<UInt32>
    /// The arcs that the last update changed.
    var changed: [UInt32] = []

    static let up: UInt8 = 1
    static let down: UInt8 = 2

    init(_ hierarchy: ContractionHierarchy) {
        queue = RisingQueue(below: hierarchy.arcCount)
        lost = Block(repeating: 0, count: hierarchy.arcCount)
        changedHere = Block(repeating: 0, count: hierarchy.height)
        toUpper = Block(repeating: .unreachable, count: hierarchy.height)
        fromUpper = Block(repeating: .unreachable, count: hierarchy.height)
    }
}
