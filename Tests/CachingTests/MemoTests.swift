import Dispatch
import Synchronization
import Testing

import Caching

/// A computation that counts its runs and, on demand, waits until it is let go.
private final class Computation: Sendable {
    struct Failure: Error {}

    let runs = Atomic(0)
    private let gate = DispatchSemaphore(value: 0)

    /// Returns `value` at once.
    func run<Value>(_ value: Value) -> Value {
        runs.add(1, ordering: .relaxed)
        return value
    }

    /// Returns `value` after ``open()``.
    func runBehindGate<Value>(_ value: Value) -> Value {
        runs.add(1, ordering: .relaxed)
        gate.wait()
        return value
    }

    func open() { gate.signal() }
    var count: Int { runs.load(ordering: .relaxed) }
}

extension Memo {
    /// Waits until `count` callers wait for a value.
    fileprivate func hasWaiting(_ count: Int) async {
        while waitingCount < count { await Task.yield() }
    }
}

extension Task where Failure == any Error {
    /// Runs `work` on a thread of its own, so that it may block.
    fileprivate static func onThread(_ work: @escaping @Sendable () throws -> Success) -> Task {
        Task {
            try await withCheckedThrowingContinuation { continuation in
                Thread.detach { continuation.resume(with: Result { try work() }) }
            }
        }
    }
}

private enum Thread {
    static func detach(_ work: @escaping @Sendable () -> Void) {
        DispatchQueue(label: "test").async(execute: work)
    }
}

struct MemoTests {
    private let computation = Computation()

