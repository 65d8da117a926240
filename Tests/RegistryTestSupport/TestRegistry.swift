package import Registry
internal import Synchronization
package import TestSupport

/// A clock that stands still until a test moves it.
package final class TestClock: Sendable {
    private let moment: Mutex<Timestamp>

    /// A clock at a moment.
    package init(_ milliseconds: Int = 1_780_000_000_000) { moment = Mutex(Timestamp(milliseconds: milliseconds)) }

    /// The moment.
    package var now: Timestamp { moment.withLock { $0 } }

    /// Moves on, or back.
    package func move(seconds: Int) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// A registry in a folder of its own, with cheap password hashes and a clock of the test.
package final class TestRegistry: Sendable {
    /// The folder of everything.
    package let folder: TemporaryFolder
    /// The clock.
    package let clock = TestClock()
    /// The registry.
    package let home: RegistryHome

    /// Makes a registry.
    package init() throws {
        folder = try TemporaryFolder()
        try RootKey.makeFile(at: folder.file("root.key"))
        home = try RegistryHome.create(at: folder.file("home"), Self.settings(folder, clock))
    }

    /// The settings of the registry; `root` is the name of the file with the root key.
    package static func settings(_ folder: TemporaryFolder, _ clock: TestClock, root: String = "root.key")
        -> RegistryHome.Settings
    {
        var settings = RegistryHome.Settings(root: .file(folder.file(root)))
        settings.passwordCost = PasswordHasher.Cost(passes: 1, memory: 8192)
        settings.clock = { clock.now }
        return settings
    }

    /// Opens the registry once more, as another process would.
    package func reopened() throws -> RegistryHome {
        try RegistryHome.open(at: folder.file("home"), Self.settings(folder, clock))
    }

    /// The settings of this registry.
    package var settings: RegistryHome.Settings { Self.settings(folder, clock) }

    /// What a person needs to sign in.
    package struct Person: Sendable {
        /// Their login.
        package var login: String
        /// Their password.
        package var password: String
        /// Their second factor.
        package var code: OneTimeCode
        /// Their recovery codes.
        package var recovery: [String]
    }

    /// A password that may be used.
    package static let password = "Πέντε άσπρα άλογα"

    /// Makes an account and sets it up as its owner would.
    @discardableResult
    package func person(_ login: String) throws -> Person {
        let (_, token) = try home.addAccount(login: login, name: "Fixture \(login)", by: .systemOperator)
        return try enrol(login, token)
    }

    /// Uses an invitation.
    package func enrol(_ login: String, _ token: SecretToken, password: String = password) throws -> Person {
        let code = OneTimeCode(secret: Base32.bytes(try home.enrolment(token).secret) ?? [])
        let recovery = try home.enrol(
            token, password: password, code: code.code(step: OneTimeCode.step(at: clock.now)))
        return Person(login: login, password: password, code: code, recovery: recovery)
    }

    /// Signs a person in, in the step after the one in which they last gave a code.
    package func signIn(_ person: Person, source: String = "test") throws -> Caller {
        clock.move(seconds: OneTimeCode.stepSeconds)
        let token = try home.signIn(
            login: person.login, password: person.password, code: code(person), source: source)
        return try home.caller(token)
    }

    /// The code that a person's app shows now.
    package func code(_ person: Person) -> String { person.code.code(step: OneTimeCode.step(at: clock.now)) }

    /// A person with a role, signed in.
    package func caller(_ login: String, _ roles: [(Role, Grant.Place)], until: Timestamp? = nil) throws -> Caller {
        let person = try person(login)
        for (role, place) in roles {
            try home.grant(role, in: place, to: login, until: until, by: .systemOperator)
        }
        return try signIn(person)
    }
}

/// The error of the registry that `body` throws; nil when it throws none.
package func error<T>(_ body: () throws -> T) -> RegistryError? {
    do {
        _ = try body()
        return nil
    } catch {
        return error as? RegistryError
    }
}
