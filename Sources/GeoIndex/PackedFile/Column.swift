/// A bounds-checked view of one section of a packed file; it keeps the bytes alive.
public struct Column<Element: PackedElement>: RandomAccessCollection, @unchecked Sendable {
    // `base` points at `count` initialised, aligned elements inside of `owner`, which never change.
    @usableFromInline let owner: ByteStore
    @usableFromInline let base: UnsafePointer<Element>
    /// The number of elements.
    public let count: Int

    init(owner: ByteStore, base: UnsafeRawPointer, count: Int) {
        self.owner = owner
        self.base = base.assumingMemoryBound(to: Element.self)
        self.count = count
    }

    /// The position of the first element: 0.
    @inlinable public var startIndex: Int { 0 }
    /// The position after the last element.
    @inlinable public var endIndex: Int { count }

    /// The element at a position; a position outside of `0..<count` is a programming error. O(1).
    @inlinable
    public subscript(position: Int) -> Element {
        precondition(UInt(bitPattern: position) < UInt(bitPattern: count), "position outside of the column")
        return withExtendedLifetime(owner) { base[position] }
    }

    /// Calls the closure with all elements as a span.
    @inlinable
    public func withSpan<Result, Failure: Error>(
        _ body: (Span<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(Span(_unsafeElements: UnsafeBufferPointer(start: base, count: count)))
    }

    /// Calls the closure with a pointer to all elements; the pointer must not leave the closure.
    @inlinable
    public func withUnsafeBufferPointer<Result, Failure: Error>(
        _ body: (UnsafeBufferPointer<Element>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        defer { withExtendedLifetime(owner) {} }
        return try body(UnsafeBufferPointer(start: base, count: count))
    }

    /// Calls the closure with a pointer to all elements; never returns nil by itself. The pointer must not leave the
    /// closure.
    @inlinable
    public func withContiguousStorageIfAvailable<Result>(
        _ body: (UnsafeBufferPointer<Element>) throws -> Result
    ) rethrows -> Result? {
        defer { withExtendedLifetime(owner) {} }
        return try body(UnsafeBufferPointer(start: base, count: count))
    }
}
