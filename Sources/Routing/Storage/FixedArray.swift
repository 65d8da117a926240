public import GeoIndex

/// An immutable array of trivial values at a fixed address, in memory or mapped.
///
/// Hot loops use `base` directly and index it without bounds checks; everything else uses the checked subscript.
public struct FixedArray<Element: BitwiseCopyable>: @unchecked Sendable {
    // Invariant: `base` addresses `count` initialised elements that stay in place as long as `owner` lives.
    private let owner: AnyObject?
    /// The address of the first element; valid while this value lives.
    public let base: UnsafePointer<Element>
    /// The number of elements.
    public let count: Int

    /// Copies the elements of a collection.
    public init(_ elements: some Collection<Element>) {
        let block = Block<Element>(count: elements.count)
        _ = UnsafeMutableBufferPointer(start: block.base, count: block.count).initialize(from: elements)
        owner = block
        base = UnsafePointer(block.base)
        count = block.count
    }

    /// Takes over a block, which must not be written to afterwards.
    public init(_ block: Block<Element>) {
        owner = block
        base = UnsafePointer(block.base)
        count = block.count
    }

    /// Refers to a column of a packed file in place; the file stays mapped as long as this value lives.
    public init(_ column: Column<Element>) where Element: PackedElement {
        // A column's elements never move and its owner is retained, so the address may leave the closure.
        base = column.withUnsafeBufferPointer { UnsafePointer($0.baseAddress.unsafelyUnwrapped) }
        count = column.count
        owner = ColumnKeeper(column)
    }

    /// The element at `index`, which must be in `0..<count`.
    public subscript(index: Int) -> Element {
        precondition(index >= 0 && index < count, "index \(index) outside 0..<\(count)")
        return base[index]
    }

    /// The elements as a collection, valid while this value lives.
    public var elements: UnsafeBufferPointer<Element> { UnsafeBufferPointer(start: base, count: count) }
}

/// A block of trivial values with one owner, writable until it becomes a `FixedArray`.
public final class Block<Element: BitwiseCopyable>: @unchecked Sendable {
    // Invariant: has room for `count` elements; whoever fills the block initialises them before sharing it.
    /// The address of the first element.
    public let base: UnsafeMutablePointer<Element>
    /// The number of elements.
    public let count: Int

    /// Allocates room for `count` elements without initialising them.
    public init(count: Int) {
        base = UnsafeMutablePointer<Element>.allocate(capacity: max(count, 1))
        self.count = count
    }

    /// Creates `count` copies of a value.
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
