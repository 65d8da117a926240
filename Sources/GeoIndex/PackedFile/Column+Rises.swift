extension UnsafeBufferPointer where Element: UnsignedInteger {
    /// Whether the numbers begin at 0, never decrease and end at `end`, as the first places of lists that follow each
    /// other do. False without numbers. O(n).
    @inlinable
    package func rises(to end: Int) -> Bool {
        guard let first, let last, first == 0, last == end else { return false }
        return zip(self, dropFirst()).allSatisfy { $0 <= $1 }
    }
}

extension Column where Element: UnsignedInteger {
    /// Whether the numbers begin at 0, never decrease and end at `end`. False without numbers. O(n).
    @inlinable
    package func rises(to end: Int) -> Bool { withUnsafeBufferPointer { $0.rises(to: end) } }
}
