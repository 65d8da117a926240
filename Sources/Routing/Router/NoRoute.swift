/// Why there is no way: a result of its own, not a failure.
public enum NoRoute: Error, Hashable, Sendable {
    /// Nothing the profile may use lies near the origin, or near the destination, within so many metres.
    case originOffNetwork(maximumMetres: Double)
    case destinationOffNetwork(maximumMetres: Double)
    /// There is a way when nothing is closed.
    case closed
    /// The two lie on parts of the network that nothing joins, such as an island without a ferry.
    case separateNetworks
    /// Others may go where this profile may not; one that can is named.
    case profileMayNot(other: String)
    /// One-way streets or turn restrictions leave no way.
    case noWayByTheRules
    /// The dataset has no such profile.
    case unknownProfile(String)
}
