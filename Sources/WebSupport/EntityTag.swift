internal import HTTPTypes
public import Hummingbird

/// Entity tags of RFC 9110.
public enum EntityTag {
    /// A tag that is equal for equal bytes: 64 bits of FNV-1a and the length.
    public static func of(_ bytes: [UInt8]) -> String {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return "\(String(hash, radix: 16))-\(String(bytes.count, radix: 16))"
    }

    /// Whether the request's `If-None-Match` names `tag`, in its plain or its compressed form, or anything (`*`).
    public static func matches(_ request: Request, _ tag: String) -> Bool {
        guard let condition = request.headers[.ifNoneMatch] else { return false }
        return condition.split(separator: ",").contains { entry in
            var entry = entry.filter { $0 != " " && $0 != "\t" }[...]
            if entry.hasPrefix("W/") { entry = entry.dropFirst(2) }
            return entry == "*" || entry == "\"\(tag)\"" || entry == "\"\(tag)-gzip\""
        }
    }
}
