internal import Records
internal import Registry

/// Accounts as text and as JSON.
enum AccountList {
    /// A line for each account, with its grants.
    static func text(_ accounts: [Account]) -> String {
        accounts.map { account in
            let state = account.disabledAt != nil ? "disabled" : account.isEnrolled ? "in use" : "invited"
            let grants = account.grants.map(\.grant).map { grant in
                "\(grant.role.rawValue) \(place(grant))" + (grant.to.map { " until \(time($0))" } ?? "")
            }
            return ([account.login, account.name, state] + grants).joined(separator: "\t")
        }.joined(separator: "\n")
    }

    /// An array of objects.
    static func json(_ accounts: [Account]) -> String {
        var json = JSONWriter()
        json.array { json in
            for account in accounts {
                json.object { json in
                    json.member("id", account.id.description)
                    json.member("login", account.login)
                    json.member("name", account.name)
                    json.member("email", account.email)
                    json.member("enrolled", account.isEnrolled)
                    json.member("disabledAt", account.disabledAt.map(time))
                    json.key("grants")
                    json.array { json in
                        for (id, grant) in account.grants { write(id, grant, to: &json) }
                    }
                }
            }
        }
        return String(decoding: json.bytes, as: UTF8.self)
    }

    private static func write(_ id: RecordID, _ grant: Grant, to json: inout JSONWriter) {
        json.object { json in
            json.member("id", id.description)
            json.member("role", grant.role.rawValue)
            json.member("place", place(grant))
            json.member("from", time(grant.from))
            json.member("until", grant.to.map(time))
        }
    }

    private static func place(_ grant: Grant) -> String {
        switch grant.place {
        case .municipality(let code): code
        case .region: "region"
        }
    }

    private static func time(_ moment: Timestamp) -> String {
        TimeText.text(UTCInstant(seconds: moment.milliseconds / 1000))
    }
}
