import Registry
import RegistryTestSupport
import Testing

/// Signing in, and everything that must not let somebody in.
struct SignInTests {
    private let registry: TestRegistry
    private let person: TestRegistry.Person

    init() throws {
        registry = try TestRegistry()
        person = try registry.person("editor")
    }

    private var home: RegistryHome { registry.home }

    /// The failure of an attempt in a step whose code was not used yet.
    private func failure(
        login: String = "editor", password: String = TestRegistry.password, code: String? = nil, source: String = "a"
    ) -> RegistryError? {
        registry.clock.move(seconds: 60)
        return error {
            _ = try home.signIn(
                login: login, password: password, code: code ?? registry.code(person), source: source)
        }
    }

    @Test("Login, password and code let in; the token is not stored")
    func right() throws {
        let caller = try registry.signIn(person)
        #expect(caller.grants == [])
        #expect(try registry.count("session") == 1)
        #expect(try registry.count("audit", where: "action = 'session.started' AND principal IS NOT NULL") == 1)
    }

    @Test("Whatever is wrong gets the same answer")
    func sameAnswer() throws {
        let disabled = try registry.person("disabled")
        try home.disable(login: "disabled", by: .systemOperator)
        _ = try home.addAccount(login: "invited", name: "Invited", by: .systemOperator)
        let failures = [
            failure(login: "nobody"), failure(login: "Editor"), failure(login: ""), failure(login: "invited"),
            failure(password: "λάθος λέξη εδώ"), failure(password: ""), failure(code: "000000"), failure(code: ""),
            failure(code: "ABCD-EFGH-IJKL-MNOP"), failure(login: "disabled", code: registry.code(disabled)),
            failure(login: String(repeating: "x", count: 5000)), failure(login: "editor' --"),
            failure(password: TestRegistry.password + "\u{0}"),
        ]
        #expect(Set(failures).count == 1)
        #expect(failures[0]?.code == .notSignedIn)
        #expect(try registry.count("session") == 0)
    }

    @Test("An accent typed as a character of its own is the same password")
    func composition() throws {
        let decomposed = TestRegistry.password.unicodeScalars.map { scalar in
            scalar == "έ" ? "ε\u{301}" : scalar == "ά" ? "α\u{301}" : String(scalar)
        }.joined()
        #expect(Array(decomposed.utf8) != Array(TestRegistry.password.utf8))
        #expect(failure(password: decomposed) == nil)
    }

    @Test("A code is accepted once, also by another process")
    func codeOnce() throws {
        registry.clock.move(seconds: 60)
        let code = registry.code(person)
        _ = try home.signIn(login: "editor", password: person.password, code: code, source: "a")
        let other = try registry.reopened()
        let again = error { _ = try other.signIn(login: "editor", password: person.password, code: code, source: "a") }
        #expect(again?.code == .notSignedIn)
    }

    @Test("The code with which the account was set up is used up too")
    func enrolmentCode() {
        let again = error {
            _ = try home.signIn(login: "editor", password: person.password, code: registry.code(person), source: "a")
        }
        #expect(again?.code == .notSignedIn)
    }

    @Test("A recovery code lets in once, typed in any way")
    func recovery() throws {
        #expect(person.recovery.count == 10)
        #expect(Set(person.recovery).count == 10)
        let code = person.recovery[3]
        let typed = " " + code.lowercased().replacing("-", with: " ")
        #expect(failure(code: typed) == nil)
        #expect(failure(code: code)?.code == .notSignedIn)
        #expect(failure(code: person.recovery[4]) == nil)
        let other = try registry.person("other")
        #expect(failure(code: other.recovery[0])?.code == .notSignedIn, "the code of somebody else")
    }

    @Test("After five failures the account is locked, longer each time, and a right attempt then starts anew")
    func lock() throws {
        for _ in 0..<5 { #expect(failure(password: "λάθος λέξη εδώ") != nil) }
        let attempt = { (seconds: Int) in
            registry.clock.move(seconds: seconds)
            return error {
                _ = try home.signIn(
                    login: "editor", password: person.password, code: registry.code(person), source: "b")
            }
        }
        #expect(attempt(1)?.code == .notSignedIn, "locked, although everything is right")
        #expect(attempt(30) == nil)
        for _ in 0..<9 { #expect(failure(password: "λάθος λέξη εδώ", source: "c") != nil) }
        #expect(try registry.count("principal", where: "failures BETWEEN 5 AND 9") == 1)
        #expect(attempt(1)?.code == .notSignedIn)
        #expect(attempt(900) == nil)
    }

    @Test("Attempts while it is locked do not prolong the lock")
    func lockEnds() throws {
        for _ in 0..<5 { #expect(failure(password: "λάθος λέξη εδώ") != nil) }
        for _ in 0..<10 {
            registry.clock.move(seconds: 2)
            _ = error { _ = try home.signIn(login: "editor", password: "λάθος λέξη εδώ", code: "1", source: "d") }
        }
        registry.clock.move(seconds: 60)
        #expect(failure() == nil)
    }

    @Test("Wrong codes count as well, so that they cannot be guessed")
    func codesCount() throws {
        for _ in 0..<5 { #expect(failure(code: "000000") != nil) }
        registry.clock.move(seconds: 1)
        let locked = error {
            _ = try home.signIn(login: "editor", password: person.password, code: registry.code(person), source: "a")
        }
        #expect(locked?.code == .notSignedIn)
    }

    @Test("One source has few attempts, whatever account it tries, and others are not hindered")
    func sources() throws {
        var codes: [RegistryError.Code?] = []
        for index in 0..<(LoginLimiter.burst + 3) {
            codes.append(
                error { _ = try home.signIn(login: "login\(index)", password: "x", code: "1", source: "192.0.2.1") }?
                    .code)
        }
        #expect(codes == Array(repeating: .notSignedIn, count: 20) + Array(repeating: .busy, count: 3))
        registry.clock.move(seconds: 60)
        #expect(failure(source: "192.0.2.2") == nil)
        #expect(failure(source: "192.0.2.1") == nil, "some attempts have come back")
    }

    @Test("No failed attempt is told with what was typed")
    func nothingTyped() throws {
        _ = failure(login: "canary-login", password: "canary password", code: "canary")
        #expect(try registry.count("audit", where: "action = 'session.failed' AND purpose = ''") == 1)
        #expect(try registry.count("audit_subject", where: "subject LIKE '%canary%'") == 0)
    }
}
