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
        let scratch = take()
        defer { giveBack(scratch) }
        return try body(scratch)
    }

    /// Returns scratch that no other caller uses until it is given back. Not generic as ``with(_:)``, which is slow where
    /// it cannot be specialized.
    func take() -> Scratch { (free.withLock { $0.popLast() } ?? Box(scratch: make())).scratch }

    /// Ends the use of scratch that ``take()`` returned.
    func giveBack(_ scratch: Scratch) {
        let box = Box(scratch: scratch)
        free.withLock { $0.append(box) }
    }
}
