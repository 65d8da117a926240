internal import Synchronization

/// Counts the requests whose responses are not complete, in total and by client. One client may have half of the limit.
///
/// Requests are counted when they arrive, before they wait for a free core.
final class RequestsInFlight: Sendable {
    private let shares: Mutex<Shares>

    /// Creates a counter with room for `limit` requests.
    init(limit: Int) {
        shares = Mutex(Shares(of: limit))
    }

    /// Counts a request; returns whether there was room for it.
    func enter(_ client: ClientKey) -> Bool { shares.withLock { $0.take(for: client.unlessShared) } }

    /// Reverts ``enter(_:)``.
    func leave(_ client: ClientKey) { shares.withLock { $0.giveBack(for: client.unlessShared) } }

    /// The number of requests in progress.
    var count: Int { shares.withLock { $0.taken } }
}
