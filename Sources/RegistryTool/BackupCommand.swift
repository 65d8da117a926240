internal import ArgumentParser
internal import Foundation
internal import Registry

/// `plision-registry backup`: makes a sealed backup.
struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup",
        abstract: "Backs the registry up: copied while in use, opened, verified, counted, and sealed with age.",
        discussion: """
            Example: plision-registry backup /var/backups/registry --recipient age1…
            Keep the identity of the recipient away from this machine, and a copy of the root key apart from both.
            """)

    @OptionGroup var options: HomeOptions

    @Argument(help: "The folder in which the folder of the backup is made.")
    var folder: String

    @Option(
        help:
            "The recipient of age that the backup is sealed to; what the file backup.recipient in the folder of the registry says when not given."
    )
    var recipient: String?

    func run() throws {
        let file = options.home + "/backup.recipient"
        let text = recipient ?? (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        let recipient = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !recipient.isEmpty else {
            throw ToolFailure(
                exitCode: 64, "expected --recipient age1…, or the recipient in \(file): no backup is made unsealed")
        }
        let (manifest, target) = try options.withRegistry { try $0.backup(to: folder, recipient: recipient) }
        let rows = manifest.counts.values.reduce(0, +)
        print("\(target): \(rows) rows, audit up to row \(manifest.head.seq), verified")
    }
}

/// `plision-registry restore`: restores a backup into a new folder.
struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore",
        abstract: "Restores a backup into a new folder and verifies it there.",
        discussion: """
            Example: plision-registry restore /var/backups/registry/registry-1780000000000 --into /var/lib/restored \\
              --identity identity.txt --root-key registry.key --revision 41
            All sessions and invitations of the backup end. The registry in use is not touched: put the new folder in its place.
            """)

    @OptionGroup var options: HomeOptions

    @Argument(help: "The folder of the backup.")
    var backup: String

    @Option(help: ArgumentHelp("The new folder.", valueName: "dir"))
    var into: String

    @Option(help: ArgumentHelp("The file with the identity of age.", valueName: "file"))
    var identity: String

    @Option(help: ArgumentHelp("The highest revision that the public process has seen.", valueName: "n"))
    var revision = 0

    func validate() throws {
        guard revision >= 0 else { throw ValidationError("--revision \(revision): expected 0 or more") }
    }

    func run() throws {
        try reporting {
            let registry = try RegistryHome.restore(
                backup, into: into, identity: identity, revision: revision, try options.settings())
            try registry.flushAnchors()
            print("registry \(registry.ring.installation) in \(into), verified")
        }
    }
}
