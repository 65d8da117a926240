public import GeoIndex

/// An immutable array of trivial values at an address that never moves, whether it was built in memory or is mapped.
///
/// Hot loops take `base` once and index it without bounds checks; everything else goes through the checked subscript.
public struct FixedArray<Element: BitwiseCopyable>: @unchecked Sendable {
    // Invariant: `base` addresses `count` initialised elements that live, unmoved, as long as `owner` does.
    private let owner: AnyObject?
    public let base: UnsafePointer<Element>
    public let count: Int

    /// Copies the elements of a collection to a fixed address.
    public init(_ elements: some Collection<Element>) {
        let block = Block<Element>(count: elements.count)
        _ = UnsafeMutableBufferPointer(start: block.base, count: block.count).initialize(from: elements)
        owner = block
        base = UnsafePointer(block.base)
        count = block.count
    }

    /// Takes over a block that will not be written again.
    public init(_ block: Block<Element>) {
        owner = block
        base = UnsafePointer(block.base)
        count = block.count
    }

    /// A column of a packed file, in place; the file stays mapped as long as this value lives.
    public init(_ column: Column<Element>) where Element: PackedElement {
        // A column's elements never move: its owner is kept, the address may leave the closure.
        base = column.withUnsafeBufferPointer { UnsafePointer($0.baseAddress.unsafelyUnwrapped) }
        count = column.count
        owner = ColumnKeeper(column)
    }

    /// The element at `index`, which must be within `0..<count`.
    public subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "index \(index) outside 0..<\(count)")
        return base[index]
    }

    /// The elements as a collection, valid while this value lives.
    public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}

/// A block of trivial values with one owner, writable until it is frozen into a `FixedArray`.
public final class Block<Element: BitwiseCopyable>: @unchecked Sendable {
    // Invariant: allocated with room for `count` elements; initialised by whoever fills the block before it is shared.
    public let base: UnsafeMutablePointer<Element>
    public let count: Int

    /// Room for `count` elements, not yet initialised.
    public init(count: Int) {
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
        self.count = count
    }

    /// `count` copies of one value.
    public convenience init(repeating value: Element, count: Int) {
        self.init(count: count)
        base.initialize(repeating: value, count: count)
    }

    deinit { base.deallocate() }
}

private final class ColumnKeeper<Element: PackedElement>: Sendable {
    let column: Column<Element>

    init(_ column: Column<Element>) { self.column = column }
}
