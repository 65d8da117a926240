internal import Records
package import Synchronization

/// The open connections of a process: their number, their clients, and which may be closed to make room.
///
/// One client may hold at most half of all connections. When no place is free, the oldest idle connection is closed:
/// one of the same client when the client has reached its share, any when the table is full. A connection with a
/// request in progress is never closed, so a new connection is refused when all others are busy.
package final class ConnectionTable: Sendable {
    /// A place in the table.
    package final class Place: Sendable {
        fileprivate let client: ClientKey?
        fileprivate let close: @Sendable () -> Void
        /// Accessed only under the table's lock.
        fileprivate let isTaken = Atomic<Bool>(true)
        /// Whether a request is in progress; set by the connection.
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

    /// Creates a table of `limit` places, at least two.
    package init(limit: Int) {
        state = Mutex(State(shares: Shares(of: max(2, limit))))
    }

    /// Takes a place for a connection. Amortized O(1).
    ///
    /// - Parameters:
    ///   - client: The client of the connection; nil for a trusted proxy, which has no share.
    ///   - close: Called to close the connection when its place is needed.
    /// - Returns: The place, or nil when all other connections are busy.
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

    /// Releases a place. Further calls for the same place have no effect.
    package func leave(_ place: Place) {
        state.withLock { Self.remove(place, from: &$0) }
    }

    /// The number of places taken.
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

    /// Places, oldest first. Released places are removed when they reach the front or are the majority.
    private struct Queue {
        private var places: [Place] = []
        private var first = 0
        /// The number of places not released.
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

        /// Removes and returns the first idle place. Busy places move to the back; after 64 of them the search ends.
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
