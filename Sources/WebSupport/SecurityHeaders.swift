internal import HTTPTypes
internal import Hummingbird

/// Header fields that keep answers from being misread, framed, sniffed or leaked.
enum SecurityHeaders {
    /// What a page may load: our own files only, no inline script or style; `blob:` is the map's worker, `data:` its
    /// control icons.
    static let pagePolicy = [
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:",
        "connect-src 'self'", "worker-src blob:", "font-src 'self'", "manifest-src 'self'", "form-action 'self'",
        "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")

    /// What anything but a page may load: nothing.
    static let dataPolicy = "default-src 'none'; frame-ancestors 'none'"

    /// Adds the fields to `headers`.
    static func apply(to headers: inout HTTPFields) {
        let isPage = headers[.contentType]?.hasPrefix("text/html") ?? false
        headers[.contentSecurityPolicy] = isPage ? pagePolicy : dataPolicy
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
