internal import ArgumentParser
internal import Foundation
internal import GeoIndex
internal import Locator
internal import TileServer

/// A failed verb: one line that says what, where and what to do, and the exit code of its class.
struct Failure: Error {
    let exitCode: ExitCode
    let message: String

    /// The work failed.
    static func failed(_ message: String) -> Failure { Failure(exitCode: ExitCode(1), message: message) }
    /// An input is malformed (`EX_DATAERR`).
    static func malformed(_ message: String) -> Failure { Failure(exitCode: ExitCode(65), message: message) }
    /// An input is not there or cannot be read (`EX_NOINPUT`).
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

/// Prints a line on stderr, where progress and notes go.
func note(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
