/// Writes the protocol buffers wire format (varints, length-delimited fields) to bytes.
struct ProtobufWriter {
    /// What has been written.
    private(set) var bytes: [UInt8] = []

    /// Makes room for `count` bytes.
    mutating func reserve(_ count: Int) {
        bytes.reserveCapacity(count)
    }

    /// Writes a base 128 varint.
    @inline(__always)
    mutating func varint(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    /// Writes a field of wire type 0.
    mutating func field(_ number: UInt64, varint value: UInt64) {
        varint(number << 3)
        varint(value)
    }

    /// Writes a field of wire type 1.
    mutating func field(_ number: UInt64, double value: Double) {
        varint(number << 3 | 1)
        var bits = value.bitPattern
        for _ in 0..<8 {
            bytes.append(UInt8(truncatingIfNeeded: bits))
            bits >>= 8
        }
    }

    /// Writes a field of wire type 2 whose bytes are known.
    mutating func field(_ number: UInt64, bytes value: some Collection<UInt8>) {
        varint(number << 3 | 2)
        varint(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    /// Writes a field of wire type 2 holding packed varints.
    mutating func field(_ number: UInt64, packed values: [UInt32]) {
        varint(number << 3 | 2)
        varint(UInt64(values.reduce(0) { $0 + Self.size(of: $1) }))
        for value in values { varint(UInt64(value)) }
    }

    /// Appends what another writer wrote.
    mutating func append(_ other: ProtobufWriter) {
        bytes.append(contentsOf: other.bytes)
    }

    /// Bytes that the varint of `value` takes.
    @inline(__always)
    private static func size(of value: UInt32) -> Int {
        (38 - value.leadingZeroBitCount) / 7 | (value == 0 ? 1 : 0)
    }
}
