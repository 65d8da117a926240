internal import ServiceLifecycle
internal import WebSupport

/// Looks twice a second whether somebody writes into files that are in use.
struct FileWatch: Service {
    let check: @Sendable () throws -> Void
    let onDamage: @Sendable (any Error) -> Void

    func run() async {
        await run(every: .milliseconds(500)) {
            do { try check() } catch { onDamage(error) }
        }
    }
}