    @Test func valuesAreComputedOnceAndKept() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        #expect(memo.known(1) == nil)
        let one = { memo.value(1) { computation.run(10) } }
        #expect(one() == 10)
        #expect(one() == 10)
        #expect(try await memo.value(1) { computation.run(11) } == 10)
        #expect(memo.known(1) == 10)
        #expect(computation.count == 1)
    }

    @Test func tasksThatAskAtOnceShareOneComputation() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        let first = Task.onThread { memo.value(7) { computation.runBehindGate(70) } }
        while computation.count == 0 { await Task.yield() }
        let others = (0..<200).map { _ in Task { try await memo.value(7) { computation.run(0) } } }
        await memo.hasWaiting(200)
        // Other keys are not held up.
        #expect(try await memo.value(8) { 80 } == 80)
        computation.open()
        for task in others + [first] { #expect(try await task.value == 70) }
        #expect(computation.count == 1)
        #expect(memo.waitingCount == 0)
    }

    @Test func threadsThatAskAtOnceShareOneComputation() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        let all = (0..<8).map { _ in Task.onThread { memo.value(7) { computation.runBehindGate(70) } } }
        await memo.hasWaiting(7)
        computation.open()
        for task in all { #expect(try await task.value == 70) }
        #expect(computation.count == 1)
    }

    @Test func manyKeysUnderManyTasks() async throws {
        let memo = Memo<Int, Int>(limit: 100)
        let computation = computation
        try await withThrowingTaskGroup(of: Bool.self) { group in
            for index in 0..<4000 {
                group.addTask { try await memo.value(index % 50) { computation.run(index % 50) } == index % 50 }
            }
            for try await isRight in group { #expect(isRight) }
        }
        #expect(computation.count == 50)
        #expect(memo.count == 50)
    }

    @Test func theLeastRecentlyUsedValuesAreEvicted() {
        let memo = Memo<Int, Int>(limit: 3)
        var made: [Int] = []
        func value(_ key: Int) -> Int {
            memo.value(key) {
                made.append(key)
                return key * 10
            }
        }
        for key in [1, 2, 3, 1, 4, 1, 2] { #expect(value(key) == key * 10) }
        // 2 was evicted for 4, because 1 had been used since.
        #expect(made == [1, 2, 3, 4, 2])
        #expect(memo.count == 3)
        // A look counts as a use.
        #expect(memo.known(4) == 40)
        #expect(value(5) == 50)
        #expect([1, 2, 4, 5].map { memo.known($0) } == [nil, 20, 40, 50])
    }

    @Test func aLimitBelowOneKeepsOneValue() {
        let memo = Memo<Int, Int>(limit: 0)
        for key in [1, 1, 2, 2] { _ = memo.value(key) { computation.run(key) } }
        #expect(computation.count == 2)
        #expect(memo.count == 1)
    }

    @Test func costsAreBounded() {
        let memo = Memo<Int, String>(costLimit: 10) { $0.isEmpty ? nil : $0.count }
        for (key, text) in ["aaaa", "bbb", "ccc"].enumerated() { _ = memo.value(key) { text } }
        #expect(memo.totalCost == 10)
        _ = memo.value(3) { "ddddd" }
        // The two oldest had to go.
        #expect((0...3).map { memo.known($0) } == [nil, nil, "ccc", "ddddd"])
        #expect(memo.totalCost == 8)
        // Returned, but not kept: one costs more than the limit, one is not to be kept.
        #expect(memo.value(4) { "eeeeeeeeeee" } == "eeeeeeeeeee")
        #expect(memo.value(5) { "" }.isEmpty)
        #expect((4...5).allSatisfy { memo.known($0) == nil })
        #expect(memo.count == 2)
        #expect(memo.value(6) { "ffffffffff" } == "ffffffffff")
        #expect(memo.count == 1 && memo.totalCost == 10)
    }

    @Test func errorsAreNotKept() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        func fail() throws(Computation.Failure) -> Int { throw Computation.Failure() }
        #expect(throws: Computation.Failure.self) { () throws in try memo.value(1, fail) }
        await #expect(throws: Computation.Failure.self) { try await memo.value(1) { try fail() } }
        #expect(memo.count == 0)
        #expect(try await memo.value(1) { 10 } == 10)
    }

    @Test func anErrorConcernsOnlyTheCallerThatComputed() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        let first = Task.onThread {
            try memo.value(1) { () throws(Computation.Failure) in
                _ = computation.runBehindGate(0)
                throw Computation.Failure()
            }
        }
        while computation.count == 0 { await Task.yield() }
        let task = Task { try await memo.value(1) { computation.run(2) } }
        await memo.hasWaiting(1)
        let thread = Task.onThread { memo.value(1) { computation.run(3) } }
        await memo.hasWaiting(2)
        computation.open()
        await #expect(throws: Computation.Failure.self) { try await first.value }
        // The thread computes, although the task came first: a suspended task might need that thread to go on.
        #expect(try await task.value == 3)
        #expect(try await thread.value == 3)
        #expect(computation.count == 2)
    }

    @Test func everyCallerInTurnMayFail() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        let first = Task.onThread {
            try memo.value(1) { () throws(Computation.Failure) -> Int in
                _ = computation.runBehindGate(0)
                throw Computation.Failure()
            }
        }
        while computation.count == 0 { await Task.yield() }
        let others = (0..<20).map { _ in
            Task {
                try await memo.value(1) {
                    _ = computation.run(0)
                    throw Computation.Failure()
                }
            }
        }
        await memo.hasWaiting(20)
        computation.open()
        for task in others + [first] { await #expect(throws: Computation.Failure.self) { try await task.value } }
        #expect(computation.count == 21)
        #expect(try await memo.value(1) { 5 } == 5)
    }

    @Test func cancellingOneCallerDoesNotCancelTheOthers() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        let first = Task.onThread { memo.value(1) { computation.runBehindGate(10) } }
        while computation.count == 0 { await Task.yield() }
        let tasks = (0..<10).map { _ in Task { try await memo.value(1) { computation.run(0) } } }
        await memo.hasWaiting(10)
        for task in tasks[..<5] { task.cancel() }
        // They go at once, while the computation goes on.
        for task in tasks[..<5] { await #expect(throws: CancellationError.self) { try await task.value } }
        #expect(memo.waitingCount == 5)
        computation.open()
        for task in tasks[5...] + [first] { #expect(try await task.value == 10) }
        #expect(computation.count == 1)
    }

    @Test func whenTheCallerThatComputesIsCancelledAnotherComputes() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        let first = Task {
            try await memo.value(1) {
                _ = computation.run(0)
                while !Task.isCancelled {}
                throw CancellationError()
            }
        }
        while computation.count == 0 { await Task.yield() }
        let second = Task.onThread { memo.value(1) { computation.run(10) } }
        await memo.hasWaiting(1)
        first.cancel()
        await #expect(throws: CancellationError.self) { try await first.value }
        #expect(try await second.value == 10)
        #expect(computation.count == 2)
    }

    @Test func aTaskThatIsCancelledBeforeItAsksGetsWhatIsInMemory() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        _ = try await memo.value(1) { 10 }
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await memo.value(1) { computation.run(0) }
        }
        task.cancel()
        #expect(try await task.value == 10)
        // It does not begin to wait.
        let running = Task.onThread { memo.value(2) { computation.runBehindGate(20) } }
        while computation.count == 0 { await Task.yield() }
        let late = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await memo.value(2) { computation.run(0) }
        }
        late.cancel()
        await #expect(throws: CancellationError.self) { try await late.value }
        computation.open()
        #expect(try await running.value == 20)
    }

    @Test func waitingTasksHoldNoThread() async throws {
        let memo = Memo<Int, Int>(limit: 3)
        let computation = computation
        let first = Task.onThread { memo.value(1) { computation.runBehindGate(10) } }
        while computation.count == 0 { await Task.yield() }
        // Far more tasks than the pool has threads.
        let waiting = (0..<1000).map { _ in Task { try await memo.value(1) { computation.run(0) } } }
        await memo.hasWaiting(1000)
        // The pool still runs other tasks, one of which lets the computation end.
        await Task.detached { computation.open() }.value
        for task in waiting + [first] { #expect(try await task.value == 10) }
    }

    @Test func valuesTooLargeToKeepAreSharedNevertheless() async throws {
        let memo = Memo<Int, Int>(costLimit: 5) { $0 }
        let computation = computation
        let first = Task.onThread { memo.value(1) { computation.runBehindGate(99) } }
        while computation.count == 0 { await Task.yield() }
        let second = Task { try await memo.value(1) { computation.run(0) } }
        await memo.hasWaiting(1)
        computation.open()
        #expect(try await first.value == 99)
        #expect(try await second.value == 99)
        #expect(memo.count == 0)
    }

    @Test func evictedValuesAreReleased() {
        final class Large: Sendable {}
        let memo = Memo<Int, Large>(limit: 2)
        weak var oldest: Large?
        do {
            let large = Large()
            oldest = large
            _ = memo.value(1) { large }
        }
        #expect(oldest != nil)
        for key in 2...3 { _ = memo.value(key) { Large() } }
        #expect(oldest == nil)
    }

    @Test func aComputationMayAskForAnotherKey() {
        let memo = Memo<Int, Int>(limit: 3)
        #expect(memo.value(2) { memo.value(1) { 1 } + 1 } == 2)
        #expect(memo.known(1) == 1)
    }

    @Test func aSingleValueIsComputedOnce() {
        let once = OnceValue<Int?>()
        #expect(once.value { computation.run(nil) } == nil)
        // Nil is a value.
        #expect(once.value { computation.run(5) } == nil)
        #expect(computation.count == 1)
    }
}
