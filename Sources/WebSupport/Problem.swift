public import Records

/// What went wrong with a request, as RFC 9457 tells it; thrown by handlers, written by the server.
public struct Problem: Error, Hashable, Sendable {
    /// A sort of problem: its stable type path, its status and its title.
    public struct Kind: Hashable, Sendable {
        /// Last component of the type path `/problems/…`; never changed once published.
        public let code: String
        /// HTTP status.
        public let status: Int
        /// Short summary, the same for every problem of this kind.
        public let title: Phrase

        /// A kind of problem; `code` is lower case with hyphens.
        public init(code: String, status: Int, title: Phrase) {
            self.code = code
            self.status = status
            self.title = title
        }

        /// The type path.
        public var type: String { "/problems/\(code)" }
    }

    /// The sort of problem.
    public var kind: Kind
    /// What happened this time: which part of the request, what came, what was expected.
    public var detail: Phrase
    /// Name of the parameter at fault, if one is.
    public var parameter: String?
    /// Values that would have been accepted, where they can be listed.
    public var accepted: [String]
    /// Methods the path knows, for the `Allow` header.
    public var allowedMethods: [String]
    /// Seconds after which to try again, for the `Retry-After` header.
    public var retryAfterSeconds: Int?
    /// Length of the file a part of which was asked for, bytes, for the `Content-Range` header.
    var length: Int?

    /// A problem of `kind` with what happened this time.
    public init(
        _ kind: Kind, detail: Phrase, parameter: String? = nil, accepted: [String] = [],
        allowedMethods: [String] = [], retryAfterSeconds: Int? = nil
    ) {
        self.kind = kind
        self.detail = detail
        self.parameter = parameter
        self.accepted = accepted
        self.allowedMethods = allowedMethods
        self.retryAfterSeconds = retryAfterSeconds
    }

    /// The media type of ``document(in:)``.
    public static let mediaType = "application/problem+json"

    /// The problem as an RFC 9457 document in UTF-8.
    public func document(in language: Language) -> [UInt8] {
        var json = "{\"type\":\(quoted(kind.type)),\"title\":\(quoted(kind.title[language]))"
        json += ",\"status\":\(kind.status),\"detail\":\(quoted(detail[language]))"
        if let parameter { json += ",\"parameter\":\(quoted(parameter))" }
        if !accepted.isEmpty { json += ",\"accepted\":[\(accepted.map(quoted).joined(separator: ","))]" }
        return Array((json + "}").utf8)
    }

    private func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": result += "\\\(scalar)"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
