internal import Glibc
public import ServiceLifecycle
internal import Synchronization

/// The access log: route template, status, duration in milliseconds and response bytes of each request.
///
/// It never receives the request, so it cannot log a query, address, coordinate, identifier or header. Lines carry no
/// time stamp: the collector of the log adds it. Lines are buffered, so that no request waits for a write.
public final class AccessLog: Service {
    private let pending = Mutex<[UInt8]>([])
    private let write: @Sendable ([UInt8]) -> Void
    private static let flushBytes = 32768

    /// Creates a log that passes whole lines to `write`, by default to standard error.
    public init(write: @escaping @Sendable ([UInt8]) -> Void = AccessLog.standardError) {
        self.write = write
    }

    /// Adds the line of one request.
    ///
    /// - Parameters:
    ///   - route: The template of the route, never the path itself.
    ///   - status: The HTTP status.
    ///   - nanoseconds: The time it took to answer.
    ///   - bytes: The size of the response body.
    public func record(route: String, status: Int, nanoseconds: Int64, bytes: Int) {
        let full: [UInt8]? = pending.withLock { pending in
            pending.append(contentsOf: "route=".utf8)
            pending.append(contentsOf: route.utf8)
            pending.append(contentsOf: " status=".utf8)
            Self.append(status, to: &pending)
            pending.append(contentsOf: " ms=".utf8)
            Self.append(Int(nanoseconds / 1_000_000), to: &pending)
            pending.append(UInt8(ascii: "."))
            let thousandths = Int(nanoseconds / 1000 % 1000)
            for divisor in [100, 10, 1] { pending.append(UInt8(ascii: "0") + UInt8(thousandths / divisor % 10)) }
            pending.append(contentsOf: " bytes=".utf8)
            Self.append(bytes, to: &pending)
            pending.append(UInt8(ascii: "\n"))
            guard pending.count >= Self.flushBytes else { return nil }
            defer { pending.removeAll(keepingCapacity: true) }
            return pending
        }
        if let full { write(full) }
    }

    /// Writes the buffered lines.
    public func flush() {
        let lines = pending.withLock { pending in
            defer { pending.removeAll(keepingCapacity: true) }
            return pending
        }
        if !lines.isEmpty { write(lines) }
    }

    /// Writes the buffered lines twice a second until the server stops.
    public func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                self.flush()
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        flush()
    }

    /// Writes whole lines to file descriptor 2.
    public static let standardError: @Sendable ([UInt8]) -> Void = { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    private static func append(_ value: Int, to bytes: inout [UInt8]) {
        var divisor = 1
        while value / divisor >= 10 { divisor *= 10 }
        while divisor > 0 {
            bytes.append(UInt8(ascii: "0") + UInt8(value / divisor % 10))
            divisor /= 10
        }
    }
}
