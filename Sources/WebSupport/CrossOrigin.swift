internal import HTTPTypes
public import Hummingbird

/// Which responses pages of other origins may read (CORS, Fetch standard).
///
/// Responses neither carry nor use credentials, so all origins are treated alike and `Vary` need not name `Origin`.
struct CrossOrigin: Sendable {
    /// The first path components whose responses are open.
    let roots: Set<String>

    /// The request fields a script may send beyond the safelisted ones.
    private static let requestFields =
        "Accept-Language, Content-Type, If-Match, If-None-Match, If-Range, Range, X-Requested-With, *"
    /// The response fields a script may read beyond the safelisted ones.
    private static let responseFields = [
        "Accept-Ranges", "Allow", "Content-Crs", "Content-Disposition", "Content-Encoding", "Content-Range", "Date",
        "ETag", "Link", "Plision-Build", "Plision-Data-Date", "Retry-After", "Vary",
    ].joined(separator: ", ")
    /// How long a browser may cache the answer to a preflight request, in seconds.
    private static let keepSeconds = "86400"

    /// Whether the response to `request`, including an error, is open to other origins.
    func isOpen(_ request: Request) -> Bool {
        let first = request.uri.path.utf8.drop { $0 == UInt8(ascii: "/") }.prefix { $0 != UInt8(ascii: "/") }
        return roots.contains(String(Substring(first)))
    }

    /// Adds the fields that open a response to other origins.
    func open(_ headers: inout HTTPFields) {
        headers.set(Self.openFields)
    }

    private static let openFields = [
        HTTPField(name: .accessControlAllowOrigin, value: "*"),
        HTTPField(name: .accessControlExposeHeaders, value: responseFields),
        HTTPField(name: .crossOriginResourcePolicy, value: "cross-origin"),
    ]

    /// Whether `request` is a CORS preflight request.
    func isPreflight(_ request: Request) -> Bool {
        request.method == .options && request.headers[.origin] != nil
            && request.headers[.accessControlRequestMethod] != nil
    }

    /// The fields of the response to a preflight request. An unknown path allows GET and HEAD, so that the script sees
    /// the 404.
    func leave(methods: [String]) -> HTTPFields {
        [
            .accessControlAllowMethods: (methods.isEmpty ? ["GET", "HEAD"] : methods).joined(separator: ", "),
            .accessControlAllowHeaders: Self.requestFields, .accessControlMaxAge: Self.keepSeconds,
        ]
    }
}

extension Request {
    /// Whether a request comes from one of our pages, as far as the browser reports that.
    ///
    /// `Sec-Fetch-Site` is reliable where it is sent. Otherwise `Origin` is compared, unless it is `null`, as it is for
    /// pages without a referrer, such as ours. Without either field only the token of the form decides.
    ///
    /// - Parameter publicAddress: The configured address of the server, such as `https://example.org`, if there is one.
    public func isFromHere(publicAddress: String?) -> Bool {
        if let site = headers[.fetchSite] { return site == "same-origin" }
        guard let origin = headers[.origin], origin != "null" else { return true }
        let host = head.authority ?? ""
        return ["http://\(host)", "https://\(host)", publicAddress].contains {
            $0?.lowercased() == origin.lowercased()
        }
    }
}

extension HTTPField.Name {
    fileprivate static let fetchSite = HTTPField.Name("Sec-Fetch-Site")!
    static let crossOriginResourcePolicy = HTTPField.Name("Cross-Origin-Resource-Policy")!
}
