internal import CoreMetrics
internal import Logging
internal import Publication
internal import Registry
internal import ServiceLifecycle
internal import Synchronization
internal import WebSupport

/// Keeps what is published equal to what is live: signs a snapshot after each approval, and tries again when that failed.
final class Publisher: Sendable {
    /// The last attempt.
    struct Report: Sendable {
        /// The revision of the last snapshot that this process has put into its place.
        var revision: Int?
        /// Why the last attempt failed; nil when it did not.
        var failure: RegistryError?
    }

    static let metricHelp = [
        "plision_registry_published_revision": "Revision of the last snapshot signed by this process.",
        "plision_registry_publishing_failed": "1 while an approved change could not be published, else 0.",
    ]

    private let home: RegistryHome
    private let logger: Logger
    private let revision: Gauge
    private let failed: Gauge
    private let state = Mutex(Report())

    init(_ home: RegistryHome, logger: Logger, factory: any MetricsFactory) {
        (self.home, self.logger) = (home, logger)
        revision = Gauge(label: "plision_registry_published_revision", factory: factory)
        failed = Gauge(label: "plision_registry_publishing_failed", factory: factory)
        failed.record(0)
    }

    /// How the last attempt went.
    var report: Report { state.withLock { $0 } }

    /// Signs what is live when the public process does not have it yet, or `always`. A failure is noted and tried again.
    func publish(by actor: Actor, request: String? = nil, always: Bool = false) {
        do throws(RegistryError) {
            let isCurrent = always ? false : try home.isPublished()
            if !isCurrent {
                let snapshot = try home.publish(by: actor, request: request)
                state.withLock { $0.revision = snapshot.revision }
                revision.record(snapshot.revision)
            }
            note(nil)
        } catch {
            note(error)
        }
    }

    private func note(_ failure: RegistryError?) {
        let former = state.withLock { state in
            defer { state.failure = failure }
            return state.failure
        }
        failed.record(failure == nil ? 0 : 1)
        if let failure, failure != former { logger.error("publishing failed, is tried again: \(failure)") }
    }
}

extension Publisher: Service {
    /// Publishes what is not published yet: at once, and every 15 seconds until the server stops.
    func run() async throws {
        try? await WorkThreads.shared.run(.quick) { self.publish(by: .systemOperator) }
        await run(every: .seconds(15)) { self.publish(by: .systemOperator) }
    }
}
