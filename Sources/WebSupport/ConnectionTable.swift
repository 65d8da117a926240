internal import Records
package import Synchronization

/// The open connections of a process: how many there are, whose, and which of them could be done without.
///
/// One client takes half of all at most. Where there is no room, the connection that was opened first among those that wait for a
/// request makes it: one's own when one has one's share, anybody's when all are taken. Who is being answered keeps the connection,
/// and so a newcomer is turned away only where everybody is being answered.
package final class ConnectionTable: Sendable {
    /// A place in the table.
    package final class Place: Sendable {
        fileprivate let client: ClientKey?
        fileprivate let close: @Sendable () -> Void
        /// Read and written under the table's lock.
        fileprivate let isTaken = Atomic<Bool>(true)
        /// Whether a request has come whose answer is not out yet; set by the connection.
        package let isBusy = Atomic<Bool>(false)

        fileprivate init(_ client: ClientKey?, _ close: @escaping @Sendable () -> Void) {
            self.client = client
            self.close = close
        }
    }

    private struct State {
        var shares: Shares
        var all = Queue()
        var clients: [ClientKey: Queue] = [:]
    }

    private let state: Mutex<State>

    /// A table of `limit` places.
    package init(limit: Int) {
        state = Mutex(State(shares: Shares(of: max(2, limit))))
    }

    /// A place for a connection of `client`, which `close` ends, or nothing; no client is a proxy, which has no share.
    /// Amortised constant time.
    package func admit(_ client: ClientKey?, close: @escaping @Sendable () -> Void) -> Place? {
        let (place, gone) = state.withLock { state -> (Place?, Place?) in
            var gone: Place?
            if let shortage = state.shares.shortage(for: client) {
                switch shortage {
                case .share: gone = client.flatMap { state.clients[$0]?.takeIdle() }
                case .whole: gone = state.all.takeIdle()
                }
                guard let gone else { return (nil, nil) }
                Self.remove(gone, from: &state)
            }
            return (Self.add(client, close, to: &state), gone)
        }
        gone?.close()
        return place
    }

    /// Gives a place back; once is enough.
    package func leave(_ place: Place) {
        state.withLock { Self.remove(place, from: &$0) }
    }

    /// How many places are taken.
    package var count: Int { state.withLock { $0.shares.taken } }

    private static func add(
        _ client: ClientKey?, _ close: @escaping @Sendable () -> Void, to state: inout State
    ) -> Place {
        let place = Place(client, close)
        _ = state.shares.take(for: client)
        state.all.add(place)
        if let client { state.clients[client, default: Queue()].add(place) }
        return place
    }

    private static func remove(_ place: Place, from state: inout State) {
        guard place.isTaken.exchange(false, ordering: .relaxed) else { return }
        state.shares.giveBack(for: place.client)
        state.all.removed()
        guard let client = place.client else { return }
        state.clients[client]?.removed()
        if state.clients[client]?.count == 0 { state.clients[client] = nil }
    }

    /// Places in the order in which their turn comes. Those given back stay until their turn, or until they are the most.
    private struct Queue {
        private var places: [Place] = []
        private var first = 0
        /// How many are not given back.
        private(set) var count = 0

        mutating func add(_ place: Place) {
            compact()
            places.append(place)
            count += 1
        }

        private mutating func compact() {
            guard first > 32, first > places.count / 2 else { return }
            places.removeFirst(first)
            first = 0
        }

        mutating func removed() {
            count -= 1
            guard places.count - first > 2 * count + 32 else { return }
            places = places[first...].filter { $0.isTaken.load(ordering: .relaxed) }
            first = 0
        }

        /// The first place whose connection waits for a request. Busy ones have their turn again later; after some of them
        /// the search is given up.
        mutating func takeIdle() -> Place? {
            compact()
            var looks = 0
            while looks < 64, first < places.count {
                let place = places[first]
                first += 1
                guard place.isTaken.load(ordering: .relaxed) else { continue }
                guard place.isBusy.load(ordering: .relaxed) else { return place }
                places.append(place)
                looks += 1
            }
            return nil
        }
    }
}
