internal import Registry

/// A request after everything that concerns all of its kind was checked.
protocol CheckedRequest {
    /// Who is signed in; nil where nobody needs to be.
    var session: Caller? { get }
    /// The components of the path by their names in the template.
    var components: [String: String] { get }
}

extension CheckedRequest {
    /// Who is signed in.
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

    /// The identifier in a component of the path. What cannot be one looks like one that does not exist.
    func identifier(_ name: String) throws(RegistryError) -> RecordID {
        guard let id = RecordID(component(name)) else {
            throw RegistryError(.notFound, at: name, "there is no such record")
        }
        return id
    }
}
