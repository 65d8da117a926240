internal import Synchronization

/// How often one client may ask: a token bucket for each class of work.
///
/// The numbers are for a school behind one address. Three hundred pupils who open the map together ask for a hundred tiles
/// each: 30,000 requests at once, and then 500 a second, more than they can click, and less than a seventh of what the process
/// answers. Of heavy work, which tiles are that nobody drew before, each of them may have ten at once, then twenty a second among
/// them, which is more than two cores do.
package struct RateLimits: Hashable, Sendable {
    /// How many requests.
    package struct Bucket: Hashable, Sendable {
        /// Most at once.
        package var burst: Double
        /// How many more a second.
        package var perSecond: Double

        package init(burst: Double, perSecond: Double) {
            self.burst = burst
            self.perSecond = perSecond
        }
    }

    /// Requests of every class.
    package var all = Bucket(burst: 30_000, perSecond: 500)
    /// Requests for heavy work.
    package var heavy = Bucket(burst: 3000, perSecond: 20)
    /// Most clients whose requests are counted at once.
    package var clients = 65_536

    package init() {}

    /// After how long any bucket is full again, seconds.
    var refillSeconds: Double { max(all.burst / all.perSecond, heavy.burst / heavy.perSecond) }
}

/// Counts requests by client in memory, and in memory only.
///
/// Who has not asked for as long as a bucket takes to fill is as good as new, so that clients are kept in two generations: when
/// that time is over, or the younger one is full, the older one is dropped whole. At most twice `clients` buckets are held, and
/// each request takes constant time.
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

    /// No client has asked yet.
    package init(_ limits: RateLimits = RateLimits()) {
        self.limits = limits
    }

    /// Takes one request of `client` at `now`, seconds of any clock that does not go back; nothing when it may be answered, else
    /// the whole seconds after which the next one may.
    package func refusal(of client: ClientKey, _ work: WorkClass, now: Double) -> Int? {
        state.withLock { state in
            if now - state.began >= limits.refillSeconds || state.young.count >= limits.clients {
                // Nobody asked for two of these times: the younger are old as well.
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

    /// How many buckets are held.
    package var count: Int { state.withLock { $0.young.count + $0.old.count } }
}
