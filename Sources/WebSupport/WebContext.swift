public import Hummingbird
internal import NIOCore

/// What a handler knows beside the request.
public struct WebContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The bounds this server holds requests to.
    public internal(set) var limits = RequestLimits()
    /// The connection the request came over.
    let channel: any Channel

    /// Who asks.
    public internal(set) var client = ClientKey(nil, salt: 0)
    /// Counts a request of `client` against what it may ask for; throws a 429 ``Problem``.
    var count: @Sendable (WorkClass) throws(Problem) -> Void = { _ throws(Problem) in }

    /// Creates the context of one request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// Address and port that the request came to, as a `Host` field has them; nil where there is no network.
    public var listeningHost: String? {
        guard let local = channel.localAddress, let address = local.ipAddress, let port = local.port else { return nil }
        // Without the zone of a link-local address, which means nothing elsewhere.
        return local.protocol == .inet6 ? "[\(address.prefix { $0 != "%" })]:\(port)" : "\(address):\(port)"
    }

    /// The text that the captured path component `name` encodes; throws a 404 ``Problem`` when it encodes none.
    public func component(_ name: String) throws(Problem) -> String {
        guard let raw = parameters.get(name), let text = PercentText.decode(raw.utf8) else { throw .notFound }
        return text
    }
}
