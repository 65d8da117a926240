import Glibc

/// The cores of the machine that work is shared among.
enum Cores {
    /// How many there are, at least one.
    static let count = max(sysconf(CInt(_SC_NPROCESSORS_ONLN)), 1)
}
