internal import ArgumentParser
internal import Publication

/// The options for the structures that a registry publishes.
struct PublishedOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Folder in which a registry publishes its structures.", valueName: "dir"))
    var published: String?

    @Option(
        help: ArgumentHelp(
            "File with the registry's public key, as `plision-registry publish --print-key` prints it.",
            valueName: "file"))
    var publishedKey: String?

    func validate() throws {
        guard (published == nil) == (publishedKey == nil) else {
            throw ValidationError("--published and --published-key are given together")
        }
    }

    /// Returns the folder and the key; nil when not given.
    ///
    /// - Throws: ``Failure`` when the file has no key.
    func source() throws -> PublishedSource? {
        guard let published, let publishedKey else { return nil }
        do {
            return try PublishedSource(folder: published, keyFile: publishedKey)
        } catch {
            throw Failure(error, at: publishedKey)
        }
    }

    /// Reads the newest snapshot; nil when no folder is given.
    ///
    /// - Throws: ``Failure`` when it cannot be read or is refused.
    func snapshot() throws -> PublishedSnapshot? {
        guard let source = try source() else { return nil }
        do {
            return try source.snapshot()
        } catch {
            throw Failure(error, at: source.path)
        }
    }
}

extension Failure {
    /// The failure of reading what a registry has published, or its key.
    init(_ error: SnapshotError, at path: String) {
        switch error {
        case .unreadable: self = .notFound("\(error)")
        default: self = .malformed("\(path): \(error)")
        }
    }
}
