internal import ArgumentParser
internal import Foundation
internal import Registry

/// `plision-registry init`: makes a registry.
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init",
        abstract: "Makes an empty registry, and a root key if there is none.",
        discussion:
            "Example: plision-registry init --home /var/lib/plision-registry --root-key /etc/plision/registry.key")

    @OptionGroup var options: HomeOptions

    @Flag(help: "Add fictional staff and structures, each marked as a fixture, and print how to sign in as them.")
    var demo = false

    @Option(
        help: ArgumentHelp(
            "Municipality of the fictional structures; the second one is that of the grocery. May be given twice.",
            valueName: "code"))
    var municipality: [String] = []

    func validate() throws {
        guard municipality.isEmpty || demo, municipality.count <= 2 else {
            throw ValidationError("--municipality is given at most twice, and only with --demo")
        }
    }

    func run() throws {
        try reporting {
            if !options.passphrase, !FileManager.default.fileExists(atPath: options.rootKeyPath) {
                try RootKey.makeFile(at: options.rootKeyPath)
                print(
                    "root key: \(options.rootKeyPath); keep a copy apart from the backups: without it nothing can be read"
                )
            }
            let registry = try RegistryHome.create(at: options.home, try options.settings())
            let logins = try demo ? Demo(registry, municipalities: municipality).fill() : []
            try registry.flushAnchors()
            print("registry \(registry.ring.installation) in \(options.home)")
            for login in logins { print(login) }
        }
    }
}
