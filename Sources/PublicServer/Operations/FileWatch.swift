internal import ServiceLifecycle
internal import WebSupport

/// Checks twice a second whether a file in use was modified in place.
struct FileWatch: Service {
    let check: @Sendable () throws -> Void
    let onDamage: @Sendable (any Error) -> Void

    func run() async {
        await run(every: .milliseconds(500)) {
            do { try check() } catch { onDamage(error) }
        }
    }
}
