/// The reason why there is no way; an answer, not a failure.
public enum NoRoute: Error, Hashable, Sendable {
    /// No road that the profile may use lies within `maximumMetres` of the origin.
    case originOffNetwork(maximumMetres: Double)
    /// No road that the profile may use lies within `maximumMetres` of the destination.
    case destinationOffNetwork(maximumMetres: Double)
    /// The closures in force leave no way; without them there is one. Or a condition closes the street at the time.
    case closed
    /// The two lie in parts of the network that are not connected, such as an island without a ferry.
    case separateNetworks
    /// Another profile can make the trip; `other` is its name.
    case profileMayNot(other: String)
    /// One-way streets or turn restrictions leave no way.
    case noWayByTheRules
    /// The dataset has no profile of this name.
    case unknownProfile(String)
}
