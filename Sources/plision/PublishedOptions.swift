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

    /// The folder and the key; nil when not given.
    ///
    /// - Throws: ``Failure`` when the file has no key.
    func source() throws -> (folder: String, key: String)? {
        guard let published, let publishedKey else { return nil }
        do {
            return (published, try PublishedSnapshot.key(path: publishedKey))
        } catch {
            throw Failure(error, at: publishedKey)
        }
    }

    /// The newest snapshot; nil when no folder is given.
    ///
    /// - Throws: ``Failure`` when it cannot be read or is refused.
    func snapshot() throws -> PublishedSnapshot? {
        guard let source = try source() else { return nil }
        do {
            return try PublishedSnapshot.read(folder: source.folder, key: source.key)
        } catch {
            throw Failure(error, at: PublishedSnapshot.path(inFolder: source.folder))
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
