/// The Windows code page 1253, used in older Greek tables.
package enum Windows1253 {
    /// The code points of the bytes 0x80 to 0xBF; 0 for undefined bytes.
    private static let upper: [UInt16] = [
        0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0, 0x2030, 0, 0x2039, 0, 0, 0, 0,
        0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0, 0x2122, 0, 0x203A, 0, 0, 0, 0,
        0x00A0, 0x0385, 0x0386, 0x00A3, 0x00A4, 0x00A5, 0x00A6, 0x00A7,
        0x00A8, 0x00A9, 0, 0x00AB, 0x00AC, 0x00AD, 0x00AE, 0x2015,
        0x00B0, 0x00B1, 0x00B2, 0x00B3, 0x0384, 0x00B5, 0x00B6, 0x00B7,
        0x0388, 0x0389, 0x038A, 0x00BB, 0x038C, 0x00BD, 0x038E, 0x038F,
    ]

    /// The character of `byte`; nil when it is undefined.
    package static func scalar(of byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case 0..<0x80: Unicode.Scalar(byte)
        case 0x80..<0xC0: upper[Int(byte) - 0x80] == 0 ? nil : Unicode.Scalar(upper[Int(byte) - 0x80])
        case 0xD2, 0xFF: nil
        // From 0xC0 on the code page is parallel to the Unicode block Greek and Coptic.
        default: Unicode.Scalar(UInt32(byte) + 0x02D0)
        }
    }

    /// Decodes `bytes`; nil when one of them is undefined. O(bytes).
    package static func text(of bytes: some Sequence<UInt8>) -> String? {
        var text = String.UnicodeScalarView()
        for byte in bytes {
            guard let scalar = scalar(of: byte) else { return nil }
            text.append(scalar)
        }
        return String(text)
    }
}
