internal import HTTPTypes
internal import Hummingbird

/// Entity tags (RFC 9110, section 8.8.3).
public enum EntityTag {
    /// A tag computed from the bytes: their 64-bit FNV-1a hash and their count. O(n).
    public static func of(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return "\(String(hash, radix: 16))-\(String(bytes.count, radix: 16))"
    }

    /// The form of `tag` that the request's `If-None-Match` names: the plain or the compressed one, the plain one for anything
    /// (`*`); nil when it names neither.
    static func named(by request: Request, _ tag: String) -> String? {
        guard let condition = request.headers[.ifNoneMatch] else { return nil }
        for entry in condition.split(separator: ",") {
            var entry = entry.filter { $0 != " " && $0 != "\t" }[...]
            if entry.hasPrefix("W/") { entry = entry.dropFirst(2) }
            if entry == "*" || entry == "\"\(tag)\"" { return tag }
            if entry == "\"\(tag)-gzip\"" { return "\(tag)-gzip" }
        }
        return nil
    }
}
