/// A named sequence of elements of one type in a packed file.
public struct PackedSection: Hashable, Sendable {
    /// The name, unique in its file.
    public let name: String
    /// The type of the elements.
    public let elementType: PackedElementType
    /// The number of elements.
    public let count: Int
    /// The position of the first element in bytes from the start of the file.
    public let offset: Int
    /// XXH64 of the elements and the zeros that fill the section to a multiple of 64 bytes.
    public let checksum: UInt64

    /// The number of bytes of the elements, without padding.
    public var byteCount: Int { count * elementType.width }

    /// The bytes that the checksum covers, padding included.
    var filledRange: Range<Int> { offset..<(offset + PackedLayout.aligned(byteCount)) }
}
