internal import Synchronization

/// A bounded memo that computes each value once, even for simultaneous requests, and evicts the least recently used.
package final class RecentSlots<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// A value that may be in computation. The lock makes further requests wait for the first.
    private final class Slot: Sendable {
        let made = Mutex<Value?>(nil)
    }

    private let slots = Mutex<[(key: Key, slot: Slot)]>([])
    private let limit: Int

    /// Creates a memo of up to `limit` values.
    package init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// Returns the value of `key`, computed by `make` when it is not in memory. When `make` throws, no value is stored.
    package func value<Failure: Error>(_ key: Key, _ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        try slot(key).made.withLock { made throws(Failure) in
            if let made { return made }
            let value = try make()
            made = value
            return value
        }
    }

    /// The number of values in memory or in computation.
    package var count: Int { slots.withLock { $0.count } }

    private func slot(_ key: Key) -> Slot {
        slots.withLock { slots in
            if let place = slots.firstIndex(where: { $0.key == key }) {
                let found = slots.remove(at: place)
                slots.insert(found, at: 0)
                return found.slot
            }
            let made = Slot()
            slots.insert((key, made), at: 0)
            if slots.count > limit { slots.removeLast() }
            return made
        }
    }
}
