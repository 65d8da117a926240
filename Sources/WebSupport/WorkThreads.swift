internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Threads for expensive work, of lower priority than those that answer cheap requests.
///
/// A free thread takes the oldest job of the quick lane, or of the long lane when no quick one waits. Every eighth job
/// is taken from the long lane first, so that quick jobs cannot starve it. When there are several threads, one is
/// reserved for quick jobs.
public final class WorkThreads: Sendable {
    /// The estimated duration of a job.
    public enum Lane: Int, CaseIterable, Sendable {
        /// Up to a tenth of a second, such as a tile.
        case quick
        /// Up to a few seconds, such as a sheet, an export or a large table.
        case long
    }

    /// The number of threads.
    public let count: Int
    private let queue: JobQueue
    private let lanes: [LaneExecutor]

    /// The threads of this process: one fewer than it has cores, and at least one.
    public static let shared = WorkThreads(count: max(1, System.coreCount - 1))

    /// Starts `count` threads.
    public init(count: Int) {
        self.count = count
        let queue = JobQueue(threads: count)
        self.queue = queue
        lanes = Lane.allCases.map { LaneExecutor(queue: queue, lane: $0) }
    }

    /// The number of jobs that wait for a thread.
    package var waitingCount: Int { queue.count }

    /// Runs `work` on these threads and returns its result.
    ///
    /// Work that does not suspend occupies its thread until it ends, so it should call `Task.checkCancellation()` where
    /// it can stop.
    ///
    /// - Throws: The error of `work`.
    public func run<Value: Sendable>(
        _ lane: Lane, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withTaskExecutorPreference(lanes[lane.rawValue]) { try await work() }
    }
}

/// The jobs that wait for a thread.
private final class JobQueue: Sendable {
    private struct Waiting {
        var jobs = WorkThreads.Lane.allCases.map { _ in
            CircularBuffer<(job: UnownedJob, executor: UnownedTaskExecutor)>()
        }
        var taken = 0
        var runningLong = 0
    }

    private let mostLong: Int
    private let pool: NIOThreadPool
    private let waiting = Mutex(Waiting())

    init(threads: Int) {
        mostLong = max(1, threads - 1)
        pool = NIOThreadPool(numberOfThreads: threads)
        pool.start()
    }

    deinit {
        pool.shutdownGracefully { _ in }
    }

    var count: Int { waiting.withLock { $0.jobs.reduce(0) { $0 + $1.count } } }

    func add(_ job: UnownedJob, _ executor: UnownedTaskExecutor, _ lane: WorkThreads.Lane) {
        waiting.withLock { $0.jobs[lane.rawValue].append((job, executor)) }
        pool.submit { _ in
            // On Linux each thread has its own niceness, and 0 means the calling thread: threads for cheap requests
            // have precedence.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            var last: WorkThreads.Lane?
            while let next = self.next(after: last) {
                next.job.runSynchronously(on: next.executor)
                last = next.lane
            }
        }
    }

    /// Removes the next job that may run; `last` is the lane of the job this thread has just finished.
    private func next(
        after last: WorkThreads.Lane?
    ) -> (job: UnownedJob, executor: UnownedTaskExecutor, lane: WorkThreads.Lane)? {
        waiting.withLock { waiting in
            if last == .long { waiting.runningLong -= 1 }
            waiting.taken += 1
            let order: [WorkThreads.Lane] = waiting.taken.isMultiple(of: 8) ? [.long, .quick] : [.quick, .long]
            for lane in order where lane == .quick || waiting.runningLong < mostLong {
                guard let (job, executor) = waiting.jobs[lane.rawValue].popFirst() else { continue }
                if lane == .long { waiting.runningLong += 1 }
                return (job, executor, lane)
            }
            return nil
        }
    }
}

/// Runs Swift tasks as jobs of one lane.
private final class LaneExecutor: TaskExecutor {
    private let queue: JobQueue
    private let lane: WorkThreads.Lane

    init(queue: JobQueue, lane: WorkThreads.Lane) {
        (self.queue, self.lane) = (queue, lane)
    }

    func enqueue(_ job: consuming ExecutorJob) {
        queue.add(UnownedJob(job), asUnownedTaskExecutor(), lane)
    }
}
