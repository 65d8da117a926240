internal import HTTPTypes
internal import Hummingbird
internal import Registry

/// The cookies of the pages. Neither can be read by scripts, nor is sent with requests that another site causes.
///
/// Behind TLS they have the prefix `__Host-`, so that they are only sent through TLS and no other host can set them. Without
/// TLS, on the machine itself, browsers refuse that prefix.
struct PageCookies {
    /// The session; nil when there is none that can be.
    private(set) var session: SecretToken?
    /// What the forms before signing in prove. It never becomes a session.
    private(set) var visitor: SecretToken?
    private let prefix: String
    private let attributes: String

    /// Reads the cookies of a request. Of several with one name the first counts.
    init(_ request: Request, isSecure: Bool) {
        prefix = isSecure ? "__Host-plision-" : "plision-"
        attributes = "; Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "")
        for field in request.headers[values: .cookie] {
            for pair in field.split(separator: ";") {
                let text = pair.drop { $0 == " " }
                if text.hasPrefix("\(prefix)session=") {
                    session = session ?? SecretToken(String(text.dropFirst(prefix.count + 8)))
                } else if text.hasPrefix("\(prefix)visitor=") {
                    visitor = visitor ?? SecretToken(String(text.dropFirst(prefix.count + 8)))
                }
            }
        }
    }

    /// The field that begins a session.
    func setSession(_ token: SecretToken) -> String { "\(prefix)session=\(token.text)\(attributes)" }
    /// The field that ends it.
    var endSession: String { "\(prefix)session=\(attributes); Max-Age=0" }
    /// The field for the forms before signing in.
    func setVisitor(_ token: SecretToken) -> String { "\(prefix)visitor=\(token.text)\(attributes)" }
    /// The field that ends it.
    var endVisitor: String { "\(prefix)visitor=\(attributes); Max-Age=0" }
}
