/// Collects the items that may be among the `wanted` nearest ones, by their keys; the caller provides the memory.
struct RankedCandidates {
    struct Candidate {
        var lower: Double
        var slot: Int
    }

    private let wanted: Int
    /// The least upper keys, at most `wanted`: sorted when few, otherwise a heap with the greatest on top.
    private let heap: UnsafeMutablePointer<Double>
    private var heapCount = 0
    /// The newest candidates; those that no longer fit move to `older`.
    private let recent: UnsafeMutableBufferPointer<Candidate>
    private var recentCount = 0
    private var older: [Candidate] = []

    /// The number of candidates to provide memory for.
    static func room(_ wanted: Int) -> Int { 3 * wanted + 32 }

    /// Creates an empty collection. Both buffers must outlive it; `keys` has room for `wanted` keys.
    init(wanted: Int, keys: UnsafeMutableBufferPointer<Double>, room: UnsafeMutableBufferPointer<Candidate>) {
        precondition(keys.count >= wanted && wanted > 0 && !room.isEmpty)
        self.wanted = wanted
        heap = keys.baseAddress!
        recent = room
        if wanted <= Self.mostSorted { heap.initialize(repeating: .infinity, count: wanted) }
    }

    /// Adds an item whose lower key does not exceed the threshold, and lowers the threshold once `wanted` items were
    /// added.
    @inline(__always)
    mutating func add(slot: Int, lower: Double, upper: Double, _ threshold: inout Double) {
        if recentCount == recent.count { makeRoom(threshold) }
        // `recentCount` is below the buffer's count.
        recent.baseAddress![recentCount] = Candidate(lower: lower, slot: slot)
        recentCount &+= 1
        if wanted <= Self.mostSorted {
            insertSorted(upper)
            let greatest = heap[wanted &- 1]
            threshold = greatest < threshold ? greatest : threshold
            return
        }
        if heapCount < wanted {
            insert(upper)
        } else if upper < heap[0] {
            replaceGreatest(upper)
        }
        if heapCount == wanted && heap[0] < threshold { threshold = heap[0] }
    }

    /// Up to this many keys a sorted array is faster than a heap.
    private static let mostSorted = 32

    /// Inserts a key into the sorted keys, from the end; the greatest key is dropped.
    @inline(__always)
    private func insertSorted(_ key: Double) {
        var place = wanted &- 1
        guard key < heap[place] else { return }
        while place > 0 && heap[place &- 1] > key {
            heap[place] = heap[place &- 1]
            place &-= 1
        }
        heap[place] = key
    }

    /// Whether at least `wanted` items have upper keys that do not exceed a limit.
    func isComplete(upTo limit: Double) -> Bool {
        wanted <= Self.mostSorted ? heap[wanted - 1] <= limit : heapCount == wanted && heap[0] <= limit
    }

    /// Removes all candidates.
    mutating func reset() {
        heapCount = 0
        recentCount = 0
        older.removeAll()
        if wanted <= Self.mostSorted { heap.update(repeating: .infinity, count: wanted) }
    }

    /// Calls the closure with the slot of every candidate whose lower key does not exceed the threshold.
    @inline(__always)
    func forEach(upTo threshold: Double, _ body: (Int) -> Void) {
        for candidate in older where candidate.lower <= threshold { body(candidate.slot) }
        for index in 0..<recentCount where recent[index].lower <= threshold { body(recent[index].slot) }
    }

    /// Removes candidates above the threshold; moves the rest to `older` when that frees too little.
    @inline(never)
    private mutating func makeRoom(_ threshold: Double) {
        var kept = 0
        for index in 0..<recentCount where recent[index].lower <= threshold {
            recent[kept] = recent[index]
            kept += 1
        }
        recentCount = kept
        if kept > recent.count / 2 {
            older.append(contentsOf: recent[..<kept])
            recentCount = 0
        }
    }

    // Positions stay below `heapCount`, which is at most `wanted`, the capacity of the heap's memory.

    @inline(__always)
    private mutating func insert(_ key: Double) {
        var child = heapCount
        heapCount &+= 1
        while child > 0 {
            let parent = (child &- 1) >> 1
            guard heap[parent] < key else { break }
            heap[child] = heap[parent]
            child = parent
        }
        heap[child] = key
    }

    @inline(__always)
    private func replaceGreatest(_ key: Double) {
        var parent = 0
        while true {
            var child = 2 &* parent &+ 1
            guard child < wanted else { break }
            if child &+ 1 < wanted && heap[child] < heap[child &+ 1] { child &+= 1 }
            guard heap[child] > key else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = key
    }
}
