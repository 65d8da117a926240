/// A binary heap of distances and indices, lowest first, ties by index.
struct SampleQueue {
    private var heap: [(distance: Double, index: Int)] = []

    /// Adds an entry. O(log n).
    mutating func push(_ distance: Double, _ index: Int) {
        heap.append((distance, index))
        var child = heap.count - 1
        while child > 0, heap[child] < heap[(child - 1) / 2] {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Removes the lowest entry. O(log n).
    mutating func pop() -> (distance: Double, index: Int)? {
        guard let first = heap.first else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[child] < heap[least] {
                least = child
            }
            if least == parent { return first }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
