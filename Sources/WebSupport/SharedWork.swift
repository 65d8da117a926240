public import CoreMetrics
internal import Synchronization

/// Answers expensive questions on ``WorkThreads``: a bounded number at a time, and equal questions once.
///
/// A question is refused at once when every place is taken. Work past its deadline, or without remaining callers, is
/// cancelled: its place is released at once if it has not begun, else when it next checks for cancellation.
public final class SharedWork<Answer: Sendable>: Sendable {
    /// Why there is no answer.
    public enum Refusal: Error, Equatable {
        /// Every place is taken.
        case full
        /// The deadline passed.
        case late
    }

    /// An expensive question.
    public struct Question: Sendable {
        /// A key that is equal for questions with the same answer.
        public var key: String
        /// The estimated duration of the work.
        public var lane: WorkThreads.Lane
        /// The client, which may have half of the places of a lane; nil for clients that cannot be distinguished.
        public var client: ClientKey?
        /// The longest time until the answer, in seconds.
        public var seconds: Double

        /// Creates a question.
        public init(key: String, lane: WorkThreads.Lane, client: ClientKey? = nil, seconds: Double) {
            self.key = key
            self.lane = lane
            self.client = client
            self.seconds = seconds
        }
    }

    /// The work on one question.
    private struct Run {
        var question: Question
        /// The callers that wait for the answer, by number.
        var waiters: [Int: CheckedContinuation<Answer, any Error>]
        var hasBegun = false
        var work: Task<Void, Never>
        var timer: Task<Void, any Error>
    }

    private struct State {
        var runs: [Int: Run] = [:]
        /// The runs that further callers may join, by key.
        var open: [String: Int] = [:]
        /// The places of each lane, indexed by raw value.
        var places: [Shares]
        var lastNumber = 0

        /// Takes a place for `question`; returns whether one is free for its client.
        mutating func take(_ question: Question) -> Bool { places[question.lane.rawValue].take(for: question.client) }

        /// Releases the place of `question`.
        mutating func release(_ question: Question) { places[question.lane.rawValue].giveBack(for: question.client) }

        /// Stops further callers from joining the run.
        mutating func close(_ run: Int) {
            guard let key = runs[run]?.question.key, open[key] == run else { return }
            open[key] = nil
        }

        mutating func number() -> Int {
            lastNumber += 1
            return lastNumber
        }
    }

    private let threads: WorkThreads
    private let factory: any MetricsFactory
    private let state: Mutex<State>

    /// Creates work on `threads`.
    ///
    /// - Parameters:
    ///   - threads: The threads that run the work.
    ///   - waiting: For each lane, the number of questions that may wait beside those in progress.
    ///   - factory: Keeps the counter ``metricName``, by lane and outcome: `answered`, `shared` (joined an equal
    ///     question), `refused`, `late` or `abandoned`.
    public init(_ threads: WorkThreads, waiting: [WorkThreads.Lane: Int], factory: any MetricsFactory) {
        self.threads = threads
        let places = WorkThreads.Lane.allCases.map { Shares(of: threads.count + waiting[$0, default: 0]) }
        state = Mutex(State(places: places))
        self.factory = factory
    }

    /// The name of the counter of questions.
    public static var metricName: String { "plision_expensive_requests_total" }
    /// The description of the counter.
    public static var metricHelp: String { "Expensive questions, by lane and by what became of them." }

    /// The number of places taken.
    package var takenPlaces: Int { state.withLock { $0.places.reduce(0) { $0 + $1.taken } } }

    /// Returns the result of `work`, or of equal work already in progress.
    ///
    /// Equal questions share the deadline of the first.
    ///
    /// - Throws: The error of `work`, a ``Refusal``, or `CancellationError` when the caller's task is cancelled.
    public func answer(
        _ question: Question, _ work: @escaping @Sendable () async throws -> Answer
    ) async throws -> Answer {
        let asker = state.withLock { $0.number() }
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                join(question, asker, continuation, work)
                // The cancellation handler may have run before the caller joined.
                if Task.isCancelled { leave(question.key, asker) }
            }
        } onCancel: {
            leave(question.key, asker)
        }
    }

    private func join(
        _ question: Question, _ asker: Int, _ continuation: CheckedContinuation<Answer, any Error>,
        _ work: @escaping @Sendable () async throws -> Answer
    ) {
        let isRefused = state.withLock { state -> Bool in
            if let run = state.open[question.key] {
                state.runs[run]?.waiters[asker] = continuation
                count(question.lane, "shared")
                return false
            }
            guard state.take(question) else { return true }
            let run = state.number()
            state.open[question.key] = run
            state.runs[run] = Run(
                question: question, waiters: [asker: continuation],
                work: Task { await self.perform(run, question.lane, work) },
                timer: Task {
                    try await Task.sleep(for: .seconds(question.seconds))
                    self.abandon(run, Refusal.late)
                })
            return false
        }
        guard isRefused else { return }
        count(question.lane, "refused")
        continuation.resume(throwing: Refusal.full)
    }

    private func perform(
        _ run: Int, _ lane: WorkThreads.Lane, _ work: @escaping @Sendable () async throws -> Answer
    ) async {
        let result: Result<Answer, any Error>
        do {
            let answer = try await threads.run(lane) {
                guard self.begin(run) else { throw CancellationError() }
                return try await work()
            }
            result = .success(answer)
        } catch {
            result = .failure(error)
        }
        let ended = state.withLock { state -> Run? in
            state.close(run)
            guard let ended = state.runs.removeValue(forKey: run) else { return nil }
            state.release(ended.question)
            return ended
        }
        guard let ended else { return }
        ended.timer.cancel()
        if !ended.waiters.isEmpty { count(lane, "answered") }
        for continuation in ended.waiters.values { continuation.resume(with: result) }
    }

    /// Marks a run as begun; returns false when it was abandoned while it waited.
    private func begin(_ run: Int) -> Bool {
        state.withLock { state in
            state.runs[run]?.hasBegun = true
            return state.runs[run]?.waiters.isEmpty == false
        }
    }

    /// Removes a caller; the last one to leave ends the run.
    private func leave(_ key: String, _ asker: Int) {
        let (continuation, run) = state.withLock { state -> (CheckedContinuation<Answer, any Error>?, Int?) in
            guard let run = state.open[key] else { return (nil, nil) }
            guard let continuation = state.runs[run]?.waiters.removeValue(forKey: asker) else { return (nil, nil) }
            guard state.runs[run]?.waiters.isEmpty == true else { return (continuation, nil) }
            state.close(run)
            return (continuation, run)
        }
        continuation?.resume(throwing: CancellationError())
        if let run { abandon(run, nil) }
    }

    /// Ends a run without an answer, because it is late (`refusal`) or has no callers left (nil).
    private func abandon(_ run: Int, _ refusal: Refusal?) {
        let ended = state.withLock { state -> Run? in
            guard let ended = state.runs[run], refusal != nil || ended.waiters.isEmpty else { return nil }
            state.close(run)
            state.runs[run]?.waiters = [:]
            if !ended.hasBegun {
                state.runs[run] = nil
                state.release(ended.question)
            }
            return ended
        }
        guard let ended else { return }
        ended.work.cancel()
        ended.timer.cancel()
        count(ended.question.lane, refusal == nil ? "abandoned" : "late")
        for continuation in ended.waiters.values { continuation.resume(throwing: refusal ?? .late) }
    }

    private func count(_ lane: WorkThreads.Lane, _ outcome: String) {
        Counter(label: Self.metricName, dimensions: [("lane", "\(lane)"), ("outcome", outcome)], factory: factory)
            .increment()
    }
}
