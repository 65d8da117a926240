internal import HTTPTypes
public import Hummingbird

/// Which of the codings written here, gzip and identity, a client accepts (RFC 9110, section 12.5.3).
public struct ContentCoding: Hashable, Sendable {
    private var gzip: Double
    private var plain: Double
    private var isPart: Bool

    /// Reads `Accept-Encoding`; without the field only identity is accepted.
    public init(_ request: Request) {
        isPart = request.headers[.range] != nil
        guard let field = request.headers[.acceptEncoding] else {
            (gzip, plain) = (0, 1)
            return
        }
        let entries = WeightedList(field).entries
        func weight(_ names: Set<String>) -> Double? {
            entries.filter { names.contains($0.value) }.map(\.weight).min()
        }
        let other = weight(["*"])
        // The weight of `*` applies only to codings that are not named.
        gzip = weight(["gzip", "x-gzip"]) ?? other ?? 0
        // Identity is acceptable unless excluded; when it is not named it has the lowest weight.
        plain = weight(["identity"]) ?? other ?? Double.leastNonzeroMagnitude
    }

    /// Whether gzip is accepted with at least the weight of identity.
    ///
    /// A range request gets identity whenever that is accepted, because part of a gzip file cannot be unpacked.
    public var prefersGzip: Bool { gzip > 0 && (isPart ? plain == 0 : gzip >= plain) }

    /// Whether the client accepts identity.
    public var takesPlain: Bool { plain > 0 }
}
