internal import Synchronization

/// The rate limits of one client: a token bucket for each class of work.
///
/// The defaults suit a school behind one address. Three hundred pupils who open the map together request a hundred
/// tiles each: 30,000 requests at once, then 500 a second, which is less than a seventh of what the process answers.
/// Each pupil may cause ten heavy requests (tiles not yet cached) at once, and all together 20 a second, which is more
/// than two cores can do.
package struct RateLimits: Hashable, Sendable {
    /// A token bucket.
    package struct Bucket: Hashable, Sendable {
        /// The largest number of requests at once.
        package var burst: Double
        /// The number of requests added each second.
        package var perSecond: Double

        /// Creates a bucket, which is full at first.
        package init(burst: Double, perSecond: Double) {
            self.burst = burst
            self.perSecond = perSecond
        }
    }

    /// The limit of all requests.
    package var all = Bucket(burst: 30_000, perSecond: 500)
    /// The limit of heavy requests.
    package var heavy = Bucket(burst: 3000, perSecond: 20)
    /// The largest number of clients in one generation of ``RateLimiter``.
    package var clients = 65_536

    /// Creates the default limits.
    package init() {}

    /// The time after which any bucket is full again, in seconds.
    var refillSeconds: Double { max(all.burst / all.perSecond, heavy.burst / heavy.perSecond) }
}

/// Counts requests by client, in memory only.
///
/// A client that sends no request for ``RateLimits/refillSeconds`` has full buckets again and need not be remembered.
/// Clients are kept in two generations: after that time, or when the younger one is full, the older one is dropped as a
/// whole. At most twice ``RateLimits/clients`` buckets are held. Each request takes O(1).
package final class RateLimiter: Sendable {
    private struct Tokens {
        var all: Double
        var heavy: Double
        var filled: Double
    }

    private struct State {
        var young: [ClientKey: Tokens] = [:]
        var old: [ClientKey: Tokens] = [:]
        var began = 0.0
    }

    private let limits: RateLimits
    private let state = Mutex(State())

    /// Creates a limiter without clients.
    package init(_ limits: RateLimits = RateLimits()) {
        self.limits = limits
    }

    /// Counts one request of `client`.
    ///
    /// - Parameters:
    ///   - client: The client.
    ///   - work: The class of the request.
    ///   - now: The time in seconds on a monotonic clock.
    /// - Returns: Nil when the request may be answered, else the whole seconds until the next one may.
    package func refusal(of client: ClientKey, _ work: WorkClass, now: Double) -> Int? {
        state.withLock { state in
            if now - state.began >= limits.refillSeconds || state.young.count >= limits.clients {
                // After two such times without a rotation the younger generation is obsolete too.
                state.old = now - state.began >= 2 * limits.refillSeconds ? [:] : state.young
                state.young = [:]
                state.began = now
            }
            var tokens =
                state.young[client] ?? state.old.removeValue(forKey: client)
                ?? Tokens(all: limits.all.burst, heavy: limits.heavy.burst, filled: now)
            let elapsed = max(0, now - tokens.filled)
            tokens.all = min(limits.all.burst, tokens.all + elapsed * limits.all.perSecond)
            tokens.heavy = min(limits.heavy.burst, tokens.heavy + elapsed * limits.heavy.perSecond)
            tokens.filled = now
            var wait = max(0, (1 - tokens.all) / limits.all.perSecond)
            if work == .heavy { wait = max(wait, (1 - tokens.heavy) / limits.heavy.perSecond) }
            if wait <= 0 {
                tokens.all -= 1
                if work == .heavy { tokens.heavy -= 1 }
            }
            state.young[client] = tokens
            return wait <= 0 ? nil : Int(wait.rounded(.up))
        }
    }

    /// The number of clients held.
    package var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
