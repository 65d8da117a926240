/// What partial re-customization writes on its way; made once per slot and left clean after every update.
final class UpdateScratch {
    /// Arcs whose weights may change, least first, and so lower tails first.
    let queue: RisingQueue
    /// By arc, in which directions the way that made its weight is gone.
    let lost: Block<UInt8>
    /// Weights by depth of the upper end while all arcs of one tail are computed together.
    let toUpper: Block<TravelWeight>
    let fromUpper: Block<TravelWeight>
    /// Arcs of the tail at hand that are due.
    var due: [Int] = []
    /// Those of them that have other weights than before; a tail has fewer arcs than the hierarchy has levels.
    let changedHere: Block<UInt32>
    /// Arcs whose weights the last update changed.
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
