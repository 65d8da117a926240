public import CoreMetrics
public import Logging
public import ServiceLifecycle
internal import Synchronization

/// A value read from files that are replaced while the process runs.
///
/// Holders take ``current`` once per request and finish on what they took. Once a second the files' identity is looked
/// at; when it changed, the new value is loaded and takes the old one's place. One that does not load is refused, said
/// once, and the old one kept.
public final class LiveValue<Value: Sendable>: Service {
    private struct State {
        var value: Value
        var identity: String
        var refused: (identity: String, error: any Error)?
    }

    private let state: Mutex<State>
    private let name: String
    private let interval: Duration
    private let identify: @Sendable () -> String?
    private let load: @Sendable () throws -> Value
    private let prepare: @Sendable (Value) -> Void
    private let refused: Gauge?
    private let logger: Logger

    /// Loads the first value; throws what `load` throws.
    ///
    /// `identify` gives a text that changes when the files do, nothing while they are away. A later value is given to
    /// `prepare` before it takes the old one's place, so that no request waits for what is made once; the first value
    /// when the server has begun to start, so that the start does not wait for it either. `refused` is 1 while the files are
    /// refused.
    public init(
        name: String, every interval: Duration = .seconds(1), logger: Logger, refused: Gauge? = nil,
        identify: @escaping @Sendable () -> String?, load: @escaping @Sendable () throws -> Value,
        prepare: @escaping @Sendable (Value) -> Void = { _ in }
    ) throws {
        self.name = name
        self.interval = interval
        self.identify = identify
        self.load = load
        self.prepare = prepare
        self.refused = refused
        refused?.record(0)
        self.logger = logger
        // The identity first: a change between the two calls is then seen by the next look.
        let identity = identify() ?? ""
        state = Mutex(State(value: try load(), identity: identity))
    }

    /// The newest value that loaded.
    public var current: Value { state.withLock { $0.value } }

    /// Why the files as they are now were refused; nothing while they are in use.
    public var refusal: (any Error)? { state.withLock { $0.refused?.error } }

    /// Looks at the files once; returns whether a new value took the old one's place.
    @discardableResult
    public func refresh() -> Bool {
        guard let identity = identify() else { return false }
        let isNews = state.withLock { state in
            // The files in use are back.
            if state.identity == identity { state.refused = nil }
            return state.identity != identity && state.refused?.identity != identity
        }
        defer { refused?.record(refusal == nil ? 0 : 1) }
        guard isNews else { return false }
        do {
            let value = try load()
            prepare(value)
            state.withLock { state in
                state.value = value
                state.identity = identity
                state.refused = nil
            }
            logger.notice("\(name): new files in use")
            return true
        } catch {
            state.withLock { $0.refused = (identity, error) }
            logger.error("\(name): new files refused, old ones kept", metadata: ["error": "\(error)"])
            return false
        }
    }

    /// Looks at the files every interval until the server stops. New files are loaded on ``WorkThreads``.
    public func run() async {
        try? await WorkThreads.shared.run(.quick) { self.prepare(self.current) }
        await run(every: interval) { _ = self.refresh() }
    }
}

extension Service {
    /// Calls `body` on ``WorkThreads`` every interval until the server stops.
    public func run(every interval: Duration, _ body: @escaping @Sendable () -> Void) async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: interval)
                try? await WorkThreads.shared.run(.quick) { body() }
            }
        }
    }
}
