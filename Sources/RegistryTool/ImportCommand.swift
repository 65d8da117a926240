internal import ArgumentParser
internal import Foundation
internal import Records
internal import Registry
internal import RegistryServer

/// `plision-registry import`: drafts of the rows of a file, as on the page /import.
struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Makes a draft of each new or changed row of a file, all or none, or only reports what would change.",
        discussion: """
            Example: plision-registry import list.csv --author anna --dry-run
            The drafts are those of the account, within its roles; other people review them. The file is CSV (UTF-8), XLSX or \
            HSDS (JSON). Ends with 65 when rows were refused; the others are drafted nevertheless.
            """)

    /// How the report is printed.
    enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

    @OptionGroup var options: HomeOptions

    @Argument(help: "The file.")
    var file: String

    @Option(help: ArgumentHelp("Login of the account whose drafts they are.", valueName: "login"))
    var author: String

    @Option(help: ArgumentHelp("Why, for those who review the drafts.", valueName: "text"))
    var reason: String?

    @Flag(help: "Only report what each row would change.")
    var dryRun = false

    @Option(help: ArgumentHelp("Tag of a dry run: nothing is drafted when file or structures are not as then."))
    var checked: String?

    @Option(help: "Partner that an HSDS file comes from.")
    var partner: String?

    @Option(help: "Kind of a partner's services that name none.")
    var kind: String?

    @Option(help: ArgumentHelp("Municipality of a partner's services.", valueName: "code"))
    var municipality: String?

    @Option(help: "text or json, the same as the interface answers.")
    var format = Format.text

    func validate() throws {
        guard dryRun || reason != nil else { throw ValidationError("expected --reason, or --dry-run") }
    }

    func run() throws {
        let bytes = try bytes()
        var defaults = ImportedFile.Defaults()
        (defaults.partner, defaults.kind, defaults.municipality) = (partner ?? "", kind ?? "", municipality ?? "")
        let refused = try options.withRegistry { registry in
            let rows: ImportedFile
            do throws(RegistryError) {
                rows = try ImportedFile(bytes, ImportFormat(of: bytes), defaults)
            } catch {
                throw ToolFailure(exitCode: 65, "\(file): \(error.reason)")
            }
            let caller = try registry.importer(login: author)
            let report =
                try dryRun
                ? registry.check(rows, by: caller)
                : registry.draft(rows, reason: reason ?? "", seen: checked, by: caller)
            print(format == .json ? Self.json(report) : Self.text(report))
            return report.count(.refused)
        }
        guard refused == 0 else { throw ToolFailure(exitCode: 65, "\(file): \(refused) rows were refused") }
    }

    /// The file, as far as it may be read.
    private func bytes() throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: file) else {
            throw ToolFailure(exitCode: 66, "\(file): cannot be read")
        }
        do {
            return Array(try handle.read(upToCount: ImportLimits.bytes + 1) ?? Data())
        } catch {
            throw ToolFailure(exitCode: 66, "\(file): cannot be read: \(error.localizedDescription)")
        }
    }

    private static func json(_ report: ImportReport) -> String {
        var json = JSONWriter()
        json.object { report.writeMembers(to: &$0) }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    /// A line for each finding about the file and for each row, then the counts.
    private static func text(_ report: ImportReport) -> String {
        let rows = report.rows.map { row in
            let parts = row.fields.map(\.rawValue) + row.findings.map { $0.text(in: .english) }
            return [
                "\(row.number)", row.ref, row.outcome.rawValue, row.draft?.description ?? "-",
                parts.joined(separator: "; "),
            ].joined(separator: "\t")
        }
        let lines = report.findings.map { $0.text(in: .english) } + rows + ["\(report.summary); tag \(report.tag)"]
        return lines.joined(separator: "\n")
    }
}
