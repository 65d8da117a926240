import CoreMetrics
import NIOCore
import Synchronization
import Testing
import WebSupport

@Suite struct SharedWorkTests {
    private static func work(waiting: Int, _ threads: WorkThreads = WorkThreads(count: 1)) -> SharedWork<Int> {
        SharedWork(
            threads, waiting: [.quick: waiting, .long: waiting], factory: NOOPMetricsHandler.instance)
    }

    /// A gate that one task waits for and another opens.
    private final class Gate: Sendable {
        private let isOpen = Atomic(false)

        func open() { isOpen.store(true, ordering: .releasing) }

        /// Occupies the thread, as work that does not suspend.
        func hold() throws {
            while !isOpen.load(ordering: .acquiring) { try Task.checkCancellation() }
        }

        func wait() async throws {
            while !isOpen.load(ordering: .acquiring) { try await Task.sleep(for: .milliseconds(1)) }
        }
    }

    /// Notes of several tasks, in order.
    private final class Notes: Sendable {
        private let notes = Mutex<[String]>([])

        /// Adds a note and returns the number of notes.
        @discardableResult
        func add(_ note: String = "") -> Int {
            notes.withLock { notes in
                notes.append(note)
                return notes.count
            }
        }

        var all: [String] { notes.withLock { $0 } }
    }

    private static func wait(until condition: () -> Bool) async throws {
        while !condition() { try await Task.sleep(for: .milliseconds(1)) }
    }

