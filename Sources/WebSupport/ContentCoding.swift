internal import HTTPTypes
public import Hummingbird

/// Which of the codings that this server writes, gzip and none, a reader takes (RFC 9110, section 12.5.3).
public struct ContentCoding: Hashable, Sendable {
    private var gzip: Double
    private var plain: Double
    private var isPart: Bool

    /// What `Accept-Encoding` says; without the field nothing is coded.
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
        // What is named by its name does not fall under the asterisk.
        gzip = weight(["gzip", "x-gzip"]) ?? other ?? 0
        // Not to code is always allowed unless it is ruled out; unnamed it is liked least.
        plain = weight(["identity"]) ?? other ?? Double.leastNonzeroMagnitude
    }

    /// Whether gzip is taken, and liked no less than bytes as they are.
    ///
    /// A part of a file is one of the bytes as they are wherever those are taken: a part of a packed file can be unpacked by
    /// nobody.
    public var prefersGzip: Bool { gzip > 0 && (isPart ? plain == 0 : gzip >= plain) }

    /// Whether the reader takes bytes as they are.
    public var takesPlain: Bool { plain > 0 }
}
