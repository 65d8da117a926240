internal import NIOCore
internal import NIOHTTP1

/// Normalizes the `Host` field of requests (RFC 9112, section 3.2).
///
/// A missing, repeated or invalid field is removed, and ``WebResponder`` then refuses the request. An HTTP/1.0 request
/// may omit the field; its connection closes after the response.
final class HostFieldHandler: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard case .head(var head) = unwrapInboundIn(data) else {
            context.fireChannelRead(data)
            return
        }
        let fields = head.headers["Host"]
        var host = fields.count == 1 && HostName.isValid(fields[0]) ? fields[0] : nil
        if head.version.major == 1, head.version.minor == 0 {
            if fields.isEmpty { host = "" }
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        }
        // A request target in absolute form takes precedence over the field.
        if host != nil, let target = HostName.authority(ofTarget: head.uri) {
            host = HostName.isValid(target) && !target.isEmpty ? target : nil
        }
        head.headers.remove(name: "Host")
        if let host {
            head.headers.add(name: "Host", value: host)
        } else {
            // The host of any following request would be uncertain too.
            head.headers.replaceOrAdd(name: "Connection", value: "close")
        }
        context.fireChannelRead(wrapInboundOut(.head(head)))
    }
}

/// Validates hosts as in the `Host` field: `uri-host [ ":" port ]`, or empty (RFC 9110, section 7.2).
package enum HostName {
    /// Whether a text is a host with or without a port, or empty.
    package static func isValid(_ text: String) -> Bool {
        guard text.utf8.count <= 255 else { return false }
        // Works on bytes, because characters take several microseconds.
        var rest = text.utf8[...]
        if rest.first == UInt8(ascii: "[") {
            guard let end = rest.firstIndex(of: UInt8(ascii: "]")) else { return false }
            let inside = rest[rest.index(after: rest.startIndex)..<end]
            guard !inside.isEmpty, inside.allSatisfy({ isHexadecimal($0) || $0 == 0x3A || $0 == 0x2E }) else {
                return false
            }
            rest = rest[rest.index(after: end)...]
        } else {
            let name = rest.prefix { $0 != UInt8(ascii: ":") }
            guard name.allSatisfy(isNameByte) else { return false }
            rest = rest[name.endIndex...]
        }
        guard let colon = rest.popFirst() else { return true }
        return colon == UInt8(ascii: ":") && rest.count <= 5 && rest.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
            && rest.reduce(0) { $0 * 10 + Int($1 - 0x30) } <= 65535
    }

    /// The host of a request target in absolute form; nil for a path.
    static func authority(ofTarget target: String) -> String? {
        guard !target.hasPrefix("/") else { return nil }
        let scheme = ["http://", "https://"].first { target.prefix($0.count).lowercased() == $0 }
        return scheme.map { String(target.dropFirst($0.count).prefix { $0 != "/" && $0 != "?" && $0 != "#" }) }
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    private static let marks = Array("-._~%!$&'()*+,;=".utf8)

    /// Whether the byte is allowed in a registered name (RFC 3986, section 3.2.2).
    private static func isNameByte(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) && byte & 0x40 != 0
            || marks.contains(byte)
    }
}
