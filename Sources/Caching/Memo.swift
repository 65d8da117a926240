public import Synchronization

/// A bounded memo of values by key. Each value is computed once, even for simultaneous requests; those that were not
/// used for the longest time are evicted first.
///
/// Whoever asks first for a key that is not in memory computes its value, and the others wait for it:
///
/// ```swift
/// let pages = Memo<Int, Page>(limit: 100)
/// let page = pages.value(7) { Page(number: 7) }               // Waiting blocks the thread.
/// let other = try await pages.value(8) { Page(number: 8) }    // Waiting suspends the task.
/// ```
///
/// When a computation throws, its error goes to the caller that ran it, nothing is kept, and another one that waits
/// computes next. So the cancellation of one caller does not affect the others. A computation must not ask for its own
/// key.
///
/// Computations do not suspend, and blocked threads compute before suspended tasks, so a thread always waits for a
/// running one. A request for a value in memory takes one lock and allocates nothing.
public final class Memo<Key: Hashable & Sendable, Value: Sendable>: Sendable {
    @usableFromInline
    struct State: Sendable {
        @usableFromInline var kept = RecentTable<Key, Value>()
        /// The callers that wait for each value in computation, in the order in which they came.
        var waiting: [Key: [Waiter]] = [:]
        var lastNumber = 0
    }

    /// A caller that waits for a value.
    struct Waiter: Sendable {
        /// A blocked thread, or a suspended task with a number.
        enum Caller: Sendable {
            case thread(BlockedThread<Value>)
            case task(Int, CheckedContinuation<Value?, any Error>)
        }

        let caller: Caller

        var isThread: Bool { if case .thread = caller { true } else { false } }

        func isTask(_ number: Int) -> Bool { if case .task(number, _) = caller { true } else { false } }

        /// Ends the wait: with the value, or with nil when it is this caller's turn to compute.
        func wake(_ value: Value?) {
            switch caller {
            case .thread(let thread): thread.wake(value)
            case .task(_, let continuation): continuation.resume(returning: value)
            }
        }
    }

    /// What a caller has to do.
    private enum Step: Sendable {
        case use(Value)
        case compute
        case wait
    }

    @usableFromInline let state = Mutex(State())
    private let limit: Int
    private let cost: @Sendable (Value) -> Int?

    /// Creates a memo of up to `limit` values, at least 1.
    public convenience init(limit: Int) {
        self.init(costLimit: max(1, limit)) { _ in 1 }
    }

    /// Creates a memo of values whose costs, such as their bytes, have a sum of at most `costLimit`.
    ///
    /// - Parameter cost: Returns the cost of a value, at least 0; nil for a value that is not to be kept.
    public init(costLimit: Int, cost: @escaping @Sendable (Value) -> Int?) {
        limit = costLimit
        self.cost = cost
    }

    /// Returns the value of `key` if it is in memory. O(1).
    @inlinable
    public func known(_ key: Key) -> Value? {
        state.withLock { $0.kept.use(key) }
    }

    /// Returns the value of `key`, computed by `make` when it is not in memory.
    ///
    /// While another caller computes it, the thread is blocked. Call this from tasks only for short computations.
    ///
    /// - Throws: The error of `make`.
    @inlinable
    public func value<Failure: Error>(_ key: Key, _ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        if let value = known(key) { return value }
        return try valueOfThread(key, make)
    }

    /// Returns the value of `key`, computed by `make` when it is not in memory.
    ///
    /// While another caller computes it, the task is suspended.
    ///
    /// - Throws: The error of `make`, or `CancellationError` when the task is cancelled while it waits.
    @inlinable
    public func value(_ key: Key, _ make: () throws -> Value) async throws -> Value {
        if let value = known(key) { return value }
        return try await valueOfTask(key, make)
    }

    /// The number of values in memory.
    public var count: Int { state.withLock { $0.kept.count } }

    /// The sum of the costs of the values in memory.
    public var totalCost: Int { state.withLock { $0.kept.cost } }

    /// The number of callers that wait for a value in computation.
    public var waitingCount: Int { state.withLock { $0.waiting.values.reduce(0) { $0 + $1.count } } }

    @usableFromInline
    func valueOfThread<Failure: Error>(_ key: Key, _ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        let thread = BlockedThread<Value>()
        switch step(key, Waiter(caller: .thread(thread))) {
        case .use(let value): return value
        case .compute: break
        case .wait: if let value = thread.wait() { return value }
        }
        return try compute(key, make)
    }

    @usableFromInline
    func valueOfTask(_ key: Key, _ make: () throws -> Value) async throws -> Value {
        switch step(key, nil) {
        case .use(let value): return value
        case .compute: break
        case .wait: if let value = try await waited(key) { return value }
        }
        return try compute(key, make)
    }

    /// Suspends the task until the value is computed, which is then returned, or until it has to compute it itself.
    private func waited(_ key: Key) async throws -> Value? {
        let number = state.withLock { state in
            state.lastNumber += 1
            return state.lastNumber
        }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                switch step(key, Waiter(caller: .task(number, continuation))) {
                case .use(let value): continuation.resume(returning: value)
                case .compute: continuation.resume(returning: nil)
                // The task may have been cancelled before it began to wait.
                case .wait: if Task.isCancelled { leave(key, number) }
                }
            }
        } onCancel: {
            leave(key, number)
        }
    }

    /// Begins a request. When the value is in computation, `waiter` is added to those that wait.
    private func step(_ key: Key, _ waiter: Waiter?) -> Step {
        state.withLock { state in
            if let value = state.kept.use(key) { return .use(value) }
            guard state.waiting[key] != nil else {
                state.waiting[key] = []
                return .compute
            }
            if let waiter { state.waiting[key]?.append(waiter) }
            return .wait
        }
    }

    private func compute<Failure: Error>(_ key: Key, _ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        do throws(Failure) {
            let value = try make()
            keep(value, key)
            return value
        } catch {
            passOn(key)
            throw error
        }
    }

    /// Keeps a value and gives it to all that wait for it.
    private func keep(_ value: Value, _ key: Key) {
        let cost = cost(value).flatMap { $0 <= limit ? $0 : nil }
        // Evicted values are destroyed outside of the lock.
        let (waiters, _) = state.withLock { state -> ([Waiter], [Value]) in
            let waiters = state.waiting.removeValue(forKey: key) ?? []
            guard let cost else { return (waiters, []) }
            var evicted: [Value] = []
            while state.kept.cost > limit - cost, let oldest = state.kept.removeOldest() { evicted.append(oldest) }
            state.kept.add(value, for: key, cost: cost)
            return (waiters, evicted)
        }
        for waiter in waiters { waiter.wake(value) }
    }

    /// After a computation that failed, lets another caller that waits compute.
    private func passOn(_ key: Key) {
        let next = state.withLock { state -> Waiter? in
            guard let waiters = state.waiting[key], !waiters.isEmpty else {
                state.waiting[key] = nil
                return nil
            }
            return state.waiting[key]?.remove(at: waiters.firstIndex(where: \.isThread) ?? 0)
        }
        next?.wake(nil)
    }

    /// Ends the wait of a cancelled task.
    private func leave(_ key: Key, _ number: Int) {
        let waiter = state.withLock { state -> Waiter? in
            guard let place = state.waiting[key]?.firstIndex(where: { $0.isTask(number) }) else { return nil }
            return state.waiting[key]?.remove(at: place)
        }
        if case .task(_, let continuation) = waiter?.caller { continuation.resume(throwing: CancellationError()) }
    }
}
