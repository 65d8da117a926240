/// A value that is computed once, when it is first asked for.
package typealias OnceValue<Value: Sendable> = Memo<OnlyKey, Value>

/// The key of a memo that has a single value.
package struct OnlyKey: Hashable, Sendable {}

extension Memo where Key == OnlyKey {
    /// Creates a value that is not computed yet.
    package convenience init() { self.init(limit: 1) }

    /// Returns the value, computed by `make` the first time. While another caller computes it, the thread is blocked.
    ///
    /// - Throws: The error of `make`.
    package func value<Failure: Error>(_ make: () throws(Failure) -> Value) throws(Failure) -> Value {
        try value(OnlyKey(), make)
    }
}
