/// Bounds that every request is held to.
public struct RequestLimits: Hashable, Sendable {
    /// Longest path with query, bytes.
    public var uriBytes: Int
    /// Largest body, bytes.
    public var bodyBytes: Int
    /// Largest sum of header fields, bytes.
    public var headerBytes: Int
    /// Most requests worked on at once; one more is told to come back.
    public var concurrentRequests: Int
    /// Most expensive questions that wait for a thread, by lane; one more is told to come back.
    public var expensiveWaiting: [WorkThreads.Lane: Int]
    /// Most open connections; further ones wait to be accepted.
    public var connections: Int
    /// Longest time for a body to arrive, seconds.
    public var bodySeconds: Double
    /// Longest time for an answer that has to wait for something, seconds.
    public var answerSeconds: Double
    /// Longest time a connection may stay silent, seconds.
    public var idleSeconds: Int
    /// Longest time running requests get when the server is told to stop, seconds.
    public var stopSeconds: Int

    /// The bounds of a public server unless told otherwise.
    public init(
        uriBytes: Int = 8192, bodyBytes: Int = 16384, headerBytes: Int = 32768, concurrentRequests: Int = 1024,
        expensiveWaiting: [WorkThreads.Lane: Int] = [.quick: 64, .long: 8], connections: Int = 4096,
        bodySeconds: Double = 10, answerSeconds: Double = 10, idleSeconds: Int = 60,
        stopSeconds: Int = 10
    ) {
        self.uriBytes = uriBytes
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
        self.concurrentRequests = concurrentRequests
        self.expensiveWaiting = expensiveWaiting
        self.connections = connections
        self.bodySeconds = bodySeconds
        self.answerSeconds = answerSeconds
        self.idleSeconds = idleSeconds
        self.stopSeconds = stopSeconds
    }
}
