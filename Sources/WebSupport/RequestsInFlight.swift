internal import Synchronization

/// How many requests have come whose answers are not out yet, in all and by client. One client has half of the limit at most.
///
/// Requests are counted where they arrive, before they wait for anything: what waits for a free core is counted too.
final class RequestsInFlight: Sendable {
    private struct State {
        var count = 0
        var clients: [ClientKey: Int] = [:]
    }

    private let limit: Int
    private let state = Mutex(State())

    /// Takes `limit` requests.
    init(limit: Int) {
        self.limit = limit
    }

    /// Counts one more; says whether there was room for it.
    func enter(_ client: ClientKey) -> Bool {
        state.withLock { state in
            guard state.count < limit else { return false }
            if !client.isShared {
                let mine = state.clients[client, default: 0]
                guard mine < max(1, limit / 2) else { return false }
                state.clients[client] = mine + 1
            }
            state.count += 1
            return true
        }
    }

    /// Takes back what ``enter(_:)`` counted.
    func leave(_ client: ClientKey) {
        state.withLock { state in
            state.count -= 1
            guard !client.isShared, let mine = state.clients[client] else { return }
            state.clients[client] = mine == 1 ? nil : mine - 1
        }
    }

    /// How many there are.
    var count: Int { state.withLock { $0.count } }
}
