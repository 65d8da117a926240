import HTTPTypes
import Hummingbird
import WebTestSupport
import NIOCore
import Testing
import WebSupport

/// The requested file is `abcabc…`, 1,500 bytes.
@Suite("Byte ranges, preconditions and content codings")
struct DeliveryTests {
    private let path = "/asset.css"
    private let text = String(repeating: "abc", count: 500)

    private func answer(
        _ headers: HTTPFields, method: HTTPRequest.Method = .get, path: String? = nil
    ) async throws -> TestResponse {
        try await WebResponderTests.Bench().application().test(.router) { client in
            try await client.execute(uri: path ?? self.path, method: method, headers: headers)
        }
    }

    @Test(
        "A single range returns its bytes",
        arguments: [
            ("bytes=0-0", 0, 1), ("bytes=0-499", 0, 500), ("bytes=500-", 500, 1000), ("bytes=-500", 1000, 500),
            ("bytes=-9000", 0, 1500), ("bytes=1499-1499", 1499, 1), ("bytes=1400-99999999999999999999", 1400, 100),
            ("Bytes=3-5", 3, 3), ("bytes=,3-5,", 3, 3), ("bytes= 3-5 ", 3, 3), ("bytes=0-2,3-5", 0, 6),
            ("bytes=10-20,0-15", 0, 21), ("bytes=9000-,4-6", 4, 3), ("bytes=-0,4-6", 4, 3),
        ])
    func single(field: String, first: Int, count: Int) async throws {
        let part = try await answer([.range: field])
        #expect(part.status == .partialContent)
        #expect(part.headers[.contentRange] == "bytes \(first)-\(first + count - 1)/1500")
        #expect(part.headers[.contentLength] == "\(count)")
        #expect(String(buffer: part.body) == String(text.dropFirst(first).prefix(count)))
        let whole = try await answer([:])
        for name in [HTTPField.Name.eTag, .cacheControl, .vary, .contentType] {
            #expect(part.headers[name] == whole.headers[name], "\(name)")
        }
    }

    @Test(
        "Malformed and excessive ranges return the whole file",
        arguments: [
            "bytes", "bytes=", "bytes=-", "bytes=5-2", "bytes=a-b", "bytes=1-2-3", "bytes 0-5", "lines=0-5",
            "bytes=0-1,x", "bytes=+1-2", "bytes=0x1-2", "bytes=--5", "bytes=1-2;3-4",
            "bytes=" + (0..<17).map { "\($0 * 9)-\($0 * 9)" }.joined(separator: ","),
        ])
    func whole(field: String) async throws {
        let answer = try await answer([.range: field])
        #expect(answer.status == .ok && answer.headers[.contentRange] == nil)
        #expect(answer.headers[.acceptRanges] == "bytes" && String(buffer: answer.body) == text)
    }

    @Test(
        "An unsatisfiable range returns the length of the file",
        arguments: ["bytes=1500-", "bytes=2000-3000", "bytes=-0"])
    func unsatisfiable(field: String) async throws {
        let answer = try await answer([.range: field])
        #expect(answer.status == .rangeNotSatisfiable && answer.headers[.contentRange] == "bytes */1500")
        #expect(
            answer.headers[.contentType] == "application/problem+json" && answer.headers[.cacheControl] == "no-store")
    }

    @Test("Several ranges return parts in the requested order")
    func several() async throws {
        let answer = try await answer([.range: "bytes=900-902, 0-2, -3"])
        #expect(answer.status == .partialContent && answer.headers[.contentRange] == nil)
        let type = try #require(answer.headers[.contentType])
        let boundary = try #require(type.split(separator: "=").last)
        #expect(type == "multipart/byteranges; boundary=\(boundary)")
        let parts = ["900-902", "0-2", "1497-1499"].map {
            "--\(boundary)\r\nContent-Type: text/css\r\nContent-Range: bytes \($0)/1500\r\n\r\nabc\r\n"
        }
        #expect(String(buffer: answer.body) == parts.joined() + "--\(boundary)--\r\n")
        #expect(answer.headers[.contentLength] == "\(answer.body.readableBytes)")
    }

    @Test(
        "Ranges apply to identity when it is accepted, else to gzip; several ranges of gzip return the whole"
    )
    func coded() async throws {
        let plain = try await answer([.acceptEncoding: "gzip", .range: "bytes=2-9"])
        #expect(plain.headers[.contentEncoding] == nil && String(buffer: plain.body) == "cabcabca")
        let only = "identity;q=0, gzip"
        let whole = try await answer([.acceptEncoding: only])
        let part = try await answer([.acceptEncoding: only, .range: "bytes=2-9"])
        #expect(part.status == .partialContent && part.headers[.contentEncoding] == "gzip")
        #expect(part.headers[.eTag] == whole.headers[.eTag])
        #expect(Array(buffer: part.body) == Array(Array(buffer: whole.body)[2...9]))
        #expect(try await answer([.acceptEncoding: only, .range: "bytes=0-1,5-6"]).status == .ok)
    }

    @Test("If-Range with another tag, or with a date, returns the whole file")
    func ifRange() async throws {
        let tag = try #require(try await answer([:]).headers[.eTag])
        for (condition, status) in [
            (tag, 206), ("W/\(tag)", 200), ("\"other\"", 200), ("Sat, 28 Nov 2026 05:20:33 GMT", 200),
            ("\(tag.dropLast())-gzip\"", 200),
        ] {
            let answer = try await answer([.range: "bytes=0-1", .ifRange: condition])
            #expect(answer.status.code == status, "\(condition)")
        }
        // An unchanged file is not sent, not even in part.
        #expect(try await answer([.range: "bytes=0-1", .ifNoneMatch: tag]).status == .notModified)
        for (condition, status) in [
            (tag, 200), ("*", 200), ("\"other\", \(tag)", 200), ("\"other\"", 412), ("W/\(tag)", 412),
        ] {
            #expect(try await answer([.ifMatch: condition]).status.code == status, "\(condition)")
        }
    }

    @Test("HEAD describes the whole file, and a response without a strong tag has no ranges")
    func others() async throws {
        let head = try await answer([.range: "bytes=0-1"], method: .head)
        #expect(head.status == .ok && head.headers[.contentLength] == "1500" && head.body.readableBytes == 0)
        #expect(head.headers[.acceptRanges] == "bytes")
        let untagged = try await answer([.range: "bytes=0-1"], path: "/things/abcdef")
        #expect(untagged.status == .ok && untagged.headers[.acceptRanges] == nil)
    }

    @Test("A client that accepts only gzip gets it for any length; one that accepts nothing gets 406")
    func onlyGzip() async throws {
        let short = try await answer([.acceptEncoding: "identity;q=0, gzip"], path: "/things/abc")
        #expect(short.status == .ok && short.headers[.contentEncoding] == "gzip")
        #expect(Array(buffer: short.body).prefix(2) == [0x1F, 0x8B])
        #expect(short.headers[.contentLength] == "\(short.body.readableBytes)")
        #expect(short.headers[.vary] == "Accept-Encoding")
        for field in ["identity;q=0", "*;q=0", "br, identity;q=0"] {
            let refused = try await answer([.acceptEncoding: field], path: "/things/abc")
            #expect(refused.status == .notAcceptable, "\(field)")
        }
        // Problem documents are sent whatever codings the client accepts.
        #expect(try await answer([.acceptEncoding: "*;q=0"], path: "/nowhere").status == .notFound)
    }
}
