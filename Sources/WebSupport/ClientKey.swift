/// Identifies a client for limits: equal for requests from one IPv4 address or one IPv6 network (/64).
///
/// It is a hash with a salt that is drawn when the process starts and never leaves it, so no address can be recovered
/// from it. It must not be written to a log or file.
public struct ClientKey: Hashable, Sendable {
    private let value: Int
    /// Whether many people may share the key: it is the address of this machine, where an undeclared proxy may run.
    let isShared: Bool
    /// The key, or nil when many people may share it.
    package var unlessShared: ClientKey? { isShared ? nil : self }

    /// Creates the key of `address` with `salt`; a nil address means this machine.
    init(_ address: IPAddress?, salt: UInt64) {
        var hasher = Hasher()
        hasher.combine(salt)
        if let address {
            hasher.combine(address.high)
            if address.high == 0 { hasher.combine(address.low) }
        }
        value = hasher.finalize()
        isShared = address?.isLoopback ?? true
    }
}

extension ClientKey: CustomStringConvertible, CustomReflectable {
    /// The constant `client`, so that printing a key reveals nothing.
    public var description: String { "client" }
    /// A mirror without children, so that dumping a key reveals nothing.
    public var customMirror: Mirror { Mirror(self, children: []) }
}
