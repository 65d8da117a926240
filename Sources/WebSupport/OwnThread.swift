package import NIOCore
internal import NIOPosix
public import ServiceLifecycle

/// A server on a thread of its own, which responds even when all other threads of the process are busy.
public struct OwnThread: Service {
    private let server: @Sendable (any EventLoopGroup) -> (any Service)?

    /// Runs the service that `server` returns for an event loop group of one thread; nil runs none.
    package init(_ server: @escaping @Sendable (any EventLoopGroup) -> (any Service)?) {
        self.server = server
    }

    /// Runs the server and its tasks until it ends.
    public func run() async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let service = server(group)
        do {
            try await withTaskExecutorPreference(LoopExecutor(group.next())) { try await service?.run() }
        } catch {
            try? await group.shutdownGracefully()
            throw error
        }
        try await group.shutdownGracefully()
    }
}

/// Runs Swift tasks on an event loop.
private final class LoopExecutor: TaskExecutor {
    private let loop: any EventLoop

    init(_ loop: any EventLoop) {
        self.loop = loop
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        loop.execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
