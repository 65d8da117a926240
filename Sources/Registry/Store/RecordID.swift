internal import Records

/// The identifier of a record: 16 random bytes, so that nobody can guess another one from it.
package struct RecordID: Hashable, Sendable, CustomStringConvertible {
    /// The 16 bytes.
    package let bytes: [UInt8]

    /// Makes a new identifier from the system's random numbers.
    package static func random() -> RecordID {
        RecordID(unchecked: RandomBytes.make(16))
    }

    /// The identifier of 16 bytes; nil for another number of bytes.
    package init?(bytes: [UInt8]) {
        guard bytes.count == 16 else { return nil }
        self.bytes = bytes
    }

    /// The identifier written as 32 lowercase hexadecimal digits; nil for any other text.
    package init?(_ text: String) {
        guard text.utf8.count == 32, let bytes = Hexadecimal.bytes(text) else { return nil }
        self.bytes = bytes
    }

    private init(unchecked bytes: [UInt8]) { self.bytes = bytes }

    /// The identifier as 32 lowercase hexadecimal digits.
    package var description: String { bytes.hexadecimal }
}

/// Random bytes of the system, fit for keys.
package enum RandomBytes {
    /// Makes `count` bytes.
    package static func make(_ count: Int) -> [UInt8] {
        // Eight at a time: each number is a call of the system.
        var generator = SystemRandomNumberGenerator()
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            let word: UInt64 = generator.next()
            withUnsafeBytes(of: word) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }
}
