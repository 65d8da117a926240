public import Hummingbird
internal import NIOCore

/// The context of a request, passed to its handler.
public struct WebContext: RequestContext {
    /// The part of the context that Hummingbird uses.
    public var coreContext: CoreRequestContextStorage
    /// The limits of the server.
    public internal(set) var limits = RequestLimits()
    /// The connection of the request.
    let channel: any Channel

    /// The client of the request.
    public internal(set) var client = ClientKey(nil, salt: 0)
    /// Counts a request of `client` against its rate limit; throws a 429 ``Problem``.
    var count: @Sendable (WorkClass) throws(Problem) -> Void = { _ throws(Problem) in }

    /// Creates the context of a request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The address and port that the request came to, as in a `Host` field; nil when the connection is not a network
    /// socket.
    public var listeningHost: String? {
        guard let local = channel.localAddress, let address = local.ipAddress, let port = local.port else { return nil }
        // The zone of a link-local address has no meaning on other machines.
        return local.protocol == .inet6 ? "[\(address.prefix { $0 != "%" })]:\(port)" : "\(address):\(port)"
    }

    /// The decoded text of the captured path component `name`.
    ///
    /// - Throws: A 404 ``Problem`` when the component is absent or wrongly encoded.
    public func component(_ name: String) throws(Problem) -> String {
        guard let raw = parameters.get(name), let text = PercentText.decode(raw.utf8) else { throw .notFound }
        return text
    }
}
