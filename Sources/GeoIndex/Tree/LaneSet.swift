/// A set of lanes of a block of 16.
struct LaneSet {
    private(set) var bits: UInt64

    /// The lanes below `count` whose byte is 1. `bytes` points at 16 bytes, each 0 or 1.
    @inline(__always)
    init(bytes: UnsafeMutableRawPointer, below count: Int) {
        let (low, high) = (bytes.load(as: UInt64.self), bytes.load(fromByteOffset: 8, as: UInt64.self))
        // The multiplication gathers the lowest bits of eight bytes in the highest byte.
        let gather: UInt64 = 0x0102_0408_1020_4080
        let all = (low &* gather) >> 56 | ((high &* gather) >> 56) << 8
        bits = all & ((1 << UInt64(count)) &- 1)
    }

    @inline(__always)
    func contains(_ lane: Int) -> Bool { bits >> UInt64(lane) & 1 != 0 }

    /// Removes and returns the lowest lane, or returns nil when there is none.
    @inline(__always)
    mutating func popFirst() -> Int? {
        guard bits != 0 else { return nil }
        defer { bits &= bits &- 1 }
        return bits.trailingZeroBitCount
    }
}
