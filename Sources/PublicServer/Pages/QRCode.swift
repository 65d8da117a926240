internal import CQREncode

/// A text as a QR code (ISO/IEC 18004) of medium error correction, drawn as an SVG path.
struct QRCode {
    /// Modules per side, without the quiet zone.
    let size: Int
    /// The dark modules, row by row, as rectangles of unit height.
    let path: String

    /// Encodes `text`; nothing when it is too long for a code.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        // The library hands out `size` × `size` bytes, of which the lowest bit says dark.
        let isDark = UnsafeBufferPointer(start: code.pointee.data, count: size * size).map { $0 & 1 == 1 }
        var path = ""
        for y in 0..<size {
            var x = 0
            while x < size {
                guard isDark[y * size + x] else {
                    x += 1
                    continue
                }
                let end = (x..<size).first { !isDark[y * size + $0] } ?? size
                path += "M\(x) \(y)h\(end - x)v1H\(x)z"
                x = end
            }
        }
        (self.size, self.path) = (size, path)
    }
}
