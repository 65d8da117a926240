internal import ArgumentParser
internal import Foundation
internal import Registry

/// The options that say where the registry and its root key are.
struct HomeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Folder of the registry.", valueName: "dir"))
    var home = "build/registry"

    @Option(
        help: ArgumentHelp(
            "File with the root key; the credential «registry.key» of systemd, or FOLDER.key, when not given.",
            valueName: "file"))
    var rootKey: String?

    @Flag(help: "Read a passphrase from the standard input in place of a file with the root key.")
    var passphrase = false

    @Option(
        help: ArgumentHelp(
            "File of the anchors of the audit; audit.anchors in the folder when not given.", valueName: "file"))
    var anchors: String?

    @Option(
        help: ArgumentHelp(
            "Folder of what is published; published in the folder of the registry when not given.", valueName: "dir"))
    var published: String?

    func validate() throws {
        guard !passphrase || rootKey == nil else {
            throw ValidationError("expected --root-key or --passphrase, found both")
        }
    }

    /// Where the root key comes from. Reads the passphrase.
    func origin() throws -> RootKey.Origin {
        guard passphrase else { return .file(rootKeyPath) }
        guard let text = readLine(strippingNewline: true), !text.isEmpty else {
            throw ValidationError("--passphrase: expected a line on the standard input")
        }
        return .passphrase(text)
    }

    /// The path of the file with the root key.
    var rootKeyPath: String {
        if let rootKey { return rootKey }
        return Self.credential("registry.key") ?? home + ".key"
    }

    /// The path of a credential that systemd gives to the process; nil when there is none.
    static func credential(_ name: String) -> String? {
        guard let folder = ProcessInfo.processInfo.environment["CREDENTIALS_DIRECTORY"] else { return nil }
        let path = "\(folder)/\(name)"
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The settings of the registry.
    func settings() throws -> RegistryHome.Settings {
        var settings = RegistryHome.Settings(root: try origin())
        settings.anchors = anchors
        settings.published = published
        return settings
    }

    /// Runs `body` with the registry, and writes the anchor of what it did before it returns.
    @discardableResult
    func withRegistry<T>(_ body: (RegistryHome) throws -> T) throws -> T {
        try reporting {
            let registry = try RegistryHome.open(at: home, try settings())
            let value = try body(registry)
            try registry.flushAnchors()
            return value
        }
    }
}
