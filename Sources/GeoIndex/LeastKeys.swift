/// The least keys of many, up to a fixed number: a heap with the greatest of them on top.
struct LeastKeys {
    private let capacity: Int
    private var heap: [Double] = []

    init(capacity: Int) {
        self.capacity = capacity
        heap.reserveCapacity(min(capacity, 1024))
    }

    /// Takes a key in; returns the greatest of the least ones once there are as many as wanted. O(log capacity).
    @inline(__always)
    mutating func insert(_ key: Double) -> Double? {
        if heap.count < capacity {
            heap.append(key)
            var child = heap.count - 1
            while child > 0 {
                let parent = (child - 1) / 2
                guard heap[parent] < key else { break }
                heap[child] = heap[parent]
                child = parent
            }
            heap[child] = key
            return heap.count == capacity ? heap[0] : nil
        }
        guard key < heap[0] else { return heap[0] }
        var parent = 0
        while true {
            var child = 2 * parent + 1
            guard child < capacity else { break }
            if child + 1 < capacity && heap[child] < heap[child + 1] { child += 1 }
            guard heap[child] > key else { break }
            heap[parent] = heap[child]
            parent = child
        }
        heap[parent] = key
        return heap[0]
    }
}
