internal import Crypto
internal import Synchronization

/// Bounds the attempts to sign in from one source. It lives in memory and keeps no address: only a digest under a key that
/// ends with the process.
package final class LoginLimiter: Sendable {
    /// The attempts that a source has at the beginning, and at most.
    package static let burst = 20
    /// The seconds after which a source has one more.
    package static let refillSeconds = 15
    /// The most sources that are remembered.
    package static let sourceLimit = 4096

    private struct Bucket {
        var attempts: Double
        var at: Timestamp
    }

    private let key = SymmetricKey(size: .bits256)
    private let buckets = Mutex([[UInt8]: Bucket]())

    /// Creates a limiter that has counted no attempt yet.
    package init() {}

    /// Takes one attempt from a source; false when it has none left.
    package func take(_ source: String, now: Timestamp) -> Bool {
        let digest = Array(HMAC<SHA256>.authenticationCode(for: Array(source.utf8), using: key).prefix(8))
        return buckets.withLock { buckets in
            if buckets[digest] == nil, buckets.count >= Self.sourceLimit { Self.forget(&buckets, now) }
            var bucket = Self.refilled(buckets[digest] ?? Bucket(attempts: Double(Self.burst), at: now), now)
            let isAllowed = bucket.attempts >= 1
            if isAllowed { bucket.attempts -= 1 }
            buckets[digest] = bucket
            return isAllowed
        }
    }

    private static func refilled(_ bucket: Bucket, _ now: Timestamp) -> Bucket {
        // After the clock was set back nothing is added until it moves on.
        let seconds = Double(max(0, now.milliseconds - bucket.at.milliseconds)) / 1000
        return Bucket(attempts: min(Double(burst), bucket.attempts + seconds / Double(refillSeconds)), at: now)
    }

    /// Forgets the half that has most attempts left, so that those who tried most are remembered.
    private static func forget(_ buckets: inout [[UInt8]: Bucket], _ now: Timestamp) {
        let kept = buckets.map { ($0, refilled($1, now)) }.sorted { $0.1.attempts < $1.1.attempts }.prefix(
            sourceLimit / 2)
        buckets = Dictionary(uniqueKeysWithValues: kept.map { ($0, $1) })
    }
}
