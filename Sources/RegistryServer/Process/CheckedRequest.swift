internal import Entitlement
internal import Locator
internal import Records
internal import Registry
internal import WebSupport

/// A request for a page or to the interface, after the checks that concern all of them.
protocol CheckedRequest {
    /// The registry; within the transaction of ``RegistryHome/once(_:_:)`` when the request changes something.
    var home: RegistryHome { get }
    /// The dataset of the region, as it is during the whole request; nil when the server has none.
    var region: RegionDataset? { get }
    /// The person who is signed in; nil on a route that needs no session.
    var session: Caller? { get }
    /// The components of the path by their names in the template.
    var components: [String: String] { get }
    /// The identifier of the request, which its row in the audit has too.
    var request: String { get }
}

extension CheckedRequest {
    /// The person who is signed in.
    ///
    /// - Throws: ``RegistryError`` with the code `notSignedIn`.
    var caller: Caller {
        get throws(RegistryError) {
            guard let session else { throw RegistryError(.notSignedIn, at: "session", "sign in first") }
            return session
        }
    }

    /// A component of the path.
    func component(_ name: String) -> String { components[name] ?? "" }

    /// The identifier in a component of the path.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`, also for a text that is no identifier.
    func identifier(_ name: String) throws(RegistryError) -> RecordID {
        guard let id = RecordID(component(name)) else {
            throw RegistryError(.notFound, at: name, "there is no such record")
        }
        return id
    }

    /// The invitation in the component `token` of the path.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound`.
    var invitation: SecretToken {
        get throws(RegistryError) {
            guard let token = SecretToken(component("token")) else {
                throw RegistryError(.notFound, at: "invitation", "was used, has expired, or never was")
            }
            return token
        }
    }

    /// The programmes of the dataset; nil when there are none.
    var programmes: ProgrammeFile? { region?.dataset.programmeFile }

    /// Reads the account that the component `login` of the path names.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when there is none.
    func account() throws(RegistryError) -> Account {
        try home.account(login: component("login"), by: .caller(try caller), request: request)
    }

    /// Returns the identifier of the grant that the component `id` of the path names.
    ///
    /// - Throws: ``RegistryError`` with the code `notFound` when it is not a grant of `account`.
    func grant(of account: Account) throws(RegistryError) -> RecordID {
        let id = try identifier("id")
        guard account.grants.contains(where: { $0.id == id }) else {
            throw RegistryError(.notFound, at: "grant", "there is no such grant")
        }
        return id
    }
}

/// The names of the components of the path template `path`, such as `id` in `/drafts/{id}`.
func componentNames(_ path: String) -> [String] {
    path.split(separator: "/").filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
}

extension WebContext {
    /// Returns the components of the path by their names in the template `path`.
    ///
    /// - Throws: ``Problem`` when a component is not valid UTF-8.
    func components(_ path: String) throws(Problem) -> [String: String] {
        var components: [String: String] = [:]
        for name in componentNames(path) { components[name] = try component(name) }
        return components
    }

    /// A number for the client that has no meaning outside of this process, for the limits of signing in.
    var source: String { "\(client.hashValue)" }
}

extension WorkThreads {
    /// Runs work of the registry on these threads.
    ///
    /// - Throws: The ``Problem`` for a ``RegistryError`` of `body`.
    func registry<Value: Sendable>(
        _ lane: Lane = .quick, _ body: @escaping @Sendable () throws(RegistryError) -> Value
    ) async throws -> Value {
        do {
            return try await run(lane) { try body() }
        } catch let error as RegistryError {
            throw Problem(error)
        }
    }
}

extension RegistryError {
    /// Creates the error of a route: `error` itself, or a fault of the program at `place` for any other error.
    init(_ error: any Error, at place: String) {
        self = error as? RegistryError ?? RegistryError(.database, at: place, "failed")
    }
}
