import Registry
import Testing

struct LoginLimiterTests {
    private let now = Timestamp(milliseconds: 1_780_000_000_000)

    @Test("A source has its burst, and then one attempt each quarter of a minute")
    func refill() {
        let limiter = LoginLimiter()
        let taken = (0..<30).filter { _ in limiter.take("a", now: now) }.count
        #expect(taken == LoginLimiter.burst)
        #expect(!limiter.take("a", now: now.adding(seconds: 14)))
        #expect(limiter.take("a", now: now.adding(seconds: 30)))
        #expect(limiter.take("b", now: now))
    }

    @Test("A clock set back gives no attempts")
    func clockSetBack() {
        let limiter = LoginLimiter()
        for _ in 0..<30 { _ = limiter.take("a", now: now) }
        #expect(!limiter.take("a", now: now.adding(seconds: -86400)))
        #expect(!limiter.take("a", now: now.adding(seconds: -86399)))
    }

    @Test("A flood of sources does not make it forget the one that tried most")
    func flood() {
        let limiter = LoginLimiter()
        for _ in 0..<30 { _ = limiter.take("a", now: now) }
        for index in 0..<20_000 { _ = limiter.take("flood \(index)", now: now) }
        #expect(!limiter.take("a", now: now))
    }
}
