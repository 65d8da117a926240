internal import ArgumentParser

/// The executable of the registry; each command is in a file of its own.
@main
struct RegistryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plision-registry",
        abstract: "The registry, in which people with a role keep what Plision publishes.",
        discussion: """
            It is a program of its own, with databases of its own. What is here is for whoever operates the system.
            Exit codes: 0 done, 1 the work failed, 64 wrong usage, 65 malformed input, 66 input not found.
            """,
        version: "0.1.0",
        subcommands: [
            InitCommand.self, ServeCommand.self, UserCommand.self, AuditCommand.self, PublishCommand.self,
            KeysCommand.self, ImportCommand.self, ReportsCommand.self, RemindCommand.self,
            BackupCommand.self, RestoreCommand.self,
        ])

    static func main() async {
        do {
            var command = try parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as ToolFailure {
            failure.report()
            exit(withError: failure.exitCode)
        } catch {
            exit(withError: error)
        }
    }
}
