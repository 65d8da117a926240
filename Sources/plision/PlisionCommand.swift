internal import ArgumentParser

/// The executable; each command is in a file of its own.
@main
struct PlisionCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plision",
        abstract: "Finds the services that can help, near a place.",
        discussion: """
            Data goes one way: import (files to store), build (store to dataset), then answers from the dataset.
            Data is printed on stdout; progress and notes on stderr.
            Exit codes: 0 done, 1 the work failed, 64 wrong usage, 65 malformed input, 66 input not found.
            """,
        version: "0.1.0",
        subcommands: [
            ImportCommand.self, BuildCommand.self, VerifyCommand.self, ReportCommand.self, ExportCommand.self,
            DirectoryCommand.self,
            NearestCommand.self,
            GeocodeCommand.self,
            AutocompleteCommand.self, ReverseCommand.self, RouteCommand.self, MatrixCommand.self, IsochroneCommand.self,
            CoverageCommand.self, TilesCommand.self,
            SampleRoadsCommand.self,
            ServeCommand.self,
        ])

    static func main() async {
        LostBytes.endProcess()
        let arguments = CommandLine.arguments.dropFirst().map(Self.shieldingNegativeNumber)
        do {
            try await run(try parseAsRoot(Array(arguments)))
        } catch let failure as Failure {
            failure.report()
            Self.exit(withError: failure.exitCode)
        } catch {
            Self.exit(withError: error)
        }
    }

    /// Runs a command. A validation error that it throws while running is reported in one line, like any other failure.
    private static func run(_ command: any ParsableCommand) async throws {
        var command = command
        do {
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let error as ValidationError {
            throw Failure(exitCode: .validationFailure, message: "\(error)")
        }
    }

    /// A leading blank keeps `-8.6,41.1` from being parsed as an option; the parsers of values trim it.
    private static func shieldingNegativeNumber(_ argument: String) -> String {
        guard argument.first == "-", argument.dropFirst().first?.isNumber == true else { return argument }
        return " " + argument
    }
}
