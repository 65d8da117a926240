internal import Glibc
public import ServiceLifecycle
internal import Synchronization

/// The access log: route template, status, milliseconds and bytes of each request, and nothing else.
///
/// No query, address, coordinate, identifier or header can reach it, because it is never given the request. Lines
/// carry no time either; whatever collects them stamps them. They are gathered and written together, so that a request
/// does not wait for the log.
public final class AccessLog: Service {
    private let pending = Mutex<[UInt8]>([])
    private let write: @Sendable ([UInt8]) -> Void
    private static let flushBytes = 32768

    /// A log that hands whole lines to `write`; standard error unless told otherwise.
    public init(write: @escaping @Sendable ([UInt8]) -> Void = AccessLog.standardError) {
        self.write = write
    }

    /// Adds a line.
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

    /// Writes what is pending.
    public func flush() {
        let lines = pending.withLock { pending in
            defer { pending.removeAll(keepingCapacity: true) }
            return pending
        }
        if !lines.isEmpty { write(lines) }
    }

    /// Writes what is pending twice a second until the server stops.
    public func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                self.flush()
                try? await Task.sleep(for: .milliseconds(500))
            }
        }
        flush()
    }

    /// Writes to file descriptor 2, whole lines per call.
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
