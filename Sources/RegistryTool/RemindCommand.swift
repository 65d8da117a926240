internal import ArgumentParser
internal import Foundation
internal import Registry
internal import RegistryServer

/// `plision-registry remind`: writes to editors whose structures are past their check interval.
struct RemindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remind",
        abstract:
            "Writes a mail to each editor whose structures are past their check interval, at most one in seven days.",
        discussion: """
            Example: plision-registry remind --smtp smtp://mail.example:587 --from registry@example.org \
            --public-address https://registry.example
            The program curl sends the mails. Servers on other machines must offer TLS. Ends with 1 when a mail could not be \
            sent; the next run tries it again.
            """)

    @OptionGroup var options: HomeOptions

    @Option(
        help: ArgumentHelp("Mail server: smtp://HOST:PORT with STARTTLS, or smtps://HOST.", valueName: "url"))
    var smtp: String?

    @Option(
        help: ArgumentHelp(
            "File with login and password of the server in the form of netrc; the credential «smtp.netrc» when not given.",
            valueName: "file"))
    var smtpLogin: String?

    @Option(help: ArgumentHelp("Address that the mails come from.", valueName: "address"))
    var from: String

    @Option(
        help: ArgumentHelp("Address of the registry from outside, such as https://registry.example.", valueName: "url"))
    var publicAddress: String

    @Flag(help: "Only print the mails, without addresses.")
    var dryRun = false

    func validate() throws {
        guard dryRun || smtp != nil else { throw ValidationError("expected --smtp, or --dry-run") }
        guard RegistryConfiguration.address(publicAddress) != nil else {
            throw ValidationError(
                "--public-address \(publicAddress): expected http:// or https:// with a host, and no path")
        }
    }

    func run() throws {
        let site = RegistryConfiguration.address(publicAddress) ?? ""
        let outcome = try options.withRegistry { registry in
            try LoginRule.checkEmail(from)
            let server = try smtp.map { try MailServer(url: $0, login: login) }
            let plan = try registry.reminderPlan()
            var outcome = ReminderOutcome()
            if dryRun {
                for reminder in plan.due {
                    let message = try reminder.message(from: from, site: site, at: registry.now())
                    print("\(reminder.login)\n\(message.subject)\n\n\(message.text)")
                }
            } else if let server {
                outcome = try registry.send(plan, through: server, from: from, site: site)
            }
            print(
                "\(dryRun ? plan.due.count : outcome.sent) \(dryRun ? "to be sent" : "sent"), "
                    + "\(outcome.failures.count) failed, \(plan.recent) written to less than seven days ago, "
                    + "\(plan.withoutAddress) without an address")
            return outcome
        }
        if let failure = outcome.failures.first { throw ToolFailure(exitCode: 1, "\(failure)") }
    }

    /// The file with the login of the mail server; nil for none.
    private var login: String? { smtpLogin ?? HomeOptions.credential("smtp.netrc") }
}
