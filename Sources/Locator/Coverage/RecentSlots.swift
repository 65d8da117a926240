internal import Synchronization

/// Values made once for each key, however many ask at a time; those not asked for longest are let go.
package final class RecentSlots<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    /// A value in the making: whoever comes second waits for the first.
    private final class Slot: Sendable {
        let made = Mutex<Value?>(nil)
    }

    private let slots = Mutex<[(key: Key, slot: Slot)]>([])
    private let limit: Int

    /// Keeps up to `limit` values.
    package init(limit: Int) {
        self.limit = max(1, limit)
    }

    /// The value of `key`, made by `make` when it is not kept. Where `make` throws, nothing is kept.
    package func value<Failure: Error>(_ key: Key, _ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        try slot(key).made.withLock { made throws(Failure) in
            if let made { return made }
            let value = try make()
            made = value
            return value
        }
    }

    /// How many values are kept or in the making.
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
