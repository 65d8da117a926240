extension Task where Success == Never, Failure == Never {
    /// Throws when the current task is cancelled; like `checkCancellation()`, but with a typed error.
    package static func checkStop() throws(Swift.CancellationError) {
        if isCancelled { throw Swift.CancellationError() }
    }
}
