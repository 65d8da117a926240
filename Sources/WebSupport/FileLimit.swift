internal import Glibc

/// How many files the process may have open, sockets included.
package enum FileLimit {
    /// Raises the limit as far as the process may; returns it.
    package static func raise() -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return 1024 }
        if limit.rlim_cur < limit.rlim_max {
            var raised = limit
            raised.rlim_cur = limit.rlim_max
            if setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &raised) == 0 { limit = raised }
        }
        return Int(clamping: limit.rlim_cur)
    }

    /// How many of `wanted` connections fit beside the files that the process needs itself.
    package static func connections(_ wanted: Int, files: Int) -> Int {
        min(wanted, max(files - 128, files / 2))
    }
}
