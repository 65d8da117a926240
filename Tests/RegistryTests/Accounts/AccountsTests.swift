import Registry
import RegistryTestSupport
import Testing

/// Accounts, invitations and grants.
struct AccountsTests {
    private let registry: TestRegistry

    init() throws { registry = try TestRegistry() }

    private var home: RegistryHome { registry.home }

    private func administrator(_ login: String) throws -> Caller {
        try registry.caller(login, [(.administrator, .region)])
    }

    @Test(
        "Logins that are none",
        arguments: [
            "", "ab", "1abc", "Admin", "a b c", "άννα", "a'b--", ".abc", "abc\n", String(repeating: "a", count: 41),
        ])
    func logins(_ login: String) {
        let refusal = error { _ = try home.addAccount(login: login, name: "Name", by: .systemOperator) }
        #expect(refusal?.code == .invalid)
        #expect(refusal?.description.contains("\n") == false, "one line, whatever was typed")
    }

    @Test(
        "Names that are none",
        arguments: [
            "", " ", " Anna", "Anna\nPapa", "Anna\u{2028}Papa", "Anna\u{202E}apaP", "Anna\u{0}",
            String(repeating: "a", count: 121),
        ])
    func names(_ name: String) {
        #expect(error { _ = try home.addAccount(login: "anna", name: name, by: .systemOperator) }?.code == .invalid)
    }

    @Test("Login and address belong to one account; the address is sealed, and shown to administrators")
    func unique() throws {
        _ = try home.addAccount(login: "anna", name: "Άννα", email: "Anna@example.org", by: .systemOperator)
        #expect(error { _ = try home.addAccount(login: "anna", name: "Name", by: .systemOperator) }?.code == .conflict)
        let taken = error {
            _ = try home.addAccount(login: "anna2", name: "Name", email: "anna@EXAMPLE.org", by: .systemOperator)
        }
        #expect(taken?.code == .conflict)
        _ = try home.addAccount(login: "eva", name: "Εύα", by: .systemOperator)
        _ = try home.addAccount(login: "eleni", name: "Ελένη", by: .systemOperator)
        let accounts = try home.accounts(by: .systemOperator)
        #expect(accounts.map(\.login) == ["anna", "eleni", "eva"])
        #expect(accounts[0].email == "Anna@example.org")
        #expect(!accounts[0].isEnrolled)
    }

    @Test("One account is read, and the audit names no other")
    func one() throws {
        let administrator = try registry.caller("adam", [(.administrator, .region)])
        for login in ["anna", "eva"] {
            _ = try home.addAccount(login: login, name: login, email: "\(login)@example.org", by: .systemOperator)
        }
        try home.grant(.editor, in: .municipality("9001"), to: "eva", by: .systemOperator)
        let eva = try home.account(login: "eva", by: .caller(administrator))
        #expect(eva.email == "eva@example.org" && eva.grants.map(\.grant.role) == [.editor] && !eva.isEnrolled)
        let all = try home.audit(by: try registry.caller("iris", [(.auditor, .region)]))
        let read = all.rows.filter { $0.action == AuditEvent.accountsRead.rawValue }
        #expect(read.count == 1 && read.first.flatMap { all.subjects[$0.seq] } == [eva.id.description])
        #expect(error { _ = try home.account(login: "nobody", by: .caller(administrator)) }?.code == .notFound)
        let editor = try registry.caller("edna", [(.editor, .region)])
        #expect(error { _ = try home.account(login: "eva", by: .caller(editor)) }?.code == .refused)
    }

