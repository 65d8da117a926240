internal import Foundation
internal import Glibc

/// How the process shares the processors with others of the machine.
package enum ProcessPriority {
    /// The niceness of all threads.
    package static let niceness: Int32 = 10

    /// Lets others go first, above all the process that answers the public. A process that is nicer already stays so.
    package static func giveWay() {
        // On Linux each thread has its own niceness, which those that it starts inherit.
        let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
        for thread in threads.compactMap(UInt32.init) {
            setpriority(__priority_which_t(PRIO_PROCESS.rawValue), thread, niceness)
        }
    }
}
