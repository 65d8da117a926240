/// A bounds-checked view of texts in a packed file: one section holds their UTF-8 bytes, another their offsets.
public struct TextColumn: RandomAccessCollection, Sendable {
    // The initialiser has checked that `offsets` rises from 0 to `bytes.count` and has one element more than there are
    // texts.
    @usableFromInline let offsets: Column<UInt64>
    @usableFromInline let bytes: Column<UInt8>

    /// Returns nil when the offsets do not rise from 0 to the number of bytes. O(count).
    init?(offsets: Column<UInt64>, bytes: Column<UInt8>) {
        guard offsets.rises(to: bytes.count) else { return nil }
        self.offsets = offsets
        self.bytes = bytes
    }

    /// The position of the first text: 0.
    @inlinable public var startIndex: Int { 0 }
    /// The position after the last text.
    @inlinable public var endIndex: Int { offsets.count - 1 }

    /// The text at a position; a position outside of `0..<count` is a programming error. O(length).
    @inlinable
    public subscript(position: Int) -> String {
        withUTF8(at: position) { String(decoding: $0, as: UTF8.self) }
    }

    /// Calls the closure with the UTF-8 bytes of the text at a position; the pointer must not leave the closure. O(1).
    @inlinable
    public func withUTF8<Result, Failure: Error>(
        at position: Int, _ body: (UnsafeBufferPointer<UInt8>) throws(Failure) -> Result
    ) throws(Failure) -> Result {
        precondition(UInt(bitPattern: position) < UInt(bitPattern: endIndex), "position outside of the column")
        let (start, end) = (Int(offsets[position]), Int(offsets[position + 1]))
        defer { withExtendedLifetime(bytes.owner) {} }
        return try body(UnsafeBufferPointer(start: bytes.base + start, count: end - start))
    }

    static func offsetsName(_ name: String) -> String { name + ".offsets" }
    static func bytesName(_ name: String) -> String { name + ".utf8" }
}
