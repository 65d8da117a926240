internal import ArgumentParser
internal import Foundation
internal import Registry

/// `plision-registry keys`: replacing keys.
struct KeysCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "keys", abstract: "Replaces keys.", subcommands: [Rotate.self, Rewrap.self])

    /// `keys rotate`
    struct Rotate: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Replaces the key of a purpose and seals again what the former one had sealed.",
            discussion: "Example: plision-registry keys rotate credential")

        @OptionGroup var options: HomeOptions

        @Argument(
            help: ArgumentHelp(
                "One of \(KeyPurpose.allCases.filter(\.isReplaceable).map(\.rawValue).joined(separator: ", ")).",
                valueName: "purpose"))
        var name: String

        func run() throws {
            guard let purpose = KeyPurpose(rawValue: name) else {
                let names = KeyPurpose.allCases.filter(\.isReplaceable).map(\.rawValue).joined(separator: ", ")
                throw ToolFailure(exitCode: 64, "purpose «\(name)»: expected one of \(names)")
            }
            let count = try options.withRegistry { try $0.rotateKey(purpose) }
            print("\(name): a new key; \(count) values sealed again")
        }
    }

    /// `keys rewrap`
    struct Rewrap: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Wraps all keys with another root key, which is made if there is no such file.",
            discussion: "Example: plision-registry keys rewrap --new-root-key /etc/plision/registry-2.key")

        @OptionGroup var options: HomeOptions

        @Option(help: ArgumentHelp("The file with the other root key.", valueName: "file"))
        var newRootKey: String

        func run() throws {
            try options.withRegistry { registry in
                if !FileManager.default.fileExists(atPath: newRootKey) { try RootKey.makeFile(at: newRootKey) }
                try registry.rewrapKeys(with: .file(newRootKey))
            }
            print("root key: \(newRootKey); backups made before need the former one")
        }
    }
}
