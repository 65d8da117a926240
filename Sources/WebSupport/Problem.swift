public import Records

/// An error in a request, as a problem document (RFC 9457); thrown by handlers, written by the server.
public struct Problem: Error, Hashable, Sendable {
    /// A kind of problem: its stable type path, status and title.
    public struct Kind: Hashable, Sendable {
        /// The last component of the type path `/problems/…`; it never changes once published.
        public let code: String
        /// The HTTP status.
        public let status: Int
        /// A short summary, the same for every problem of this kind.
        public let title: Phrase

        /// Creates a kind of problem; `code` is lower case with hyphens.
        public init(code: String, status: Int, title: Phrase) {
            self.code = code
            self.status = status
            self.title = title
        }

        /// The type path.
        public var type: String { "/problems/\(code)" }
    }

    /// The kind of problem.
    public var kind: Kind
    /// What happened, without the name of the parameter: what was received, what was expected.
    public var detail: Phrase
    /// The name of the parameter at fault, if any.
    public var parameter: String?
    /// The accepted values, when they can be listed.
    public var accepted: [String]
    /// The methods of the path, for the `Allow` field.
    public var allowedMethods: [String]
    /// The seconds after which to retry, for the `Retry-After` field.
    public var retryAfterSeconds: Int?
    /// The length of the file in bytes, for the `Content-Range` field.
    var length: Int?

    /// Creates a problem of `kind` with its details.
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
        json += ",\"status\":\(kind.status),\"detail\":\(quoted(message(in: language)))"
        if let parameter { json += ",\"parameter\":\(quoted(parameter))" }
        if !accepted.isEmpty { json += ",\"accepted\":[\(accepted.map(quoted).joined(separator: ","))]" }
        return Array((json + "}").utf8)
    }

    /// What happened, after the name of the parameter at fault.
    public func message(in language: Language) -> String {
        (parameter.map { "\($0): " } ?? "") + detail[language]
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
