internal import HTTPTypes
public import Hummingbird
internal import NIOCore
public import Records

extension Request {
    /// The language of messages to this reader: the one of ``languageParameter``, else what the browser asks for.
    public var language: Language {
        Language.negotiate(explicit: languageParameter, acceptLanguage: headers[.acceptLanguage])
    }

    /// The query's parameters, which are to be among the `known` ones; throws a 400 ``Problem``.
    public func parameters(_ known: ParameterSet) throws(Problem) -> RequestParameters {
        try RequestParameters(uri.query, known)
    }

    /// A form body's parameters, which are to be among the `known` ones.
    ///
    /// Throws a ``Problem``: 415 for another media type, 413 over `limits.bodyBytes`, 408 when the body is late, 400 when it
    /// cannot be read and for bad parameters.
    public func formParameters(
        _ known: ParameterSet, limits: RequestLimits
    ) async throws -> RequestParameters {
        guard mediaType == Self.formType else { throw Problem.unexpectedType([Self.formType]) }
        let bytes = try await bodyBytes(limits)
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Problem(
                .badBody, detail: Phrase(el: "Το σώμα δεν είναι UTF-8.", en: "The body is not UTF-8."))
        }
        return try RequestParameters(text, known)
    }

    /// The bytes of a JSON body, nothing when the body is a form; throws a ``Problem``: 415 for any other media type,
    /// 413 over `limits.bodyBytes`, 408 when the body is late, 400 when it cannot be read.
    public func jsonBody(limits: RequestLimits) async throws -> [UInt8]? {
        if mediaType == Self.formType { return nil }
        guard mediaType == "application/json" else {
            throw Problem.unexpectedType(["application/json", Self.formType])
        }
        return try await bodyBytes(limits)
    }

    private static let formType = "application/x-www-form-urlencoded"

    /// The body's media type without its parameters, lower case.
    private var mediaType: String {
        (headers[.contentType]?.split(separator: ";").first ?? "").filter { $0 != " " }.lowercased()
    }

    private func bodyBytes(_ limits: RequestLimits) async throws -> [UInt8] {
        do {
            let bytes = Array(buffer: try await body.collect(upTo: limits.bodyBytes))
            // The connection may have ended before the body.
            if let length = headers[.contentLength].flatMap(Int.init), length != bytes.count { throw Problem.cutOff }
            return bytes
        } catch is NIOTooManyBytesError {
            throw Problem.contentTooLarge(limits.bodyBytes)
        } catch let refused as RefusedMessage {
            throw refused.problem
        } catch let error where error is IOError || error is ChannelError {
            throw Problem.cutOff
        }
    }

    /// The language that the parameter `lang` names, or where it is absent `language`: on every path that of messages, labels
    /// and pages. It is read here too because messages are in this language even where the other parameters cannot be read.
    public var languageParameter: String? {
        guard let query = uri.query, query.contains("lang") else { return nil }
        let pairs = query.split(separator: "&")
        for name in ["lang=", "language="] {
            if let pair = pairs.first(where: { $0.hasPrefix(name) }) { return String(pair.dropFirst(name.count)) }
        }
        return nil
    }
}

extension Problem {
    /// A body of a media type that is not read here.
    fileprivate static func unexpectedType(_ types: [String]) -> Problem {
        let list = types.joined(separator: ", ")
        return Problem(
            .unsupportedMediaType,
            detail: Phrase(el: "Content-Type: αναμενόταν \(list).", en: "Content-Type: expected \(list)."))
    }

    /// A body over the limit.
    static func contentTooLarge(_ limit: Int) -> Problem {
        Problem(
            .contentTooLarge,
            detail: Phrase(
                el: "Το σώμα ξεπερνά τα \(limit) byte.", en: "The body is larger than \(limit) bytes."))
    }
}
