internal import Glibc
internal import NIOCore
internal import Records

/// An IP address. An IPv4 address equals its IPv4-mapped IPv6 form (`::ffff:192.0.2.1`).
struct IPAddress: Hashable, Sendable {
    /// The first and the last eight of the sixteen bytes of the IPv6 form.
    let high: UInt64
    let low: UInt64

    /// Parses an address without a port; nil when the text is not one.
    init?(_ text: some StringProtocol) {
        let text = String(text)
        var bytes: (UInt64, UInt64) = (0, 0)
        if inet_pton(AF_INET, text, &bytes) == 1 {
            self = withUnsafeBytes(of: bytes) { Self(four: $0.baseAddress!) }
        } else if inet_pton(AF_INET6, text, &bytes) == 1 {
            self = withUnsafeBytes(of: bytes) { Self(six: $0.baseAddress!) }
        } else {
            return nil
        }
    }

    /// The address of a socket; nil for a Unix domain socket.
    init?(_ socket: SocketAddress?) {
        guard let socket else { return nil }
        // The offsets of the address in `sockaddr_in` and `sockaddr_in6`.
        switch socket {
        case .v4: self = socket.withSockAddr { start, _ in Self(four: UnsafeRawPointer(start) + 4) }
        case .v6: self = socket.withSockAddr { start, _ in Self(six: UnsafeRawPointer(start) + 8) }
        case .unixDomainSocket: return nil
        }
    }

    /// Reads an IPv4 address from the four bytes at `start`.
    private init(four start: UnsafeRawPointer) {
        high = 0
        low = 0xFFFF_0000_0000 | UInt64(UInt32(bigEndian: start.loadUnaligned(as: UInt32.self)))
    }

    /// Reads an IPv6 address from the sixteen bytes at `start`.
    private init(six start: UnsafeRawPointer) {
        high = UInt64(bigEndian: start.loadUnaligned(as: UInt64.self))
        low = UInt64(bigEndian: start.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
    }

    /// Whether this is an IPv4 address.
    var isIPv4: Bool { high == 0 && low >> 32 == 0xFFFF }

    /// Whether this is a loopback address (127.0.0.0/8, ::1).
    var isLoopback: Bool { isIPv4 ? low >> 24 & 0xFF == 127 : high == 0 && low == 1 }
}

/// A range of addresses: a single one, or all with a common prefix (`10.0.0.0/8`).
public struct AddressRange: Hashable, Sendable {
    private let first: IPAddress
    private let bits: Int

    /// Parses `ADDRESS` or `ADDRESS/BITS`; nil for any other text.
    public init?(_ text: String) {
        let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        guard let first = IPAddress(parts[0]) else { return nil }
        self.first = first
        let before = first.isIPv4 ? 96 : 0
        guard parts.count == 2 else {
            bits = 128
            return
        }
        guard let bits = DecimalText.integer(String(parts[1])), (0...128 - before).contains(bits) else { return nil }
        self.bits = before + bits
    }

    /// Whether `address` is in the range.
    func contains(_ address: IPAddress) -> Bool {
        guard address.isIPv4 == first.isIPv4 else { return false }
        return Self.prefix(address.high, bits) == Self.prefix(first.high, bits)
            && Self.prefix(address.low, bits - 64) == Self.prefix(first.low, bits - 64)
    }

    private static func prefix(_ value: UInt64, _ bits: Int) -> UInt64 {
        bits <= 0 ? 0 : value >> UInt64(64 - min(bits, 64))
    }
}