    @Test func equalQuestionsAreAnsweredOnce() async throws {
        let work = Self.work(waiting: 4)
        let gate = Gate()
        let runs = Notes()
        try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    try await work.answer(.init(key: "a", lane: .long, seconds: 60)) {
                        let run = runs.add()
                        try gate.hold()
                        return run
                    }
                }
            }
            try await Task.sleep(for: .milliseconds(50))
            gate.open()
            for try await answer in group { #expect(answer == 1) }
        }
        #expect(runs.all.count == 1)
        #expect(
            try await work.answer(.init(key: "a", lane: .long, seconds: 60)) { 7 } == 7,
            "a later question is asked anew")
        #expect(work.takenPlaces == 0)
    }

    @Test func aQuestionAboveTheLimitIsRefused() async throws {
        let work = Self.work(waiting: 2)
        let gate = Gate()
        // One question is worked on, two wait.
        let askers = (0..<3).map { number in
            Task {
                try await work.answer(.init(key: "\(number)", lane: .long, seconds: 60)) {
                    try gate.hold()
                    return number
                }
            }
        }
        try await Self.wait { work.takenPlaces == 3 }
        await #expect(throws: SharedWork<Int>.Refusal.full) {
            try await work.answer(.init(key: "one more", lane: .long, seconds: 60)) { 0 }
        }
        gate.open()
        for (number, asker) in askers.enumerated() { #expect(try await asker.value == number) }
        #expect(work.takenPlaces == 0)
    }

    @Test func aDeadlineEndsTheWork() async throws {
        let work = Self.work(waiting: 1)
        let hasEnded = Gate()
        await #expect(throws: SharedWork<Int>.Refusal.late) {
            try await work.answer(.init(key: "a", lane: .long, seconds: 0.02)) {
                defer { hasEnded.open() }
                try Gate().hold()
                return 0
            }
        }
        try await hasEnded.wait()
        try await Self.wait { work.takenPlaces == 0 }
    }

    @Test func workWithoutCallersStops() async throws {
        let work = Self.work(waiting: 8)
        let (hasBegun, hasEnded) = (Gate(), Gate())
        let runs = Notes()
        let first = Task {
            try await work.answer(.init(key: "a", lane: .long, seconds: 60)) {
                defer { hasEnded.open() }
                hasBegun.open()
                try Gate().hold()
                return 0
            }
        }
        try await hasBegun.wait()
        let rest = (0..<5).map { number in
            Task {
                try await work.answer(.init(key: "\(number)", lane: .long, seconds: 60)) {
                    runs.add()
                    return number
                }
            }
        }
        try await Self.wait { work.takenPlaces == 6 }
        for asker in rest { asker.cancel() }
        // Work that has not begun releases its place while the thread is still busy.
        try await Self.wait { work.takenPlaces == 1 }
        first.cancel()
        try await hasEnded.wait()
        for asker in rest { await #expect(throws: CancellationError.self) { try await asker.value } }
        await #expect(throws: CancellationError.self) { try await first.value }
        try await Self.wait { work.takenPlaces == 0 }
        #expect(runs.all.isEmpty)
    }

    @Test func workContinuesWhileOneOfTwoCallersWaits() async throws {
        let work = Self.work(waiting: 8)
        let (gate, hasBegun) = (Gate(), Gate())
        let askers = (0..<2).map { _ in
            Task {
                try await work.answer(.init(key: "a", lane: .long, seconds: 60)) {
                    hasBegun.open()
                    try gate.hold()
                    return 5
                }
            }
        }
        try await hasBegun.wait()
        try await Task.sleep(for: .milliseconds(20))
        askers[0].cancel()
        await #expect(throws: CancellationError.self) { try await askers[0].value }
        gate.open()
        #expect(try await askers[1].value == 5)
    }

    @Test func oneClientHasHalfOfThePlaces() async throws {
        let work = Self.work(waiting: 5)
        let gate = Gate()
        let clients = Clients(proxies: [])
        let (greedy, other) = (
            try #require(clients.key(ofConnection: try SocketAddress(ipAddress: "192.0.2.1", port: 1))),
            try #require(clients.key(ofConnection: try SocketAddress(ipAddress: "192.0.2.2", port: 1)))
        )
        func ask(_ key: String, _ client: ClientKey) -> Task<Int, any Error> {
            Task {
                try await work.answer(.init(key: key, lane: .long, client: client, seconds: 60)) {
                    try gate.hold()
                    return 0
                }
            }
        }
        let askers = (0..<3).map { ask("\($0)", greedy) }
        try await Self.wait { work.takenPlaces == 3 }
        await #expect(throws: SharedWork<Int>.Refusal.full) { try await ask("3", greedy).value }
        let last = ask("of another", other)
        try await Self.wait { work.takenPlaces == 4 }
        gate.open()
        for asker in askers + [last] { #expect(try await asker.value == 0) }
        #expect(work.takenPlaces == 0)
        #expect(try await ask("again", greedy).value == 0)
    }

    @Test func anErrorReachesEveryCaller() async throws {
        struct Fault: Error {}
        let work = Self.work(waiting: 1)
        await #expect(throws: Fault.self) {
            try await work.answer(.init(key: "a", lane: .quick, seconds: 60)) { throw Fault() }
        }
        #expect(work.takenPlaces == 0)
    }

    @Test func quickWorkOvertakesLongWorkThatHasNotBegun() async throws {
        let threads = WorkThreads(count: 1)
        let work = Self.work(waiting: 20, threads)
        let (gate, hasBegun) = (Gate(), Gate())
        let order = Notes()
        let first = Task {
            try await work.answer(.init(key: "first", lane: .long, seconds: 60)) {
                hasBegun.open()
                try gate.hold()
                return 0
            }
        }
        try await hasBegun.wait()
        var askers: [Task<Int, any Error>] = []
        for (lane, count) in [(WorkThreads.Lane.long, 3), (.quick, 3)] {
            for number in 0..<count {
                askers.append(
                    Task {
                        try await work.answer(.init(key: "\(lane) \(number)", lane: lane, seconds: 60)) {
                            order.add("\(lane)")
                            return 0
                        }
                    })
            }
        }
        try await Self.wait { threads.waitingCount == 6 }
        gate.open()
        for asker in askers + [first] { _ = try await asker.value }
        // One of the long ones may have been taken ahead of quick ones.
        let quickBefore = order.all.prefix(4).count { $0 == "quick" }
        #expect(quickBefore >= 3)
    }

    @Test func seededQuestionsAllEnd() async throws {
        let work = Self.work(waiting: 6)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<400 {
                group.addTask {
                    let task = Task {
                        try await work.answer(
                            .init(
                                key: "\(number % 23)", lane: number.isMultiple(of: 3) ? .long : .quick,
                                client: nil, seconds: number.isMultiple(of: 7) ? 0.001 : 60)
                        ) {
                            for _ in 0..<(number % 50) {
                                try Task.checkCancellation()
                                await Task.yield()
                            }
                            return number % 23
                        }
                    }
                    if number.isMultiple(of: 5) { task.cancel() }
                    guard case .success(let answer) = await task.result else { return }
                    #expect(answer == number % 23)
                }
            }
            try await group.waitForAll()
        }
        try await Self.wait { work.takenPlaces == 0 }
    }
}
