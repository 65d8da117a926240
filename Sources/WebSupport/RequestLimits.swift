/// The limits of every request of a server.
public struct RequestLimits: Hashable, Sendable {
    /// Which clients' requests are counted against ``RateLimits``.
    public enum Counting: Hashable, Sendable {
        /// All clients except this machine, where an undeclared proxy may run.
        case others
        /// All clients.
        case everybody
        /// None, because a proxy in front of the server counts.
        case off
    }

    /// The longest path with query, in bytes.
    public var uriBytes: Int
    /// The largest body, in bytes. With `bodySeconds` it determines the slowest rate of a body.
    public var bodyBytes: Int
    /// The largest sum of header fields, in bytes.
    public var headerBytes: Int
    /// The largest number of requests in progress; further ones get 503. One client may have half of them.
    public var concurrentRequests: Int
    /// The largest number of expensive questions that wait for a thread, by lane; further ones get 503.
    public var expensiveWaiting: [WorkThreads.Lane: Int]
    /// The largest number of open connections; see ``ConnectionTable``.
    public var connections: Int
    /// The largest number of bytes of large responses being sent; see ``AnswersInFlight``.
    public var answerBytes: Int
    /// The longest time of the head of a request from its first byte, in seconds.
    public var headerSeconds: Double
    /// The longest time of a body, in seconds; shorter than `answerSeconds`, so that a late client gets 408.
    public var bodySeconds: Double
    /// The longest time of an answer that waits for something, in seconds.
    public var answerSeconds: Double
    /// The longest time from the first byte of a request to the last of its response, in seconds.
    public var requestSeconds: Double
    /// The longest idle time of a connection, in seconds.
    public var idleSeconds: Double
    /// The slowest rate at which a client may read its response over `readGraceSeconds`, in bytes per second.
    public var readBytesPerSecond: Double
    /// The period over which the rate of a reader is measured, in seconds. It is long because the client's system
    /// buffers 128 KiB or more before it acknowledges reading: a client that reads 3 KiB a second appears to read
    /// nothing for 40 seconds.
    public var readGraceSeconds: Double
    /// The longest time of running requests when the server stops, in seconds.
    public var stopSeconds: Int
    /// The proxies whose `Forwarded` and `X-Forwarded-For` fields are trusted.
    public var trustedProxies: [AddressRange]
    /// Which clients' requests are counted.
    public var counting: Counting

    /// The rate limits of a client.
    package var rates = RateLimits()
    /// How long a connection stays open after its last response for the client to read it, in seconds.
    let farewellSeconds = 2.0
    /// The largest amount of input discarded in that time before the connection closes, in bytes.
    let ignoredBytes = 1 << 18

    /// Creates limits; the defaults suit a public server.
    public init(
        uriBytes: Int = 8192, bodyBytes: Int = 16384, headerBytes: Int = 32768, concurrentRequests: Int = 1024,
        expensiveWaiting: [WorkThreads.Lane: Int] = [.quick: 64, .long: 8], connections: Int = 4096,
        answerBytes: Int = 1 << 25, headerSeconds: Double = 10, bodySeconds: Double = 10,
        answerSeconds: Double = 15, requestSeconds: Double = 900, idleSeconds: Double = 60,
        readBytesPerSecond: Double = 1024, readGraceSeconds: Double = 60, stopSeconds: Int = 10,
        trustedProxies: [AddressRange] = [], counting: Counting = .others
    ) {
        self.uriBytes = uriBytes
        self.bodyBytes = bodyBytes
        self.headerBytes = headerBytes
        self.concurrentRequests = concurrentRequests
        self.expensiveWaiting = expensiveWaiting
        self.connections = connections
        self.answerBytes = answerBytes
        self.headerSeconds = headerSeconds
        self.bodySeconds = bodySeconds
        self.answerSeconds = answerSeconds
        self.requestSeconds = requestSeconds
        self.idleSeconds = idleSeconds
        self.readBytesPerSecond = readBytesPerSecond
        self.readGraceSeconds = readGraceSeconds
        self.stopSeconds = stopSeconds
        self.trustedProxies = trustedProxies
        self.counting = counting
    }
}
