/// Writes the protocol buffers wire format (varints, length-delimited fields) into a buffer of its own.
struct ProtobufWriter: ~Copyable {
    // `base` points to `capacity` bytes, the first `count` of which are initialised; all writes stay below `capacity`.
    private var base: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    /// The number of bytes written.
    private(set) var count = 0

    /// The length of the longest varint, in bytes.
    private static let longest = 10

    /// Creates a writer with room for `capacity` bytes; the buffer grows as needed.
    init(capacity: Int = 256) {
        self.capacity = max(capacity, 16)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// A copy of the bytes written.
    var bytes: [UInt8] { Array(buffer) }

    /// The bytes written, without a copy; valid until the next write.
    var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: base, count: count) }

    /// Discards the bytes written and keeps the capacity.
    @inline(__always)
    mutating func removeAll() { count = 0 }

    /// Ensures room for `more` further bytes.
    @inline(__always)
    mutating func reserve(_ more: Int) {
        if capacity - count < more { grow(more) }
    }

    @inline(never)
    private mutating func grow(_ more: Int) {
        let larger = max(capacity * 2, count + more)
        let moved = UnsafeMutablePointer<UInt8>.allocate(capacity: larger)
        moved.update(from: base, count: count)
        base.deallocate()
        (base, capacity) = (moved, larger)
    }

    /// Writes a base 128 varint.
    @inline(__always)
    mutating func varint(_ value: UInt64) {
        reserve(Self.longest)
        put(value)
    }

    /// Writes a varint without checking for room.
    @inline(__always)
    private mutating func put(_ value: some FixedWidthInteger & UnsignedInteger) {
        var rest = value
        while rest >= 0x80 {
            base[count] = UInt8(truncatingIfNeeded: rest) | 0x80
            count &+= 1
            rest >>= 7
        }
        base[count] = UInt8(truncatingIfNeeded: rest)
        count &+= 1
    }

    /// Writes two signed numbers in zigzag encoding.
    @inline(__always)
    mutating func zigzag(_ first: Int32, _ second: Int32) {
        reserve(2 * Self.longest)
        put(UInt32(bitPattern: first << 1 ^ first >> 31))
        put(UInt32(bitPattern: second << 1 ^ second >> 31))
    }

    /// Writes a field of wire type 0.
    mutating func field(_ number: UInt64, varint value: UInt64) {
        varint(number << 3)
        varint(value)
    }

    /// Writes a field of wire type 1.
    mutating func field(_ number: UInt64, double value: Double) {
        varint(number << 3 | 1)
        reserve(8)
        for place in 0..<8 { base[count + place] = UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(8 * place)) }
        count += 8
    }

    /// Writes the header of a field of wire type 2; its `length` bytes follow.
    @inline(__always)
    mutating func head(_ number: UInt64, length: Int) {
        varint(number << 3 | 2)
        varint(UInt64(length))
    }

    /// Writes a field of wire type 2.
    mutating func field(_ number: UInt64, bytes: some Collection<UInt8>) {
        let length = bytes.count
        head(number, length: length)
        reserve(length)
        let room = UnsafeMutableBufferPointer(start: base + count, count: length)
        let (_, written) = room.update(from: bytes)
        count += written
    }

    /// Writes a field of wire type 2 with the bytes of another writer.
    mutating func field(_ number: UInt64, _ other: borrowing ProtobufWriter) {
        head(number, length: other.count)
        append(other)
    }

    /// Appends the bytes of another writer.
    mutating func append(_ other: borrowing ProtobufWriter) {
        reserve(other.count)
        (base + count).update(from: other.base, count: other.count)
        count += other.count
    }

    /// The length of the varint of `value`, in bytes.
    @inline(__always)
    static func size(of value: UInt64) -> Int { (70 - (value | 1).leadingZeroBitCount) / 7 }
}
