internal import Glibc

/// Handles the loss of bytes of a mapped file: somebody has truncated it in place, or the disk fails.
enum LostBytes {
    /// Makes the process end in that case with one line and the exit code of a damaged file, rather than by a signal.
    static func endProcess() {
        var action = sigaction()
        action.sa_flags = SA_SIGINFO
        // A signal handler may only make plain system calls: no allocation, no lock.
        action.__sigaction_handler.sa_sigaction = { signal, info, _ in
            guard let info, info.pointee.si_code == BUS_ADRERR else {
                _ = Glibc.signal(signal, SIG_DFL)
                return
            }
            let line: StaticString =
                "plision: a file in use was cut short or cannot be read; never write into it: make the new one beside it and rename it into its place\n"
            _ = write(2, line.utf8Start, line.utf8CodeUnitCount)
            _exit(65)
        }
        sigaction(SIGBUS, &action, nil)
    }
}
