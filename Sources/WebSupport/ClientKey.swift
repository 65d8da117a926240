/// Who asks, as far as limits need to know it: the same for requests of one address, and of one network of IPv6 (/64).
///
/// It is a hash with a salt that is drawn when the process starts and never leaves it. No address can be had from it, and it
/// belongs in no log and no file.
public struct ClientKey: Hashable, Sendable {
    private let value: Int
    /// Whether many people may stand behind it: it is this machine itself, where a proxy that was not named may run.
    let isShared: Bool
    /// The key where it is one client's; nil where many people may stand behind it.
    var unlessShared: ClientKey? { isShared ? nil : self }

    /// The key of `address` under `salt`; without an address, that of this machine.
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
    public var description: String { "client" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
