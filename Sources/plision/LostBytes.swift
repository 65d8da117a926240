internal import Glibc

/// What becomes of the process when bytes of a mapped file are gone: somebody cut it short in place, or the disk fails.
enum LostBytes {
    /// From now on the process then ends at once with one line and the exit code of a damaged file, rather than by a
    /// signal.
    static func endProcess() {
        var action = sigaction()
        action.sa_flags = SA_SIGINFO
        // Within a signal handler only plain system calls are allowed: no allocation, no lock.
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
