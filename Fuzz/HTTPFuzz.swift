import Glibc
import Hummingbird
import Logging
import ServiceLifecycle
import Synchronization
import WebSupport

/// Fuzz target: any bytes sent to the real server over a socket. The connection ends in time, without an answer or with
/// statuses below 500.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    guard let start, count > 0 else { return 0 }
    let answer = exchange(UnsafeRawBufferPointer(start: start, count: count))
    precondition(answer.isEmpty || answer.starts(with: Array("HTTP/1.".utf8)), "an answer that is none")
    for line in String(decoding: answer, as: UTF8.self).split(separator: "\r\n") where line.hasPrefix("HTTP/1.1 ") {
        let status = Int(line.dropFirst(9).prefix(3)) ?? 0
        precondition((100..<500).contains(status), "status \(status)")
    }
    return 0
}

/// The port of a server that is started once.
private let port: in_port_t = {
    let found = Mutex<Int?>(nil)
    let logger = Logger(label: "fuzz") { _ in SwiftLogNoOpLogHandler() }
    var routes = Routes(work: SharedWork(.shared, waiting: [:], factory: MetricsRegistry()))
    routes.get("/things/{id}") { _, context in
        Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: try context.component("id"))))
    }
    routes.waiting("/", method: .post) { request, context in
        let name = ParameterDescription("name", .text(maximum: 20), summary: "name")
        _ = try await request.formParameters(ParameterSet([name]), limits: context.limits)
        return Response(status: .ok)
    }
    let log = AccessLog { _ in }
    let limits = RequestLimits(headerSeconds: 1, bodySeconds: 1, idleSeconds: 1, counting: .off)
    let responder = WebResponder(
        routes: routes, limits: limits, log: log, metrics: RequestMetrics(factory: MetricsRegistry()), logger: logger)
    let application = WebServer(host: "127.0.0.1", port: 0, limits: limits, logger: logger)
        .application(responder, services: [log]) { port in found.withLock { $0 = port } }
    Task { try await ServiceGroup(services: [application], logger: logger).run() }
    while true {
        if let port = found.withLock({ $0 }) { return in_port_t(port) }
        usleep(1000)
    }
}()

/// The response to `bytes` until the server closes the connection, which must happen within ten seconds.
private func exchange(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var wait = timeval(tv_sec: 10, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &wait, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = in_addr_t(0x7F00_0001).bigEndian
    let connected = withUnsafePointer(to: &address) { address in
        address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
            connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
    }
    precondition(connected == 0, "the server accepts nothing")
    _ = send(descriptor, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
    shutdown(descriptor, Int32(SHUT_WR))
    var answer: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65536)
    while true {
        let count = recv(descriptor, &part, part.count, 0)
        guard count > 0 else {
            precondition(count == 0 || errno != EAGAIN, "the connection does not end")
            return answer
        }
        answer += part[..<count]
    }
}
