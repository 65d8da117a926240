import Synchronization

/// A pool of scratch that queries borrow and return, so that it is reused.
final class ScratchPool<Scratch: AnyObject>: Sendable {
    private struct Box: @unchecked Sendable {
        // Held by the pool or by one borrower, never by both.
        let scratch: Scratch
    }

    private let free = Mutex<[Box]>([])
    private let make: @Sendable () -> Scratch

    init(_ make: @escaping @Sendable () -> Scratch) { self.make = make }

    /// Calls `body` with scratch that no other call uses meanwhile.
    func with<Result>(_ body: (Scratch) throws -> Result) rethrows -> Result {
        let box = free.withLock { $0.popLast() } ?? Box(scratch: make())
        defer { free.withLock { $0.append(box) } }
        return try body(box.scratch)
    }
}
