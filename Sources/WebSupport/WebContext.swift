public import Hummingbird
internal import NIOCore

/// What a handler knows beside the request.
public struct WebContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The bounds this server holds requests to.
    public internal(set) var limits = RequestLimits()

    /// Who asks.
    public internal(set) var client = ClientKey(nil, salt: 0)
    /// The connection.
    let channel: any Channel

    /// Creates the context of one request.
    public init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        channel = source.channel
    }

    /// The text that the captured path component `name` encodes; throws a 404 ``Problem`` when it encodes none.
    public func component(_ name: String) throws(Problem) -> String {
        guard let raw = parameters.get(name), let text = PercentText.decode(raw.utf8) else { throw .notFound }
        return text
    }
}
