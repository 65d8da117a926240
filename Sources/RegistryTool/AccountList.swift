internal import Records
internal import Registry
internal import RegistryServer

/// Accounts as text and as JSON.
enum AccountList {
    /// A line for each account, with its grants.
    static func text(_ accounts: [Account]) -> String {
        accounts.map { account in
            let state = account.disabledAt != nil ? "disabled" : account.isEnrolled ? "in use" : "invited"
            let grants = account.grants.map(\.grant).map { grant in
                "\(grant.role.rawValue) \(grant.place.text)" + (grant.to.map { " until \($0.text)" } ?? "")
            }
            return ([account.login, account.name, state] + grants).joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// An array of objects.
    static func json(_ accounts: [Account]) -> String {
        var json = JSONWriter()
        json.array { json in
            for account in accounts { account.write(to: &json) }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
