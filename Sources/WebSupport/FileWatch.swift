internal import ServiceLifecycle

/// Checks twice a second whether a file in use was modified in place.
package struct FileWatch: Service {
    private let check: @Sendable () throws -> Void
    private let onDamage: @Sendable (any Error) -> Void

    /// Creates a watch that calls `check`, and `onDamage` with the error that it throws.
    package init(check: @escaping @Sendable () throws -> Void, onDamage: @escaping @Sendable (any Error) -> Void) {
        (self.check, self.onDamage) = (check, onDamage)
    }

    package func run() async {
        await run(every: .milliseconds(500)) {
            do { try check() } catch { onDamage(error) }
        }
    }
}
