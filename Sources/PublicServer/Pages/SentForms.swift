internal import HTTPTypes
internal import Hummingbird
internal import Records
internal import ServiceLifecycle
internal import Synchronization
package import WebSupport

/// Keeps the forms that people sent, for some minutes and in memory only.
///
/// The answer to a form is a page at an address that contains a random key instead of the text. So going back, reloading
/// and changing the language work, and no address, history or log contains what the person typed. The key is drawn at
/// random (128 bits), is never logged, and means nothing after ``lifetime`` or when the process ends.
///
/// One client may keep at most half of the forms. When there is no room, the form is answered without an address.
package final class SentForms: Sendable {
    /// The time a form is kept, in seconds.
    package static let lifetime: Int64 = 15 * 60

    private struct Kept {
        var form: RequestParameters
        var client: ClientKey?
        var expires: Int64
    }

    private struct State {
        var forms: [String: Kept] = [:]
        /// The keys from the oldest to the newest; the first ``expired`` ones are no longer in ``forms``.
        var keys: [String] = []
        var expired = 0
        var shares: Shares

        mutating func removeExpired(_ now: Int64) {
            while expired < keys.count, let kept = forms[keys[expired]], kept.expires <= now {
                forms[keys[expired]] = nil
                shares.giveBack(for: kept.client)
                expired += 1
            }
            // Each key is moved at most once for each key removed.
            guard expired > keys.count / 2 else { return }
            keys.removeFirst(expired)
            expired = 0
        }
    }

    private let clock: @Sendable () -> Int64
    private let state: Mutex<State>

    /// Creates an empty store.
    ///
    /// - Parameters:
    ///   - limit: The largest number of forms.
    ///   - clock: The current time in seconds.
    package init(limit: Int = 8192, clock: @escaping @Sendable () -> Int64) {
        self.clock = clock
        state = Mutex(State(shares: Shares(of: limit)))
    }

    /// Keeps `form` and returns its key; nil when there is no room. O(1) amortised.
    package func keep(_ form: RequestParameters, for client: ClientKey) -> String? {
        let now = clock()
        let client = client.unlessShared
        let key = (0..<16).map { _ in UInt8.random(in: .min ... .max) }.hexadecimal
        return state.withLock { state in
            state.removeExpired(now)
            guard state.shares.take(for: client) else { return nil }
            state.forms[key] = Kept(form: form, client: client, expires: now + Self.lifetime)
            state.keys.append(key)
            return key
        }
    }

    /// The form with `key`; nil when it was never kept or is no longer kept.
    package func form(_ key: String) -> RequestParameters? {
        let now = clock()
        return state.withLock { state in
            state.removeExpired(now)
            return state.forms[key]?.form
        }
    }

    /// The number of forms kept.
    package var count: Int { state.withLock { $0.forms.count } }

    /// Removes expired forms now.
    package func removeExpired() {
        let now = clock()
        state.withLock { $0.removeExpired(now) }
    }
}

extension SentForms {
    /// Directs a browser to the answer of a form it has sent (303 See Other).
    static func redirect(to path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path, .cacheControl: "private, no-store"])
    }
}

extension SentForms: Service {
    /// Removes expired forms every ten seconds until the server stops, so that none stays in memory.
    package func run() async {
        await cancelWhenGracefulShutdown {
            while !Task.isCancelled {
                self.removeExpired()
                try? await Task.sleep(for: .seconds(10))
            }
        }
    }
}
