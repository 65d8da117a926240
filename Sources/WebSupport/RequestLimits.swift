/// Bounds that every request is held to.
public struct RequestLimits: Hashable, Sendable {
    /// Whose requests are counted, see ``RateLimits``.
    public enum Counting: Hashable, Sendable {
        /// Those of every client but this machine itself, where a proxy may run that was not named.
        case others
        /// Those of every client.
        case everybody
        /// Nobody's: a proxy in front does it.
        case nobody
    }

    /// Longest path with query, bytes.
    public var uriBytes: Int
    /// Largest body, bytes. Together with `bodySeconds` it is the least rate at which a body may come.
    public var bodyBytes: Int
    /// Largest sum of header fields, bytes.
    public var headerBytes: Int
    /// Most requests whose answers are awaited at once; one more is told to come back. One client has half of them at most.
    public var concurrentRequests: Int
    /// Most expensive questions that wait for a thread, by lane; one more is told to come back.
    public var expensiveWaiting: [WorkThreads.Lane: Int]
    /// Most open connections, of which one client has half at most; see ``ConnectionTable``.
    public var connections: Int
    /// Most bytes of large answers that are on their way at once; see ``AnswersInFlight``.
    public var answerBytes: Int
    /// Longest time for the head of a request to arrive from its first byte, seconds.
    public var headerSeconds: Double
    /// Longest time for a body to arrive, seconds; shorter than `answerSeconds`, so that who is late is told so.
    public var bodySeconds: Double
    /// Longest time for an answer that has to wait for something, seconds.
    public var answerSeconds: Double
    /// Longest time from a request's first byte to its answer's last, seconds.
    public var requestSeconds: Double
    /// Longest time a connection may wait for a request, seconds.
    public var idleSeconds: Double
    /// Least rate at which an answer is to be read, bytes a second, in each stretch of `readGraceSeconds`.
    public var readBytesPerSecond: Double
    /// Over how long the rate of a reader is taken, seconds. It is long because the reader's own system takes in 128 KiB or more
    /// before it says that some of it was read: who reads 3 KiB a second is seen to read nothing for 40 seconds.
    public var readGraceSeconds: Double
    /// Longest time running requests get when the server is told to stop, seconds.
    public var stopSeconds: Int
    /// Proxies that are believed when they say for whom they ask.
    public var trustedProxies: [AddressRange]
    /// Whose requests are counted.
    public var counting: Counting

    /// How often a client may ask.
    package var rates = RateLimits()
    /// How long a connection is kept after its last answer for its reader to take it, seconds.
    let farewellSeconds = 2.0
    /// How much of what still comes then is thrown away before it is closed, bytes.
    let ignoredBytes = 1 << 18

    /// The bounds of a public server unless told otherwise.
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
