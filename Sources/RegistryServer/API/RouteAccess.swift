package import Registry

/// Who may use a route. Every route of the server names one.
package enum RouteAccess: Hashable, Sendable {
    /// Whoever has a right in this row of the ``AccessTable``, in a session.
    case row(Action)
    /// Everybody, for the reason that is given: nothing of the registry is read or written for them.
    case everybody(why: String)
}

/// A line of the table of all routes.
package struct RouteRight: Hashable, Sendable {
    /// The method.
    package var method: String
    /// The template of the path.
    package var path: String
    /// Who may use it.
    package var access: RouteAccess
}
