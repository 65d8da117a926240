internal import ArgumentParser
internal import Foundation
internal import Records
internal import Registry

/// `plision-registry audit`: what is asked of the audit on the command line.
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "The audit of everything that was read and written.", subcommands: [Verify.self]
    )

    /// `audit verify`
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Checks that no row of the audit was changed, removed or put in.",
            discussion: """
                Example: plision-registry audit verify --anchors /mnt/elsewhere/audit.anchors
                Exit code 0 when the audit is whole, 1 otherwise; the last good row is named. A removed end is found as far as the
                anchors reach: use a copy of them that is kept where the registry cannot write.
                """)

        @OptionGroup var options: HomeOptions

        func run() throws {
            try reporting {
                let registry = try RegistryHome.open(at: options.home, try options.settings())
                let path = registry.anchors.path
                let mayLack = options.anchors == nil && !FileManager.default.fileExists(atPath: path)
                let anchors = try mayLack ? AnchorFile.Contents() : AnchorFile.read(path)
                switch try registry.verifyAudit(anchors) {
                case .whole(let rows, let head, let count):
                    print(
                        "whole: \(rows) rows, the last one \(head.seq) with \(head.hash.hexadecimal); \(count) anchors")
                case .broken(let lastGood, let reason):
                    throw ToolFailure(
                        exitCode: 1, "audit broken: \(reason); last good row: \(lastGood.map { "\($0)" } ?? "none")")
                }
            }
        }
    }
}
