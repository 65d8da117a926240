internal import Compression
internal import Glibc
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Records

/// The last steps of every response: preconditions, content coding and byte ranges (RFC 9110, sections 12 to 14).
///
/// Handlers return the whole representation or 304.
enum Delivery {
    /// The response as it is sent for a GET or HEAD request.
    ///
    /// - Throws: A ``Problem`` with status 406, 412 or 416.
    static func delivered(_ response: Response, to request: Request) async throws -> Response {
        try checkCondition(response, request)
        var response = response
        noteCoding(in: &response.headers)
        guard response.status == .ok else { return response }
        let coding = ContentCoding(request)
        if !coding.takesPlain, response.headers[.contentEncoding] == nil {
            guard coding.prefersGzip else { throw Problem.notAcceptable }
            response = try await compressed(response)
        }
        guard let tag = response.headers[.eTag], !tag.hasPrefix("W/") else { return response }
        response.headers[.acceptRanges] = "bytes"
        guard request.method == .get, let field = request.headers[.range] else { return response }
        if let condition = request.headers[.ifRange], condition != tag { return response }
        let bytes = try await bytes(of: response)
        switch ByteRanges(field, length: bytes.readableBytes) {
        case .whole: return response
        case .unsatisfiable: throw Problem.unsatisfiableRange(length: bytes.readableBytes)
        case .parts(let ranges):
            if ranges.count == 1 { return single(ranges[0], of: bytes, response) }
            // Ranges of a coded representation would be ambiguous to some clients.
            guard response.headers[.contentEncoding] == nil else { return response }
            return several(ranges, of: bytes, response)
        }
    }

    /// Adds `Accept-Encoding` to `Vary` of every cacheable response.
    private static func noteCoding(in headers: inout HTTPFields) {
        guard headers.single(.cacheControl)?.utf8.holds("no-store") != true else { return }
        let known = headers.single(.vary) ?? ""
        guard !known.utf8.holds("Accept-Encoding") else { return }
        headers[.vary] = known.isEmpty ? "Accept-Encoding" : "\(known), Accept-Encoding"
    }

    /// Checks `If-Match` against the tag of the response; `*` matches any.
    private static func checkCondition(_ response: Response, _ request: Request) throws(Problem) {
        guard let condition = request.headers[.ifMatch], let tag = response.headers[.eTag],
            response.status == .ok || response.status == .notModified
        else { return }
        let isMet = condition.split(separator: ",").contains { entry in
            let entry = entry.filter { $0 != " " && $0 != "\t" }
            return entry == "*" || entry == tag
        }
        if !isMet { throw Problem.preconditionFailed }
    }

    private static func compressed(_ response: Response) async throws -> Response {
        guard let packed = Deflate.gzip(Array(buffer: try await bytes(of: response))) else {
            throw Problem.internalError
        }
        var response = response
        response.body = ResponseBody(byteBuffer: ByteBuffer(bytes: packed))
        response.headers[.contentLength] = "\(packed.count)"
        response.headers[.contentEncoding] = "gzip"
        response.headers[.eTag] = response.headers[.eTag].map { "\($0.dropLast())-gzip\"" }
        return response
    }

    private static func single(_ range: Range<Int>, of bytes: ByteBuffer, _ response: Response) -> Response {
        var response = response
        response.status = .partialContent
        response.headers[.contentRange] = contentRange(range, bytes.readableBytes)
        response.headers[.contentLength] = "\(range.count)"
        response.body = ResponseBody(byteBuffer: slice(range, of: bytes))
        return response
    }

    private static func several(_ ranges: [Range<Int>], of bytes: ByteBuffer, _ response: Response) -> Response {
        // The hash of all bytes, which no part contains by chance.
        let boundary = "part-\(EntityTag.of(Array(buffer: bytes)))"
        var body = ByteBuffer()
        for range in ranges {
            body.writeString("--\(boundary)\r\n")
            if let type = response.headers[.contentType] { body.writeString("Content-Type: \(type)\r\n") }
            body.writeString("Content-Range: \(contentRange(range, bytes.readableBytes))\r\n\r\n")
            body.writeImmutableBuffer(slice(range, of: bytes))
            body.writeString("\r\n")
        }
        body.writeString("--\(boundary)--\r\n")
        var response = response
        response.status = .partialContent
        response.headers[.contentType] = "multipart/byteranges; boundary=\(boundary)"
        response.headers[.contentLength] = "\(body.readableBytes)"
        response.body = ResponseBody(byteBuffer: body)
        return response
    }

    private static func contentRange(_ range: Range<Int>, _ length: Int) -> String {
        "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(length)"
    }

    private static func slice(_ range: Range<Int>, of bytes: ByteBuffer) -> ByteBuffer {
        bytes.getSlice(at: bytes.readerIndex + range.lowerBound, length: range.count) ?? ByteBuffer()
    }

    /// Collects the bytes that a body writes.
    private struct Collector: ResponseBodyWriter {
        final class Store: @unchecked Sendable {
            // Accessed only by the task that awaits the write of the body.
            var bytes = ByteBuffer()
        }
        let store = Store()

        func write(_ buffer: ByteBuffer) async throws {
            // Keep the first buffer as it is: it may be shared with other responses.
            if store.bytes.readableBytes == 0 { store.bytes = buffer } else { store.bytes.writeImmutableBuffer(buffer) }
        }
        func finish(_ trailingHeaders: HTTPFields?) async throws {}
    }

    /// The bytes of the whole body.
    static func bytes(of response: Response) async throws -> ByteBuffer {
        let collector = Collector()
        try await response.body.write(collector)
        return collector.store.bytes
    }
}

extension String.UTF8View {
    /// Whether these bytes contain those of `word`. Several microseconds faster than a search in a `String`.
    fileprivate func holds(_ word: StaticString) -> Bool {
        var text = String(self)
        return text.withUTF8 { text in
            guard let start = text.baseAddress, text.count >= word.utf8CodeUnitCount else { return false }
            return (0...text.count - word.utf8CodeUnitCount).contains {
                memcmp(start + $0, word.utf8Start, word.utf8CodeUnitCount) == 0
            }
        }
    }
}

extension Problem {
    static let notAcceptable = Problem(
        .notAcceptable,
        detail: Phrase(
            el: "Accept-Encoding: δεχόμαστε gzip και identity, και η αίτηση τα αποκλείει και τα δύο.",
            en: "Accept-Encoding: gzip and identity are written here, and the request rules out both."))
    static let preconditionFailed = Problem(
        .preconditionFailed,
        detail: Phrase(
            el: "If-Match: αυτό που υπάρχει έχει άλλη ετικέτα.", en: "If-Match: what is there has another tag."))

    static func unsatisfiableRange(length: Int) -> Problem {
        var problem = Problem(
            .rangeNotSatisfiable,
            detail: Phrase(
                el: "Range: το αρχείο έχει \(length) byte.", en: "Range: the file has \(length) bytes."))
        problem.length = length
        return problem
    }
}
