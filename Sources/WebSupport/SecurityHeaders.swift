internal import HTTPTypes
internal import Hummingbird

/// The security header fields of every response.
enum SecurityHeaders {
    /// The content security policy of pages: own files only, no inline script or style. The map needs `blob:` for its
    /// worker and `data:` for its control icons.
    static let pagePolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "connect-src 'self'", "worker-src 'self' blob:", "font-src 'self'", "manifest-src 'self'", "form-action 'self'",
        "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// The content security policy of scripts. It rules those that run as a service worker, which asks this server for files.
    static let scriptPolicy = "default-src 'none'; connect-src 'self'; frame-ancestors 'none'"

    /// The content security policy of everything else, which loads nothing.
    static let dataPolicy = "default-src 'none'; frame-ancestors 'none'"

    /// Adds the fields to `headers`.
    static func apply(to headers: inout HTTPFields) {
        let type = headers[.contentType] ?? ""
        let isPage = type.hasPrefix("text/html")
        headers[.contentSecurityPolicy] =
            isPage ? pagePolicy : type.hasPrefix("text/javascript") ? scriptPolicy : dataPolicy
        headers[.xContentTypeOptions] = "nosniff"
        headers[.referrerPolicy] = "no-referrer"
        guard isPage else { return }
        headers[.permissionsPolicy] = "geolocation=(self), camera=(), microphone=(), payment=(), usb=()"
        headers[.crossOriginOpenerPolicy] = "same-origin"
    }
}

extension HTTPField.Name {
    static let referrerPolicy = HTTPField.Name("Referrer-Policy")!
    static let permissionsPolicy = HTTPField.Name("Permissions-Policy")!
    static let crossOriginOpenerPolicy = HTTPField.Name("Cross-Origin-Opener-Policy")!
}
