import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import WebSupport

@Suite("Content codings that a client accepts")
struct ContentCodingTests {
    @Test(
        "gzip is used when its weight is at least that of identity",
        arguments: [
            (nil, false, true), ("", false, true), ("gzip", true, true), ("GZIP", true, true), ("x-gzip", true, true),
            ("gzip;q=0, *", false, true), ("*, gzip;q=0", false, true), ("gzip;q=0.0", false, true),
            ("gzip;q=0.000,*;q=1", false, true), ("gzip;Q=0", false, true), ("gzip ; q=0 , * ", false, true),
            ("gzip;\tq=0,\tbr", false, true), ("x-gzip;q=0, *", false, true), ("*", true, true),
            ("*;q=0.5", true, true), ("*;q=0", false, false), ("*;q=0, identity", false, true),
            ("*;q=0, gzip", true, false), ("identity;q=0", false, false), ("identity;q=0, gzip", true, false),
            ("identity;q=0, *", true, false), ("identity;q=0, br", false, false),
            ("gzip;q=0.5, identity", false, true), ("gzip;q=0.5, identity;q=0.5", true, true),
            ("gzip;q=0.2, *;q=0.9", false, true), ("br, deflate", false, true), ("br;q=1, gzip;q=0.1", true, true),
            ("deflate, gzip, br, zstd", true, true), ("gzip;q=2", false, true), ("gzip;q=", false, true),
            ("gzip;q=nan", false, true), ("gzip;q=-1", false, true), ("gzip;q=0x1", false, true),
            (",,gzip,", true, true), ("gzip;level=9", true, true), ("not-gzip", false, true),
        ] as [(String?, Bool, Bool)])
    func choices(field: String?, prefersGzip: Bool, takesPlain: Bool) {
        var headers = HTTPFields()
        if let field { headers[.acceptEncoding] = field }
        let request = Request(
            head: HTTPRequest(method: .get, scheme: "http", authority: "localhost", path: "/", headerFields: headers),
            body: RequestBody(buffer: ByteBuffer()))
        let coding = ContentCoding(request)
        #expect(coding.prefersGzip == prefersGzip && coding.takesPlain == takesPlain)
    }
}
