import Registry
import RegistryTestSupport
import Testing

/// Sessions: how they end, and what needs a second factor again.
struct SessionTests {
    private let registry: TestRegistry
    private let person: TestRegistry.Person

    init() throws {
        registry = try TestRegistry()
        person = try registry.person("editor")
        try registry.home.grant(.editor, in: .municipality("9001"), to: "editor", by: .systemOperator)
    }

    private var home: RegistryHome { registry.home }

    private func token() throws -> SecretToken {
        registry.clock.move(seconds: 30)
        return try home.signIn(login: "editor", password: person.password, code: registry.code(person), source: "a")
    }

    private func isIn(_ token: SecretToken) -> Bool { (try? home.caller(token)) != nil }

    @Test("A session ends after half an hour without use, and after eight hours in any case")
    func ends() throws {
        let idle = try token()
        registry.clock.move(seconds: 1799)
        #expect(isIn(idle))
        registry.clock.move(seconds: 1800)
        #expect(!isIn(idle))
        let used = try token()
        for _ in 0..<19 {
            registry.clock.move(seconds: 1500)
            #expect(isIn(used))
        }
        registry.clock.move(seconds: 300)
        #expect(!isIn(used), "eight hours")
    }

    @Test("The clock set back ends sessions and invitations; codes that were used stay used")
    func clockSetBack() throws {
        let (_, invitation) = try home.addAccount(login: "invited", name: "Invited", by: .systemOperator)
        let old = try token()
        registry.clock.move(seconds: 4 * 3600)
        #expect(!isIn(old), "over")
        _ = try home.reset(login: "editor", by: .systemOperator)
        registry.clock.move(seconds: -4 * 3600)
        #expect(!isIn(old), "it would hold again by the clock")
        #expect(error { _ = try home.enrolment(invitation) }?.code == .notFound)
        #expect(try registry.count("audit", where: "action = 'clock.set-back'") == 1)
        let replayed = error {
            _ = try home.signIn(login: "editor", password: person.password, code: registry.code(person), source: "a")
        }
        #expect(replayed?.code == .notSignedIn, "the code of this step was used before the clock was set back")
        #expect(isIn(try token()))
        #expect(try registry.count("audit", where: "action = 'clock.set-back'") == 1, "told once")
    }

    @Test("A grant that was over stays over when the clock is set back")
    func grantOver() throws {
        let end = registry.clock.now.adding(seconds: 3600)
        try home.grant(.crew, in: .region, to: "editor", until: end, by: .systemOperator)
        registry.clock.move(seconds: 4000)
        _ = try home.accounts(by: .systemOperator)
        registry.clock.move(seconds: -3000)
        let caller = try home.caller(try token())
        #expect(!caller.grants.contains { $0.role == .crew })
        #expect(caller.grants.contains { $0.role == .editor })
    }

    @Test("A clock that wavers by a minute ends nothing")
    func wavering() throws {
        let token = try token()
        registry.clock.move(seconds: -59)
        #expect(isIn(token))
        #expect(try registry.count("audit", where: "action = 'clock.set-back'") == 0)
    }

    @Test("Sessions are listed to their owner alone, and ended one by one or all at once")
    func list() throws {
        let tokens = [try token(), try token(), try token()]
        let caller = try home.caller(tokens[2])
        let list = try home.sessions(by: caller)
        #expect(list.count == 3)
        #expect(list[0].id == caller.session)
        try home.endSessions(list[1].id, by: caller)
        #expect(tokens.map(isIn) == [true, false, true])
        let other = try registry.caller("other", [(.editor, .region)])
        let foreign = error { try home.endSessions(list[0].id, by: other) }
        let missing = error { try home.endSessions(list[1].id, by: other) }
        #expect(foreign?.code == .notFound)
        #expect(foreign?.reason == missing?.reason, "somebody else's and an ended one look alike")
        #expect(isIn(tokens[2]))
        try home.endSessions(by: caller)
        #expect(tokens.map(isIn) == [false, false, false])
    }

    @Test("A second factor given again is fresh for five minutes, under a new token")
    func secondFactor() throws {
        let old = try token()
        registry.clock.move(seconds: 600)
        var caller = try home.caller(old)
        #expect(registry.clock.now.seconds(since: caller.secondFactorAt) == 600)
        #expect(error { _ = try home.confirmSecondFactor("000000", by: caller) }?.code == .notSignedIn)
        let new = try home.confirmSecondFactor(registry.code(person), by: caller)
        #expect(!isIn(old), "the token was replaced")
        caller = try home.caller(new)
        #expect(caller.secondFactorAt == registry.clock.now)
        #expect(error { _ = try home.confirmSecondFactor(registry.code(person), by: caller) }?.code == .notSignedIn)
    }

    @Test("A new password needs the old one, and ends all other sessions")
    func password() throws {
        let (one, two) = (try token(), try token())
        let caller = try home.caller(two)
        let wrong = error { try home.changePassword(from: "λάθος λέξη εδώ", to: "Έξι μαύρα πρόβατα", by: caller) }
        #expect(wrong?.code == .notSignedIn)
        #expect(error { try home.changePassword(from: person.password, to: "short", by: caller) }?.code == .invalid)
        #expect(isIn(one))
        try home.changePassword(from: person.password, to: "Έξι μαύρα πρόβατα", by: caller)
        #expect([one, two].map(isIn) == [false, true])
        #expect(error { _ = try token() }?.code == .notSignedIn)
        registry.clock.move(seconds: 60)
        _ = try home.signIn(login: "editor", password: "Έξι μαύρα πρόβατα", code: registry.code(person), source: "a")
    }

    @Test("A disabled account is out at once")
    func disabled() throws {
        let token = try token()
        #expect(isIn(token))
        try home.disable(login: "editor", by: .systemOperator)
        #expect(!isIn(token))
        #expect(error { _ = try self.token() }?.code == .notSignedIn)
    }

    @Test(
        "A token of anything else opens no session", arguments: ["", "0", String(repeating: "0", count: 64), "-", "ά"])
    func foreign(_ text: String) throws {
        _ = try token()
        if let token = SecretToken(text) { #expect(!isIn(token)) }
    }

    @Test("An invitation is no session")
    func uses() throws {
        let (_, invitation) = try home.addAccount(login: "invited", name: "Invited", by: .systemOperator)
        #expect(!isIn(invitation))
        #expect(invitation.digest(for: .invitation) != invitation.digest(for: .session))
    }
}
