import HTTPTypes
import Hummingbird
import WebTestSupport
import Testing

@Suite("Responses open to other origins")
struct CrossOriginTests {
    @Test(
        "Open paths have CORS fields in every response",
        arguments: [
            ("/things/1", HTTPRequest.Method.get, 200), ("/things/1", .head, 200), ("/things/1", .delete, 405),
            ("/things", .get, 404), ("//things/1/2", .get, 404), ("/things/1", .options, 204),
            ("/things/" + String(repeating: "x", count: 9000), .get, 414),
        ])
    func open(path: String, method: HTTPRequest.Method, status: Int) async throws {
        try await WebResponderTests.Bench().application().test(.router) { client in
            let response = try await client.execute(uri: path, method: method, headers: [.origin: "https://a.example"])
            #expect(response.status.code == status)
            #expect(response.headers[.accessControlAllowOrigin] == "*")
            #expect(response.headers[.accessControlAllowCredentials] == nil)
            let exposed = try #require(response.headers[.accessControlExposeHeaders])
            for name in ["ETag", "Link", "Plision-Build", "Plision-Data-Date", "Content-Crs", "Retry-After"] {
                #expect(exposed.contains(name))
            }
            #expect(response.headers[.vary]?.contains("Origin") != true)
        }
    }

    @Test(
        "Other paths have no CORS fields, nor do their errors and forms",
        arguments: [
            ("/", HTTPRequest.Method.get), ("/", .post), ("/nowhere", .get), ("/thingsandmore/1", .get),
            ("/asset.css", .get), ("/", .options),
        ])
    func closed(path: String, method: HTTPRequest.Method) async throws {
        try await WebResponderTests.Bench().application().test(.router) { client in
            let response = try await client.execute(
                uri: path, method: method,
                headers: [.origin: "https://a.example", .accessControlRequestMethod: "POST"])
            #expect(!response.headers.contains { $0.name.canonicalName.hasPrefix("access-control-") })
        }
    }

    @Test("Preflight requests return the allowed methods and fields")
    func preflight() async throws {
        try await WebResponderTests.Bench().application().test(.router) { client in
            for (path, methods) in [("/things/1", "GET, HEAD"), ("/things/none/such", "GET, HEAD")] {
                let response = try await client.execute(
                    uri: path, method: .options,
                    headers: [
                        .origin: "null", .accessControlRequestMethod: "GET",
                        .accessControlRequestHeaders: "if-none-match,x-own",
                    ])
                #expect(response.status == .noContent && response.body.readableBytes == 0)
                #expect(response.headers[.accessControlAllowMethods] == methods)
                #expect(response.headers[.accessControlAllowHeaders]?.hasSuffix("*") == true)
                #expect(response.headers[.accessControlMaxAge] == "86400")
            }
        }
    }

    @Test("OPTIONS * returns the methods of the whole server")
    func asterisk() async throws {
        try await WebResponderTests.Bench().application().test(.router) { client in
            let response = try await client.execute(uri: "*", method: .options)
            #expect(response.status == .noContent && response.headers[.allow] == "GET, HEAD, POST")
        }
    }
}
