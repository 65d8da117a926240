internal import Synchronization

/// How many requests have come whose answers are not out yet, in all and by client. One client has half of the limit at most.
///
/// Requests are counted where they arrive, before they wait for anything: what waits for a free core is counted too.
final class RequestsInFlight: Sendable {
    private let shares: Mutex<Shares>

    /// Takes `limit` requests.
    init(limit: Int) {
        shares = Mutex(Shares(of: limit))
    }

    /// Counts one more; returns whether there was room for it.
    func enter(_ client: ClientKey) -> Bool { shares.withLock { $0.take(for: client.unlessShared) } }

    /// Takes back what ``enter(_:)`` counted.
    func leave(_ client: ClientKey) { shares.withLock { $0.giveBack(for: client.unlessShared) } }

    /// How many there are.
    var count: Int { shares.withLock { $0.taken } }
}
