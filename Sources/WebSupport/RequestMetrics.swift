public import CoreMetrics
internal import Synchronization

/// Counts and durations of requests, labelled by route template and status.
public final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        var route: String
        var status: Int
    }

    private struct Handles {
        var requests: Counter
        var bytes: Counter
        var duration: CoreMetrics.Timer
    }

    /// The description of each metric.
    static let help = [
        "http_requests_total": "Requests answered, by route template and status.",
        "http_response_bytes_total": "Bytes of bodies answered, by route template and status.",
        "http_request_duration_seconds": "Time from a request's head to its answer, by route template.",
        "http_connections_dropped_total": "Connections ended without an answer, by reason.",
    ]

    private let factory: any MetricsFactory
    private let handles = Mutex<[Key: Handles]>([:])

    /// Creates metrics that `factory` keeps.
    public init(factory: any MetricsFactory) {
        self.factory = factory
    }

    /// Counts one request.
    ///
    /// - Parameters:
    ///   - route: The template of the route.
    ///   - status: The HTTP status.
    ///   - nanoseconds: The time it took to answer.
    ///   - bytes: The size of the response body.
    public func record(route: String, status: Int, nanoseconds: Int64, bytes: Int) {
        let key = Key(route: route, status: status)
        let handle = handles.withLock { handles in
            if let known = handles[key] { return known }
            let labels = [("route", route), ("status", "\(status)")]
            let made = Handles(
                requests: Counter(label: "http_requests_total", dimensions: labels, factory: factory),
                bytes: Counter(label: "http_response_bytes_total", dimensions: labels, factory: factory),
                duration: Timer(
                    label: "http_request_duration_seconds", dimensions: [("route", route)], factory: factory))
            handles[key] = made
            return made
        }
        handle.requests.increment()
        handle.bytes.increment(by: bytes)
        handle.duration.recordNanoseconds(nanoseconds)
    }

    /// Counts a connection closed without a response.
    func record(_ drop: ConnectionDrop) {
        Counter(label: "http_connections_dropped_total", dimensions: [("reason", drop.rawValue)], factory: factory)
            .increment()
    }
}
