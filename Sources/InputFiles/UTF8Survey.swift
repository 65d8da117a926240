/// Counts valid multi-byte sequences and invalid bytes of a text given in pieces (RFC 3629).
package struct UTF8Survey {
    /// The number of valid sequences of two to four bytes.
    package private(set) var sequences = 0
    /// The number of bytes that belong to no valid sequence.
    package private(set) var invalid = 0
    /// The offset of the first valid sequence.
    private(set) var firstSequence: Int?
    /// The offset of the first byte that belongs to no valid sequence.
    private(set) var firstInvalid: Int?
    private var before = 0
    private var missing = 0
    private var taken = 0
    /// The values that the next byte may have.
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    init() {}

    /// Counts in a whole text.
    package init(of bytes: [UInt8]) {
        bytes.withUnsafeBytes { take($0) }
        finish()
    }

    /// Processes the next piece. O(bytes).
    mutating func take(_ bytes: UnsafeRawBufferPointer) {
        for (index, byte) in bytes.enumerated() {
            if missing == 0, byte < 0x80 { continue }
            step(byte, at: before + index)
        }
        before += bytes.count
    }

    /// Ends the text; an incomplete sequence is invalid.
    mutating func finish() {
        if missing > 0 { refuse(taken, at: before - taken) }
        missing = 0
    }

    private mutating func refuse(_ count: Int, at offset: Int) {
        invalid += count
        firstInvalid = firstInvalid ?? offset
    }

    private mutating func step(_ byte: UInt8, at offset: Int) {
        if missing > 0 {
            if allowed.contains(byte) {
                missing -= 1
                taken += 1
                allowed = 0x80...0xBF
                if missing == 0 {
                    sequences += 1
                    firstSequence = firstSequence ?? offset + 1 - taken
                }
                return
            }
            refuse(taken, at: offset - taken)
            missing = 0
            if byte < 0x80 { return }
        }
        taken = 1
        switch byte {
        case 0xC2...0xDF: (missing, allowed) = (1, 0x80...0xBF)
        case 0xE0: (missing, allowed) = (2, 0xA0...0xBF)
        case 0xED: (missing, allowed) = (2, 0x80...0x9F)
        case 0xE1...0xEF: (missing, allowed) = (2, 0x80...0xBF)
        case 0xF0: (missing, allowed) = (3, 0x90...0xBF)
        case 0xF1...0xF3: (missing, allowed) = (3, 0x80...0xBF)
        case 0xF4: (missing, allowed) = (3, 0x80...0x8F)
        default: refuse(1, at: offset)
        }
    }
}
