internal import ArgumentParser
internal import Foundation
internal import GeoIndex
internal import Locator
internal import TileServer

/// A failed command: one line for people, and an exit code.
struct Failure: Error {
    let exitCode: ExitCode
    let message: String

    /// The work failed (exit code 1).
    static func failed(_ message: String) -> Failure { Failure(exitCode: ExitCode(1), message: message) }
    /// An input is malformed (`EX_DATAERR`).
    static func malformed(_ message: String) -> Failure { Failure(exitCode: ExitCode(65), message: message) }
    /// An input does not exist or cannot be read (`EX_NOINPUT`).
    static func notFound(_ message: String) -> Failure { Failure(exitCode: ExitCode(66), message: message) }

    /// Prints the line on stderr.
    func report() {
        note("plision: \(message)")
    }
}

extension Failure {
    /// The failure of opening a dataset.
    init(_ error: DatasetError) {
        switch error {
        case .notFound: self = .notFound("\(error)")
        case .file(let error): self.init(error)
        case .inconsistent, .rules: self = .malformed("\(error)")
        case .cannotWrite: self = .failed("\(error)")
        }
    }

    /// The failure of reading or writing a packed file.
    init(_ error: PackedFileError) {
        switch error {
        case .unreadable: self = .notFound("\(error)")
        case .unwritable: self = .failed("\(error)")
        default: self = .malformed("\(error)")
        }
    }

    /// The failure of reading or writing an archive of tiles.
    init(_ error: TileFileError) {
        switch error {
        case .unreadable: self = .notFound("\(error)")
        case .malformed, .writtenInPlace: self = .malformed("\(error)")
        case .unwritable, .stopped: self = .failed("\(error)")
        }
    }
}

/// Prints a line on stderr, which is used for progress and notes.
func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
