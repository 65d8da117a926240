/// The contents of a packed file, named by four printable ASCII bytes in its header.
public struct FileKind: Hashable, Sendable {
    /// The four bytes, the first one least significant.
    public let code: UInt32

    /// A kind named by exactly four printable ASCII characters; nil for any other text.
    public init?(_ name: some StringProtocol) {
        guard name.utf8.count == 4, name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return nil }
        code = name.utf8.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }

    /// A kind named by a literal of four printable ASCII characters; any other literal is a programming error.
    public init(literal name: StaticString) {
        guard let kind = FileKind(name.description) else {
            preconditionFailure("a file kind has four printable ASCII characters, not \"\(name)\"")
        }
        self = kind
    }

    init(code: UInt32) {
        self.code = code
    }
}

extension FileKind: CustomStringConvertible {
    /// The four characters, with a dot in place of each byte that is not printable.
    public var description: String {
        String(
            decoding: (0..<4).map { index -> UInt8 in
                let byte = UInt8(truncatingIfNeeded: code >> (8 * UInt32(index)))
                return byte > 0x20 && byte < 0x7f ? byte : UInt8(ascii: ".")
            }, as: UTF8.self)
    }
}
