import NIOCore
import Testing
import WebSupport

@Suite struct RateLimiterTests {
    private static let clients = Clients(proxies: [])

    private func client(_ number: Int) throws -> ClientKey {
        let address = try SocketAddress(ipAddress: "10.\(number >> 16).\(number >> 8 & 255).\(number & 255)", port: 80)
        return Self.clients.key(of: address) { _ in [] }
    }

    private var small: RateLimits {
        var limits = RateLimits()
        limits.all = RateLimits.Bucket(burst: 10, perSecond: 2)
        limits.heavy = RateLimits.Bucket(burst: 3, perSecond: 0.5)
        limits.clients = 100
        return limits
    }

    @Test func aBucketIsEmptiedAndFillsAgain() throws {
        let limiter = RateLimiter(small)
        let (one, other) = (try client(1), try client(2))
        for _ in 0..<10 { #expect(limiter.refusal(of: one, .cheap, now: 100) == nil) }
        #expect(limiter.refusal(of: one, .cheap, now: 100) == 1)
        #expect(limiter.refusal(of: other, .cheap, now: 100) == nil)
        #expect(limiter.refusal(of: one, .cheap, now: 101) == nil)
        #expect(limiter.refusal(of: one, .cheap, now: 101) == nil)
        #expect(limiter.refusal(of: one, .cheap, now: 101) == 1)
        // A bucket never holds more than its burst.
        for _ in 0..<10 { #expect(limiter.refusal(of: one, .cheap, now: 1000) == nil) }
        #expect(limiter.refusal(of: one, .cheap, now: 1000) != nil)
    }

    @Test func heavyWorkHasABucketOfItsOwn() throws {
        let limiter = RateLimiter(small)
        let one = try client(1)
        for _ in 0..<3 { #expect(limiter.refusal(of: one, .heavy, now: 0) == nil) }
        #expect(limiter.refusal(of: one, .heavy, now: 0) == 2)
        // A refusal takes no token, and cheap requests continue.
        for _ in 0..<7 { #expect(limiter.refusal(of: one, .cheap, now: 0) == nil) }
        #expect(limiter.refusal(of: one, .cheap, now: 0) != nil)
        #expect(limiter.refusal(of: one, .heavy, now: 2) == nil)
    }

    @Test func aSchoolOpensTheMapTogether() throws {
        let limiter = RateLimiter()
        let school = try client(1)
        for _ in 0..<30_000 { #expect(limiter.refusal(of: school, .cheap, now: 5) == nil) }
        #expect(limiter.refusal(of: school, .cheap, now: 5) == 1)
        for second in 6..<60 {
            for _ in 0..<500 { #expect(limiter.refusal(of: school, .cheap, now: Double(second)) == nil) }
        }
    }

    /// Compares with a bucket per client that is never dropped.
    @Test func droppingBucketsChangesNoAnswer() throws {
        let limiter = RateLimiter(small)
        var tokens: [Int: (tokens: Double, filled: Double)] = [:]
        var generator = SystemRandomNumberGenerator()
        var now = 0.0
        for _ in 0..<20_000 {
            now += Double.random(in: 0...0.2, using: &generator)
            let number = Int.random(in: 0..<20, using: &generator)
            var bucket = tokens[number] ?? (10, now)
            bucket.tokens = min(10, bucket.tokens + (now - bucket.filled) * 2)
            bucket.filled = now
            let isLet = limiter.refusal(of: try client(number), .cheap, now: now) == nil
            // Close to a whole token the two may be rounded differently.
            if abs(bucket.tokens - 1) > 1e-6 { #expect(isLet == (bucket.tokens >= 1)) }
            if isLet { bucket.tokens -= 1 }
            tokens[number] = bucket
        }
    }

    @Test func memoryIsBounded() throws {
        let limiter = RateLimiter(small)
        for number in 0..<5000 { _ = limiter.refusal(of: try client(number), .cheap, now: 1) }
        #expect(limiter.count <= 200)
        _ = limiter.refusal(of: try client(1), .cheap, now: 1000)
        #expect(limiter.count == 1)
    }
}
