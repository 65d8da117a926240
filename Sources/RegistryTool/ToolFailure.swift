internal import ArgumentParser
internal import Foundation
internal import GeoIndex
internal import Locator
internal import Registry

/// A failed command: one line for people, and an exit code.
struct ToolFailure: Error {
    let exitCode: ExitCode
    let message: String

    init(exitCode: Int32, _ message: String) {
        self.exitCode = ExitCode(exitCode)
        self.message = message
    }

    /// The failure that an error of the registry is on the command line.
    init(_ error: RegistryError) {
        let code: Int32 =
            switch error.code {
            case .noSuchFile: 66
            case .damaged, .newerSchema, .wrongKey: 65
            case .invalid: 64
            case .alreadyThere, .notFound, .notSignedIn, .secondFactorNeeded, .refused, .conflict, .stale, .keyReused,
                .busy,
                .unavailable, .database:
                1
            }
        self.init(exitCode: code, "\(error)")
    }

    /// The failure of opening a dataset.
    init(_ error: DatasetError) {
        let code: Int32 =
            switch error {
            case .notFound, .file(.unreadable): 66
            case .file, .inconsistent, .rules: 65
            case .cannotWrite: 1
            }
        self.init(exitCode: code, "\(error)")
    }

    /// Prints the line on stderr.
    func report() {
        FileHandle.standardError.write(Data("plision-registry: \(message)\n".utf8))
    }
}

/// Runs the work of a command; errors of the registry become failures with their exit code.
func reporting<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as RegistryError {
        throw ToolFailure(error)
    }
}
