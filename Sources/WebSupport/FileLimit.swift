internal import Glibc

/// The limit of open file descriptors of the process, sockets included.
package enum FileLimit {
    /// Raises the soft limit to the hard limit, and returns it.
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

    /// The number of connections, at most `wanted`, that leaves descriptors for the files of the process.
    package static func connections(_ wanted: Int, files: Int) -> Int {
        min(wanted, max(files - 128, files / 2))
    }
}
