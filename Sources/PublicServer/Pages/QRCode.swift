internal import CQREncode

/// A text as a QR code (ISO/IEC 18004) with error correction level M, as an SVG path.
struct QRCode {
    /// The number of modules per side, without the quiet zone.
    let size: Int
    /// The dark modules as rectangles of unit height.
    let path: String

    /// Encodes `text`; fails when it is too long.
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let size = Int(code.pointee.width)
        // The library returns `size` × `size` bytes; the lowest bit of each is set for a dark module.
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
