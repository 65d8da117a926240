internal import ArgumentParser
internal import GeoStore

extension Failure {
    /// The failure of the write side.
    init(_ error: StoreError) {
        switch error.code {
        case .inputNotFound, .inputUnreadable: self = .notFound("\(error)")
        case .inputMalformed, .catalogMalformed, .referenceSystem, .foreignStore: self = .malformed("\(error)")
        case .unknownSource, .unknownKind, .ambiguousPartner:
            self = Failure(exitCode: ExitCode(64), message: "\(error)")
        case .database, .cancelled: self = .failed("\(error)")
        }
    }
}
