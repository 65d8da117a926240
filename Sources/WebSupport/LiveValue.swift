public import CoreMetrics
public import Logging
public import ServiceLifecycle
internal import Synchronization

/// A value read from files that are replaced while the process runs.
///
/// A request takes ``current`` once and keeps using that value. The identity of the files is checked at an interval;
/// when it has changed, the new value is loaded and replaces the old one. When loading fails, the old value stays in
/// use and the error is logged once.
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

    /// Loads the first value.
    ///
    /// - Parameters:
    ///   - name: The name of the value in the log.
    ///   - interval: How often the files are checked.
    ///   - refused: A gauge that is 1 while the files on disk are refused.
    ///   - identify: Returns a text that changes when the files change, or nil while they are missing.
    ///   - load: Reads the value from the files.
    ///   - prepare: Does work that would otherwise delay the first request. Called with a later value before it is
    ///     published, and with the first value after the server has started.
    /// - Throws: The error of `load`.
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
        // Read the identity first, so that a change between the two calls is noticed by the next check.
        let identity = identify() ?? ""
        state = Mutex(State(value: try load(), identity: identity))
    }

    /// The newest value that was loaded.
    public var current: Value { state.withLock { $0.value } }

    /// Why the files on disk were refused; nil while they are in use.
    public var refusal: (any Error)? { state.withLock { $0.refused?.error } }

    /// Checks the files once.
    ///
    /// - Returns: Whether a new value was published.
    @discardableResult
    public func refresh() -> Bool {
        guard let identity = identify() else { return false }
        let isNews = state.withLock { state in
            // The files now in use were restored.
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

    /// Checks the files at the interval until the server stops. Files are loaded on ``WorkThreads``.
    public func run() async {
        try? await WorkThreads.shared.run(.quick) { self.prepare(self.current) }
        await run(every: interval) { _ = self.refresh() }
    }
}

extension Service {
    /// Calls `body` on ``WorkThreads`` at the interval until the server stops.
    public func run(every interval: Duration, _ body: @escaping @Sendable () -> Void) async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                try? await Task.sleep(for: interval)
                try? await WorkThreads.shared.run(.quick) { body() }
            }
        }
    }
}
