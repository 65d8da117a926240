internal import HTTPTypes
public import Hummingbird
internal import NIOCore
public import Records

extension Request {
    /// The language of messages for this client: ``languageParameter``, else the one preferred by `Accept-Language`.
    public var language: Language {
        Language.negotiate(explicit: languageParameter, acceptLanguage: headers[.acceptLanguage])
    }

    /// Parses the query.
    ///
    /// - Throws: A 400 ``Problem`` when a parameter is not among the `known` ones or is invalid.
    public func parameters(_ known: ParameterSet) throws(Problem) -> RequestParameters {
        try RequestParameters(uri.query, known)
    }

    /// Reads and parses a form body.
    ///
    /// - Throws: A ``Problem``: 415 for another media type, 413 over `limits.bodyBytes`, 408 when the body is late, 400
    ///   when it cannot be read or a parameter is invalid.
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

    /// Reads and parses a form that may carry a file in the field `name`; its bytes are empty when it has none.
    ///
    /// - Throws: A ``Problem`` like ``formParameters(_:limits:)``.
    package func formParameters(
        _ known: ParameterSet, file name: String, limits: RequestLimits
    ) async throws -> (parameters: RequestParameters, file: [UInt8]) {
        guard mediaType == Self.multipartType else {
            return (try await formParameters(known, limits: limits), [])
        }
        guard let boundary = MultipartForm.boundary(of: headers[.contentType] ?? "") else { throw Self.badForm }
        guard let form = MultipartForm(try await bodyBytes(limits), boundary: boundary) else { throw Self.badForm }
        var file: [UInt8]?
        var pairs: [String] = []
        for part in form.parts {
            if part.isFile {
                guard part.name == name, file == nil else { throw Self.badForm }
                file = part.bytes
            } else {
                guard let text = String(validating: part.bytes, as: UTF8.self) else { throw Self.badForm }
                pairs.append("\(PercentText.encode(part.name))=\(PercentText.encode(text))")
            }
        }
        return (try RequestParameters(pairs.joined(separator: "&"), known), file ?? [])
    }

    /// Reads a body of one of the media types `types`.
    ///
    /// - Throws: A ``Problem``: 415 for another media type, 413 over `limits.bodyBytes`, 408 when the body is late.
    package func fileBody(
        _ types: [String], limits: RequestLimits
    ) async throws -> (mediaType: String, bytes: [UInt8]) {
        guard types.contains(mediaType) else { throw Problem.unexpectedType(types) }
        return (mediaType, try await bodyBytes(limits))
    }

    private static let multipartType = "multipart/form-data"
    private static let badForm = Problem(
        .badBody,
        detail: Phrase(
            el: "Η φόρμα δεν διαβάζεται: αναμένονταν ολόκληρα μέρη σε UTF-8, και το πολύ ένα αρχείο.",
            en: "The form cannot be read: expected whole parts in UTF-8, and at most one file."))

    /// Reads a JSON body; returns nil when the body is a form.
    ///
    /// - Throws: A ``Problem``: 415 for any other media type, 413 over `limits.bodyBytes`, 408 when the body is late,
    ///   400 when it cannot be read.
    public func jsonBody(limits: RequestLimits) async throws -> [UInt8]? {
        if mediaType == Self.formType { return nil }
        guard mediaType == "application/json" else {
            throw Problem.unexpectedType(["application/json", Self.formType])
        }
        return try await bodyBytes(limits)
    }

    private static let formType = "application/x-www-form-urlencoded"

    /// The media type of the body in lower case, without parameters.
    private var mediaType: String {
        (headers[.contentType]?.split(separator: ";").first ?? "").filter { $0 != " " }.lowercased()
    }

    private func bodyBytes(_ limits: RequestLimits) async throws -> [UInt8] {
        do {
            let bytes = Array(buffer: try await body.collect(upTo: limits.bodyBytes))
            // The connection may have ended before the body was complete.
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

    /// The value of the parameter `lang`, or without it of its former name `language`: the language of messages, labels and
    /// pages on every path. It is read separately so that errors in the other parameters are reported in this language too.
    /// The former name chooses between Greek and English only: `language=sq` asks for services that speak Albanian.
    public var languageParameter: String? {
        guard let query = uri.query, query.contains("lang") else { return nil }
        let pairs = query.split(separator: "&")
        func value(_ name: String) -> String? {
            pairs.first { $0.hasPrefix(name) }.map { String($0.dropFirst(name.count)) }
        }
        return value("lang=") ?? value("language=").flatMap { Language(rawValue: $0)?.isTranslated == true ? nil : $0 }
    }
}

extension Problem {
    /// The media type of the body is not supported.
    fileprivate static func unexpectedType(_ types: [String]) -> Problem {
        let list = types.joined(separator: ", ")
        return Problem(
            .unsupportedMediaType,
            detail: Phrase(el: "Content-Type: αναμενόταν \(list).", en: "Content-Type: expected \(list)."))
    }

    /// The body exceeds the limit.
    static func contentTooLarge(_ limit: Int) -> Problem {
        Problem(
            .contentTooLarge,
            detail: Phrase(
                el: "Το σώμα ξεπερνά τα \(limit) byte.", en: "The body is larger than \(limit) bytes."))
    }
}
