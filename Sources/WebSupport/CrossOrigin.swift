internal import HTTPTypes
internal import Hummingbird

/// Which answers pages of other origins may read (the Fetch standard's CORS protocol). Nothing here depends on who asks: no
/// answer carries or takes credentials, so any origin is as good as another and `Vary` need not name it.
struct CrossOrigin: Sendable {
    /// First components of the paths that are open.
    let roots: Set<String>

    /// What a script may send beside the fields that need no leave.
    private static let requestFields =
        "Accept-Language, Content-Type, If-Match, If-None-Match, If-Range, Range, X-Requested-With, *"
    /// What a script may read beside the fields that need no leave.
    private static let responseFields = [
        "Accept-Ranges", "Allow", "Content-Crs", "Content-Disposition", "Content-Encoding", "Content-Range", "Date",
        "ETag", "Link", "Plision-Build", "Plision-Data-Date", "Retry-After", "Vary",
    ].joined(separator: ", ")
    /// How long the answer to the question before the request may be kept, seconds.
    private static let keepSeconds = "86400"

    /// Whether the answer to `request` is open, errors included.
    func isOpen(_ request: Request) -> Bool {
        let first = request.uri.path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: true).first
        return first.map { roots.contains(String($0)) } ?? false
    }

    /// Adds the fields that open an answer.
    func open(_ headers: inout HTTPFields) {
        headers[.accessControlAllowOrigin] = "*"
        headers[.accessControlExposeHeaders] = Self.responseFields
        headers[.crossOriginResourcePolicy] = "cross-origin"
    }

    /// Whether a browser asks for leave before it sends what a script wants to send.
    func isPreflight(_ request: Request) -> Bool {
        request.method == .options && request.headers[.origin] != nil
            && request.headers[.accessControlRequestMethod] != nil
    }

    /// Fields of the answer to such a question; where nothing is, GET may find that out by itself.
    func leave(methods: [String]) -> HTTPFields {
        [
            .accessControlAllowMethods: (methods.isEmpty ? ["GET", "HEAD"] : methods).joined(separator: ", "),
            .accessControlAllowHeaders: Self.requestFields, .accessControlMaxAge: Self.keepSeconds,
        ]
    }
}

extension HTTPField.Name {
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}
