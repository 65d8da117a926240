package import OpeningHours
internal import Records
internal import Registry
package import WebSupport

/// The configuration of the registry's server.
package struct RegistryConfiguration: Sendable {
    /// The host name or address to listen on.
    package var host = "127.0.0.1"
    /// The port to listen on, 0 for any free one.
    package var port = 8090
    /// The address of the server from outside, such as `https://registry.example`; nil when it is only reached on this
    /// machine. With `https` cookies are never sent without TLS.
    package var publicAddress: String?
    /// The days off and the clocks, for showing hours and moments.
    package var calendar: ServiceCalendar
    /// The directory of the region's dataset, which is only read; nil for none.
    package var datasetDirectory: String?
    /// The folder of `maplibre-gl.js` and `maplibre-gl.css`; without them forms have no map.
    package var assetFolder: String?
    /// The file in which the public process keeps reports of mistakes; nil to take none in.
    package var reports: String?
    /// The limits of requests.
    package var limits: RequestLimits

    /// The most bytes of a body, except where a file is sent.
    static let bodyBytes = 65536

    /// Creates a configuration. Without a calendar there are the clocks of Greece and no days off. Bodies may be as large as a file with its form, and take as long as on a slow line.
    package init(
        calendar: ServiceCalendar? = nil,
        limits: RequestLimits = RequestLimits(
            bodyBytes: ImportLimits.bytes + bodyBytes, bodySeconds: 45, answerSeconds: 60)
    ) {
        (self.calendar, self.limits) = (calendar ?? ServiceCalendar(zone: .athens, computus: .orthodox), limits)
    }

    /// The address that a text is, in lower case and without a slash at its end; nil for what is no address of a server.
    package static func address(_ text: String) -> String? {
        let address = text.lowercased()
        guard let scheme = ["http://", "https://"].first(where: address.hasPrefix) else { return nil }
        var host = address.dropFirst(scheme.count)
        if host.hasSuffix("/") { host = host.dropLast() }
        return HostName.isValid(String(host)) && !host.isEmpty ? scheme + host : nil
    }

    /// Whether browsers reach the server through TLS.
    var isSecure: Bool { publicAddress?.hasPrefix("https://") ?? false }
}

extension RequestLimits {
    /// The limits of a request that carries no file.
    var withoutFile: RequestLimits {
        var limits = self
        limits.bodyBytes = min(limits.bodyBytes, RegistryConfiguration.bodyBytes)
        return limits
    }
}
