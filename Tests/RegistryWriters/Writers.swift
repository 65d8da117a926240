import Foundation
import Registry

/// Writes to a registry from 24 threads until it is killed. Each account that is made is told on a line of stdout after
/// its transaction has returned.
///
/// usage: RegistryWriters HOME ROOT-KEY PREFIX
@main
enum Writers {
    static func main() throws {
        let arguments = CommandLine.arguments
        var settings = RegistryHome.Settings(root: .file(arguments[2]))
        settings.passwordCost = PasswordHasher.Cost(passes: 1, memory: 8192)
        let home = try RegistryHome.open(at: arguments[1], settings)
        for thread in 0..<24 {
            Thread.detachNewThread {
                for index in 0... {
                    let login = "\(arguments[3])-\(thread)-\(index)"
                    // A lock that waits too long is no loss: nothing was acknowledged.
                    guard (try? home.addAccount(login: login, name: "Fixture", by: .systemOperator)) != nil else {
                        continue
                    }
                    let line = Array((login + "\n").utf8)
                    _ = write(1, line, line.count)
                }
            }
        }
        while true { sleep(60) }
    }
}
