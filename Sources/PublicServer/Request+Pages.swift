internal import HTTPTypes
internal import Hummingbird
internal import WebSupport

extension Request {
    /// The language of a page: what its address says, else Greek. What the browser prefers is no good guide here:
    /// telephones are often set to another language than their owner reads best.
    var pageLanguage: Language {
        let asked = uri.query?.split(separator: "&").first { $0.hasPrefix("lang=") }.map { String($0.dropFirst(5)) }
        return Language.negotiate(explicit: asked)
    }

    /// Whether a person's browser asked for a page, and not a program for data.
    var wantsPage: Bool {
        let isData = ["/api/", "/ogc", "/hsds", "/export/", "/tiles/", "/styles/", "/assets/", "/openapi.json"].contains
        { uri.path.hasPrefix($0) }
        return !isData && (headers[.accept]?.hasPrefix("text/html") ?? false)
    }

    /// The address this request came to, from its `Host` field, which is checked as it is the sender's.
    var outsideAddress: String {
        let scheme = headers[.forwardedScheme] == "https" ? "https" : "http"
        let host = head.authority ?? "localhost"
        let isPlain =
            host.utf8.count <= 255
            && host.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: ":"),
                    UInt8(ascii: "["), UInt8(ascii: "]"):
                    true
                default: false
                }
            }
        return "\(scheme)://\(isPlain ? host : "localhost")"
    }
}

extension HTTPField.Name {
    fileprivate static let forwardedScheme = HTTPField.Name("X-Forwarded-Proto")!
}
