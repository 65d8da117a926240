internal import Dispatch
internal import Synchronization

/// A thread that waits for a value.
final class BlockedThread<Value: Sendable>: Sendable {
    private let semaphore = DispatchSemaphore(value: 0)
    private let value = Mutex<Value?>(nil)

    /// Ends the wait. Called once.
    func wake(_ value: Value?) {
        self.value.withLock { $0 = value }
        semaphore.signal()
    }

    /// Blocks the thread until ``wake(_:)`` is called, and returns its value.
    func wait() -> Value? {
        semaphore.wait()
        return value.withLock { $0 }
    }
}
