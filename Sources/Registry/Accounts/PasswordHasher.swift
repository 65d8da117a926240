internal import CSodium
internal import Dispatch
internal import Synchronization

/// Computes argon2id hashes of passwords with libsodium: two at once, the others wait, so that many logins cannot take
/// the processor and the memory of everybody else.
package final class PasswordHasher: Sendable {
    /// What a hash costs.
    package struct Cost: Hashable, Sendable {
        /// The number of passes.
        package var passes: Int
        /// The memory in bytes.
        package var memory: Int

        /// Two passes over 64 MiB, about a sixth of a second.
        package static let standard = Cost(passes: 2, memory: 64 << 20)

        /// Creates a cost. Less than the standard is for tests.
        package init(passes: Int, memory: Int) { (self.passes, self.memory) = (passes, memory) }
    }

    /// How many hashes are computed at once.
    package static let slots = 2
    /// How many may wait; further ones are refused.
    package static let queueLimit = 64

    private let cost: Cost
    private let free = DispatchSemaphore(value: slots)
    private let waiting = Mutex(0)
    private let counted = Mutex(0)
    /// The hash of a password that nobody knows: checked in place of the hash of an account that does not exist.
    private let decoy: String

    /// Starts libsodium.
    package init(_ cost: Cost) throws(RegistryError) {
        guard sodium_init() >= 0 else { throw RegistryError(.database, at: "password", "libsodium does not start") }
        self.cost = cost
        decoy = try Self.hash(RandomBytes.make(32).map(CChar.init(bitPattern:)), cost)
    }

    /// The hash of a password, with its salt and cost, as text (`$argon2id$…`).
    ///
    /// - Throws: ``RegistryError`` with the code `busy` when too many wait.
    package func hash(_ password: String) throws(RegistryError) -> String {
        try withSlot { () throws(RegistryError) in try Self.hash(Self.bytes(password), cost) }
    }

    /// Whether a password has this hash. Without a hash the work is the same, and the answer false.
    ///
    /// - Throws: ``RegistryError`` with the code `busy` when too many wait.
    package func verify(_ password: String, _ hash: String?) throws(RegistryError) -> Bool {
        counted.withLock { $0 += 1 }
        let bytes = Self.bytes(password)
        let isRight = try withSlot { () throws(RegistryError) in
            crypto_pwhash_str_verify(hash ?? decoy, bytes, UInt64(bytes.count)) == 0
        }
        return isRight && hash != nil
    }

    /// How many passwords were checked, whether the account exists or not: by it the same work can be shown.
    var checked: Int { counted.withLock { $0 } }

    private func withSlot<T>(_ body: () throws(RegistryError) -> T) throws(RegistryError) -> T {
        let mayWait = waiting.withLock { waiting in
            guard waiting < Self.queueLimit + Self.slots else { return false }
            waiting += 1
            return true
        }
        guard mayWait else {
            throw RegistryError(
                .busy, at: "sign-in", "too many people sign in at this moment; try again",
                el: "πολλοί συνδέονται αυτή τη στιγμή· δοκιμάστε ξανά")
        }
        free.wait()
        defer {
            free.signal()
            waiting.withLock { $0 -= 1 }
        }
        return try body()
    }

    private static func hash(_ password: [CChar], _ cost: Cost) throws(RegistryError) -> String {
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_STRBYTES))
        guard crypto_pwhash_str(&text, password, UInt64(password.count), UInt64(cost.passes), cost.memory) == 0 else {
            throw RegistryError(.unavailable, at: "password", "not enough memory for its hash")
        }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The bytes that are hashed: an accented letter gives the same ones on every keyboard.
    private static func bytes(_ password: String) -> [CChar] {
        PasswordRule.composed(password).utf8.map(CChar.init(bitPattern:))
    }
}
