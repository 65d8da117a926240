internal import ArgumentParser
internal import Records
internal import Registry

/// `plision-registry user`: accounts and grants.
struct UserCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user",
        abstract: "Accounts and their roles. The first administrator is made here.",
        subcommands: [Add.self, Grant.self, Revoke.self, Disable.self, Reset.self, List.self])

    /// `user add`
    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Makes an account and prints the invitation to set it up, which can be used once, within three days.",
            discussion: "Example: plision-registry user add anna --name \"Anna Papa\" --email anna@example.org")

        @OptionGroup var options: HomeOptions

        @Argument(help: "The login: 3 to 40 of the letters a to z, digits, «.», «-» and «_».")
        var login: String

        @Option(help: "The name of the person.")
        var name: String

        @Option(help: "Where the person is written to.")
        var email: String?

        func run() throws {
            let token = try options.withRegistry {
                try $0.addAccount(login: login, name: name, email: email, by: .systemOperator).invitation
            }
            print("invitation \(token.text)")
        }
    }

    /// `user reset`
    struct Reset: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prints an invitation to set an account up anew: password, second factor, recovery codes.",
            discussion: "Example: plision-registry user reset anna")

        @OptionGroup var options: HomeOptions

        @Argument var login: String

        func run() throws {
            let token = try options.withRegistry { try $0.reset(login: login, by: .systemOperator) }
            print("invitation \(token.text)")
        }
    }

    /// `user disable`
    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Disables an account for good: its sessions and grants end.",
            discussion: "Example: plision-registry user disable anna")

        @OptionGroup var options: HomeOptions

        @Argument var login: String

        func run() throws {
            try options.withRegistry { try $0.disable(login: login, by: .systemOperator) }
        }
    }

    /// `user grant`
    struct Grant: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Grants a role, in a municipality or in the whole region.",
            discussion: "Example: plision-registry user grant anna editor --municipality 9123")

        @OptionGroup var options: HomeOptions
        @OptionGroup var role: RoleOptions

        @Option(help: ArgumentHelp("When it ends, such as 2026-12-31T22:00Z.", valueName: "time"))
        var until: String?

        func run() throws {
            let end = try until.map { text in
                guard let instant = TimeText.instant(text, in: .utc) else {
                    throw ValidationError("--until \(text): expected a time like 2026-12-31T22:00Z")
                }
                return Timestamp(milliseconds: instant.seconds * 1000)
            }
            try options.withRegistry {
                try $0.grant(role.role(), in: role.place, to: role.login, until: end, by: .systemOperator)
            }
        }
    }

    /// `user revoke`
    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ends the grants of a role in a place.",
            discussion: "Example: plision-registry user revoke anna editor --municipality 9123")

        @OptionGroup var options: HomeOptions
        @OptionGroup var role: RoleOptions

        func run() throws {
            let wanted = try role.role()
            try options.withRegistry { registry in
                let grants = try registry.accounts(by: .systemOperator).first { $0.login == role.login }?.grants
                let ended = (grants ?? []).filter { $0.grant.role == wanted && $0.grant.place == role.place }
                guard !ended.isEmpty else {
                    throw RegistryError(.notFound, at: role.login, "has no such grant; `user list` shows them")
                }
                for (id, _) in ended { try registry.endGrant(id, by: .systemOperator) }
            }
        }
    }

    /// `user list`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists accounts with their grants.",
            discussion: "Example: plision-registry user list --format json")

        enum Format: String, ExpressibleByArgument, CaseIterable { case text, json }

        @OptionGroup var options: HomeOptions

        @Option(help: "How to print: text or json.")
        var format = Format.text

        func run() throws {
            let accounts = try options.withRegistry { try $0.accounts(by: .systemOperator) }
            print(format == .json ? AccountList.json(accounts) : AccountList.text(accounts))
        }
    }
}

/// The arguments that name a role of somebody in a place.
struct RoleOptions: ParsableArguments {
    @Argument(help: "The login.")
    var login: String

    @Argument(help: ArgumentHelp("One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "role"))
    var roleName: String

    @Option(help: ArgumentHelp("The code of the municipality; the whole region when not given.", valueName: "code"))
    var municipality: String?

    var place: Registry.Grant.Place { municipality.map { .municipality($0) } ?? .region }

    func role() throws -> Role {
        guard let role = Role(rawValue: roleName) else {
            let names = Role.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("role «\(roleName)»: expected one of \(names)")
        }
        return role
    }
}
