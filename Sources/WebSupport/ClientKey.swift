package import NIOCore

/// Whom a request came from, as far as counting needs to know: two requests of one address have the same key.
///
/// The key is a hash with a salt of this start of the process, so that no address can be told from it; it is never logged.
public struct ClientKey: Hashable, Sendable {
    private let hash: Int

    /// The key of a connection's other end; all connections without address have one key.
    package init(_ address: SocketAddress?) {
        var hasher = Hasher()
        hasher.combine(Self.salt)
        switch address {
        // Behind family and port.
        case .v4(let address):
            withUnsafeBytes(of: address.address) { hasher.combine(bytes: .init(rebasing: $0[4..<8])) }
        case .v6(let address):
            // Behind family, port and flow.
            withUnsafeBytes(of: address.address) { all in
                let bytes = UnsafeRawBufferPointer(rebasing: all[8..<24])
                // An address of version 4 in the clothes of version 6 is the same; of version 6 everyone has a whole network.
                let isVersion4 = bytes[..<10].allSatisfy { $0 == 0 } && bytes[10] == 0xFF && bytes[11] == 0xFF
                hasher.combine(bytes: UnsafeRawBufferPointer(rebasing: isVersion4 ? bytes[12...] : bytes[..<8]))
            }
        default: break
        }
        hash = hasher.finalize()
    }

    private static let salt = UInt64.random(in: .min ... .max)
}
