/// A dictionary that keeps the order in which its keys were last used, and a cost for each value. All operations are
/// O(1).
///
/// The entries lie in an array without gaps. Each knows the places of its neighbours in the order of use. What a look-up
/// calls is inlinable, because unspecialized it takes about a microsecond. For that it is public: the compiler does not
/// pass on the bodies of package declarations.
public struct RecentTable<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline
    struct Entry: Sendable {
        let key: Key
        @usableFromInline let value: Value
        let cost: Int
        /// The places of the entries used just before and just after this one; -1 at the ends of the order.
        @usableFromInline var older = -1
        @usableFromInline var newer = -1
    }

    @usableFromInline var places: [Key: Int] = [:]
    @usableFromInline var entries: [Entry] = []
    @usableFromInline var newest = -1
    @usableFromInline var oldest = -1
    /// The sum of all costs.
    public private(set) var cost = 0

    /// Creates an empty table.
    public init() {}

    /// The number of entries.
    public var count: Int { entries.count }

    /// Returns the value of a key, which is then the one used last; nil when there is none.
    @inlinable
    public mutating func use(_ key: Key) -> Value? {
        guard let place = places[key] else { return nil }
        if place != newest { moveToEnd(place) }
        return entries[place].value
    }

    /// Adds a value under a key that the table does not contain, as the one used last.
    public mutating func add(_ value: Value, for key: Key, cost: Int) {
        let known = places.updateValue(entries.count, forKey: key)
        precondition(known == nil, "one value for each key")
        entries.append(Entry(key: key, value: value, cost: cost))
        self.cost += cost
        join(entries.count - 1)
    }

    /// Removes and returns the value that has not been used for the longest time; nil when the table is empty.
    public mutating func removeOldest() -> Value? {
        guard oldest >= 0 else { return nil }
        let place = oldest
        unjoin(place)
        let removed = entries[place]
        places[removed.key] = nil
        cost -= removed.cost
        let last = entries.removeLast()
        if place < entries.count {
            // The last entry takes the free place.
            entries[place] = last
            places[last.key] = place
            if last.older >= 0 { entries[last.older].newer = place } else { oldest = place }
            if last.newer >= 0 { entries[last.newer].older = place } else { newest = place }
        }
        return removed.value
    }

    @inlinable
    mutating func moveToEnd(_ place: Int) {
        unjoin(place)
        join(place)
    }

    /// Puts an entry at the new end of the order.
    @inlinable
    mutating func join(_ place: Int) {
        entries[place].older = newest
        entries[place].newer = -1
        if newest >= 0 { entries[newest].newer = place } else { oldest = place }
        newest = place
    }

    /// Takes an entry out of the order.
    @inlinable
    mutating func unjoin(_ place: Int) {
        let (older, newer) = (entries[place].older, entries[place].newer)
        if older >= 0 { entries[older].newer = newer } else { oldest = newer }
        if newer >= 0 { entries[newer].older = older } else { newest = older }
    }
}