    @Test(
        "Addresses that are none",
        arguments: [
            "", "a", "@b.gr", "a@b", "a@.gr", "a b@c.gr", "a@b.gr\nBcc: x@y.gr", "a@b@c.gr", "<a@b.gr>", "a,b@c.gr",
        ])
    func emails(_ email: String) {
        #expect(
            error { _ = try home.addAccount(login: "anna", name: "A", email: email, by: .systemOperator) }?.code
                == .invalid)
    }

    @Test(
        "Weak passwords are refused without using up the invitation",
        arguments: [
            "", "short", "12345678901", "aaaaaaaaaaaaaaaa", "abababababababab", "anna.p anna.p", "Παπαδοπούλου 1",
            "ΠΑΠΑΔΟΠΟΎΛΟΥ!!",
        ])
    func weak(_ password: String) throws {
        let (_, token) = try home.addAccount(login: "anna.p", name: "Άννα Παπαδοπούλου", by: .systemOperator)
        #expect(error { _ = try registry.enrol("anna.p", token, password: password) }?.code == .invalid)
        _ = try registry.enrol("anna.p", token)
    }

    @Test("An invitation is used once, ends after three days, and is replaced by a newer one")
    func invitations() throws {
        let (_, first) = try home.addAccount(login: "anna", name: "Anna", by: .systemOperator)
        #expect(try home.enrolment(first).secret == home.enrolment(first).secret)
        let second = try home.reset(login: "anna", by: .systemOperator)
        #expect(error { _ = try home.enrolment(first) }?.code == .notFound)
        let wrong = error { _ = try home.enrol(second, password: TestRegistry.password, code: "000000") }
        #expect(wrong?.code == .notSignedIn)
        _ = try registry.enrol("anna", second)
        #expect(error { _ = try registry.enrol("anna", second) }?.code == .notFound)
        let third = try home.reset(login: "anna", by: .systemOperator)
        registry.clock.move(seconds: 3 * 86400)
        #expect(error { _ = try home.enrolment(third) }?.code == .notFound)
    }

    @Test("Setting up anew ends sessions, and the former password, codes and second factor")
    func reset() throws {
        let before = try registry.person("anna")
        try home.grant(.editor, in: .region, to: "anna", by: .systemOperator)
        registry.clock.move(seconds: 30)
        let session = try home.signIn(
            login: "anna", password: before.password, code: registry.code(before), source: "a")
        let token = try home.reset(login: "anna", by: .systemOperator)
        #expect(try home.caller(session).principal.bytes.count == 16, "until it is used, everything stays")
        registry.clock.move(seconds: 30)
        let after = try registry.enrol("anna", token, password: "Έξι μαύρα πρόβατα")
        #expect(error { _ = try home.caller(session) }?.code == .notSignedIn)
        registry.clock.move(seconds: 30)
        for code in [registry.code(before), before.recovery[0]] {
            #expect(
                error { _ = try home.signIn(login: "anna", password: after.password, code: code, source: "a") }?.code
                    == .notSignedIn)
        }
        _ = try registry.signIn(after)
        #expect(try home.accounts(by: .systemOperator).first?.grants.count == 1, "grants stay")
    }

    @Test("Nobody changes their own grants or disables their own account")
    func own() throws {
        let admin = try administrator("admin")
        _ = try administrator("second")
        let refused = error { try home.grant(.editor, in: .region, to: "admin", by: .caller(admin)) }
        #expect(refused?.code == .refused)
        #expect(refused?.reason.contains("own grants") == true)
        let id = try #require(try home.accounts(by: .systemOperator).first { $0.login == "admin" }?.grants.first?.id)
        #expect(error { try home.endGrant(id, by: .caller(admin)) }?.code == .refused)
        #expect(error { try home.disable(login: "admin", by: .caller(admin)) }?.code == .refused)
        #expect(try registry.count("audit", where: "action = 'refused'") == 3)
    }

    @Test("The last administrator stays, for whoever tries; one who never signed in does not count")
    func lastAdministrator() throws {
        _ = try administrator("admin")
        _ = try home.addAccount(login: "invited", name: "Invited", by: .systemOperator)
        try home.grant(.administrator, in: .region, to: "invited", by: .systemOperator)
        let end = registry.clock.now.adding(seconds: 86400)
        try registry.person("limited")
        try home.grant(.administrator, in: .region, to: "limited", until: end, by: .systemOperator)
        let id = try #require(try home.accounts(by: .systemOperator).first { $0.login == "admin" }?.grants.first?.id)
        #expect(error { try home.endGrant(id, by: .systemOperator) }?.code == .refused)
        #expect(error { try home.disable(login: "admin", by: .systemOperator) }?.code == .refused)
        _ = try administrator("second")
        try home.endGrant(id, by: .systemOperator)
        #expect(error { try home.disable(login: "second", by: .systemOperator) }?.code == .refused)
        try home.disable(login: "admin", by: .systemOperator)
    }

    @Test("Roles that conflict are refused, in both orders, and again allowed when the other one is over")
    func conflicts() throws {
        try registry.person("anna")
        let end = registry.clock.now.adding(seconds: 3600)
        try home.grant(.coordinator, in: .region, to: "anna", until: end, by: .systemOperator)
        #expect(
            error { try home.grant(.administrator, in: .region, to: "anna", by: .systemOperator) }?.code == .refused)
        #expect(error { try home.grant(.auditor, in: .region, to: "anna", by: .systemOperator) }?.code == .refused)
        registry.clock.move(seconds: 3601)
        try home.grant(.administrator, in: .region, to: "anna", by: .systemOperator)
        let again = registry.clock.now.adding(seconds: 60)
        #expect(
            error { try home.grant(.coordinator, in: .region, to: "anna", until: again, by: .systemOperator) }?.code
                == .refused)
    }

    @Test("Grants that make no sense")
    func invalid() throws {
        try registry.person("anna")
        func code(_ role: Role, _ place: Grant.Place, until seconds: Int? = nil, login: String = "anna")
            -> RegistryError.Code?
        {
            let end = seconds.map { registry.clock.now.adding(seconds: $0) }
            return error { try home.grant(role, in: place, to: login, until: end, by: .systemOperator) }?.code
        }
        #expect(code(.crew, .region) == .invalid, "without an end")
        #expect(code(.coordinator, .region) == .invalid)
        #expect(code(.editor, .region, until: 0) == .invalid)
        #expect(code(.editor, .region, until: -5) == .invalid)
        #expect(code(.administrator, .municipality("9001")) == .invalid)
        #expect(code(.auditor, .municipality("9001")) == .invalid)
        for name in ["", "Λάρισα", "90 01", "9001'", String(repeating: "1", count: 13)] {
            #expect(code(.editor, .municipality(name)) == .invalid, "\(name)")
        }
        #expect(code(.editor, .region, login: "nobody") == .notFound)
        try home.disable(login: "anna", by: .systemOperator)
        #expect(code(.editor, .region) == .refused)
    }

    @Test("Only administrators with a fresh second factor manage accounts and grants")
    func rights() throws {
        let admin = try administrator("admin")
        let editor = try registry.caller("editor", [(.editor, .region), (.moderator, .region)])
        func codes(_ caller: Caller) -> [RegistryError.Code?] {
            let by = Authority.caller(caller)
            return [
                error { _ = try home.addAccount(login: "new", name: "New", by: by) }?.code,
                error { _ = try home.reset(login: "editor", by: by) }?.code,
                error { try home.grant(.caseWorker, in: .region, to: "editor", by: by) }?.code,
                error { try home.endGrant(.random(), by: by) }?.code,
                error { try home.disable(login: "nobody", by: by) }?.code,
                error { _ = try home.accounts(by: by) }?.code,
            ]
        }
        #expect(codes(editor) == Array(repeating: .refused, count: 6))
        registry.clock.move(seconds: 301)
        #expect(codes(admin) == Array(repeating: .secondFactorNeeded, count: 5) + [nil])
    }

    @Test("At most two hashes are computed at once, and too many are refused, not queued for ever")
    func queue() async throws {
        let hasher = try PasswordHasher(PasswordHasher.Cost(passes: 3, memory: 16 << 20))
        let hash = try hasher.hash("Πέντε άσπρα άλογα")
        #expect(hash.hasPrefix("$argon2id$v=19$m=16384,t=3,p=1$"))
        #expect(try hasher.verify("Πέντε άσπρα άλογα", hash))
        #expect(try !hasher.verify("Πέντε άσπρα άλογο", hash))
        #expect(try !hasher.verify("Πέντε άσπρα άλογα", nil))
        #expect(try !hasher.verify("Πέντε άσπρα άλογα", "no hash"))
        #expect(try hasher.hash("Πέντε άσπρα άλογα") != hash, "the salt is random")
    }
}
