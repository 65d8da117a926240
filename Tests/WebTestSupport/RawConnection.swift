internal import Dispatch
internal import Glibc

/// A connection over a plain socket, for requests that no client library sends. Calls wait on a thread of their own, so
/// that the server under test has all others.
public struct RawConnection: Sendable {
    private let descriptor: CInt

    /// Connects to `port` of 127.0.0.1.
    ///
    /// - Parameters:
    ///   - port: The port of the server.
    ///   - source: The loopback address to connect from, such as `127.0.0.2`.
    ///   - receiveBuffer: The size of the receive buffer in bytes, by default that of the system.
    /// - Throws: ``Fault``.
    public init(port: Int, from source: String = "127.0.0.1", receiveBuffer: Int? = nil) async throws {
        descriptor = try await Self.apart { () throws(Fault) -> CInt in
            let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var wait = timeval(tv_sec: 10, tv_usec: 0)
            setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
            setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
            if var size = receiveBuffer.map(CInt.init) {
                setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<CInt>.size))
            }
            guard Self.call(bind, descriptor, source, 0) == 0, Self.call(connect, descriptor, "127.0.0.1", port) == 0
            else {
                _ = Glibc.close(descriptor)
                throw Fault(code: errno)
            }
            return descriptor
        }
    }

    /// The error of a system call.
    public struct Fault: Error {
        /// The error number.
        public let code: CInt
    }

    /// Sends `text`; returns false when the server has closed the connection.
    @discardableResult
    public func send(_ text: String) async -> Bool {
        let descriptor = descriptor
        return await Self.apart {
            var bytes = Array(text.utf8)[...]
            while !bytes.isEmpty {
                let sent = bytes.withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard sent > 0 else { return false }
                bytes = bytes.dropFirst(sent)
            }
            return true
        }
    }

    /// Receives until the server closes. `isClosed` is false when it did not within ten seconds, or after `limit`
    /// bytes.
    public func receive(upTo limit: Int = .max) async -> (text: String, isClosed: Bool) {
        let descriptor = descriptor
        return await Self.apart {
            var all: [UInt8] = []
            var part = [UInt8](repeating: 0, count: 65536)
            while all.count < limit {
                let count = recv(descriptor, &part, min(part.count, limit - all.count), 0)
                if count <= 0 { return (String(decoding: all, as: UTF8.self), count == 0 || errno != EAGAIN) }
                all += part[..<count]
            }
            return (String(decoding: all, as: UTF8.self), false)
        }
    }

    /// Sends `text` on a new connection and receives the response, as ``receive(upTo:)``.
    public static func exchange(port: Int, _ text: String) async throws -> (text: String, isClosed: Bool) {
        let connection = try await RawConnection(port: port)
        defer { connection.close() }
        await connection.send(text)
        return await connection.receive()
    }

    /// Closes the sending side.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// Closes the connection.
    public func close() { _ = Glibc.close(descriptor) }

    private static func call(
        _ function: (CInt, UnsafePointer<sockaddr>, socklen_t) -> CInt, _ descriptor: CInt, _ host: String, _ port: Int
    ) -> CInt {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        inet_pton(AF_INET, host, &address.sin_addr)
        return withUnsafePointer(to: &address) { address in
            address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                function(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
    }

    private static func apart<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result = await withCheckedContinuation {
            (continuation: CheckedContinuation<Result<Value, Failure>, Never>) in
            DispatchQueue.global().async { continuation.resume(returning: Result { () throws(Failure) in try work() }) }
        }
        return try result.get()
    }
}
