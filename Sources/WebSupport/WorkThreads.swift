internal import Glibc
internal import NIOCore
internal import NIOPosix
internal import Synchronization

/// Threads for expensive work, apart from those that answer cheap requests, and of lower priority.
///
/// A free thread takes the oldest job of the quick lane, and one of the long lane when no quick one waits. Every eighth job is
/// taken from the long lane first, so that quick work cannot hold it up for ever. Where there are several threads one is kept
/// from long jobs.
public final class WorkThreads: Sendable {
    /// How long a job takes, roughly.
    public enum Lane: Int, CaseIterable, Sendable {
        /// Up to a tenth of a second: a tile.
        case quick
        /// Up to seconds: a sheet, an export, a large table.
        case long
    }

    /// How many jobs run at a time.
    public let count: Int
    private let queue: JobQueue
    private let lanes: [LaneExecutor]

    /// The threads of this process: one fewer than the machine has cores, and at least one.
    public static let shared = WorkThreads(count: max(1, System.coreCount - 1))

    /// Starts `count` threads.
    public init(count: Int) {
        self.count = count
        let queue = JobQueue(threads: count)
        self.queue = queue
        lanes = Lane.allCases.map { LaneExecutor(queue: queue, lane: $0) }
    }

    /// How many jobs wait for a thread.
    package var waitingCount: Int { queue.count }

    /// Runs `work` on these threads.
    ///
    /// Work that does not suspend keeps its thread until it ends; it should call `Task.checkCancellation()` where it can stop.
    public func run<Value: Sendable>(
        _ lane: Lane, _ work: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withTaskExecutorPreference(lanes[lane.rawValue]) { try await work() }
    }
}

/// Jobs that wait for a thread.
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
            // Linux keeps a niceness for each thread, and 0 names the calling one: cheap requests win every contest for a core.
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), 0, 10)
            var last: WorkThreads.Lane?
            while let next = self.next(after: last) {
                next.job.runSynchronously(on: next.executor)
                last = next.lane
            }
        }
    }

    /// Takes the job whose turn it is, if any may run; `last` is the lane of the one that this thread has ended.
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

/// One lane, as what Swift's tasks run on.
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
