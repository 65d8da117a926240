extension Task where Success == Never, Failure == Never {
    /// Throws when the current task is cancelled: `checkCancellation()` with its error's type.
    package static func checkStop() throws(Swift.CancellationError) {
        if isCancelled { throw Swift.CancellationError() }
    }
}
