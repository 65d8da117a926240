internal import Compression

/// Encodes pictures as PNG with a palette (ISO/IEC 15948), because maps have few colours.
enum PNGEncoder {
    /// The picture of a canvas with at most 256 colours; nil when compression fails.
    static func encode(_ canvas: Canvas) -> [UInt8]? {
        canvas.withPixels { row, width, height -> [UInt8]? in
            let palette = Palette(row, width, height)
            var data: [UInt8] = []
            data.reserveCapacity((width + 1) * height)
            // Most pixels equal the previous one.
            var last: (pixel: UInt32, index: UInt8) = (.max, 0)
            for line in 0..<height {
                data.append(0)
                for pixel in row(line) {
                    if pixel != last.pixel { last = (pixel, palette.index(pixel)) }
                    data.append(last.index)
                }
            }
            var bytes: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
            chunk("IHDR", bigEndian(width) + bigEndian(height) + [8, 3, 0, 0, 0], into: &bytes)
            chunk(
                "PLTE", palette.colours.flatMap { [UInt8($0 >> 16 & 255), UInt8($0 >> 8 & 255), UInt8($0 & 255)] },
                into: &bytes)
            guard let packed = Deflate.zlib(data, level: 3) else { return nil }
            chunk("IDAT", packed, into: &bytes)
            chunk("IEND", [], into: &bytes)
            return bytes
        } ?? nil
    }

    private static func chunk(_ name: String, _ data: [UInt8], into bytes: inout [UInt8]) {
        let body = Array(name.utf8) + data
        bytes += bigEndian(data.count) + body
        bytes += bigEndian(Int(Deflate.checksum(body)))
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [UInt8(value >> 24 & 255), UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255)]
    }
}

/// A palette of at most 256 colours: the most frequent ones among those that differ in five bits per component.
private struct Palette {
    private(set) var colours: [UInt32] = []
    /// The index by 15-bit colour.
    private var table = [UInt8](repeating: 0, count: 1 << 15)

    init(_ row: (Int) -> UnsafeBufferPointer<UInt32>, _ width: Int, _ height: Int) {
        var counts = [UInt32](repeating: 0, count: 1 << 15)
        // Among exact colours with equal 15 bits the majority is kept (Boyer and Moore), so that flat areas keep their
        // colour.
        var exact = [UInt32](repeating: 0, count: 1 << 15)
        var votes = [Int32](repeating: 0, count: 1 << 15)
        var used: [Int] = []
        func count(_ pixel: UInt32, _ times: Int32) {
            let key = Self.key(pixel)
            if counts[key] == 0 { used.append(key) }
            counts[key] += UInt32(times)
            if exact[key] == pixel {
                votes[key] += times
            } else if votes[key] >= times {
                votes[key] -= times
            } else {
                (exact[key], votes[key]) = (pixel, times - votes[key])
            }
        }
        // Run by run, because most pixels equal the previous one.
        for line in 0..<height {
            var run: (pixel: UInt32, length: Int32) = (0, 0)
            for pixel in row(line) {
                if pixel & 0xFFFFFF == run.pixel {
                    run.length += 1
                } else {
                    if run.length > 0 { count(run.pixel, run.length) }
                    run = (pixel & 0xFFFFFF, 1)
                }
            }
            if run.length > 0 { count(run.pixel, run.length) }
        }
        let kept = used.sorted { (counts[$1], $0) < (counts[$0], $1) }.prefix(256)
        for key in kept {
            table[key] = UInt8(colours.count)
            colours.append(exact[key])
        }
        guard used.count > 256 else { return }
        let known = Set(kept)
        for key in used where !known.contains(key) { table[key] = nearest(exact[key]) }
    }

    func index(_ pixel: UInt32) -> UInt8 { table[Self.key(pixel)] }

    @inline(__always)
    private static func key(_ pixel: UInt32) -> Int {
        let red = pixel >> 9 & 0x7C00
        let green = pixel >> 6 & 0x3E0
        let blue = pixel >> 3 & 0x1F
        return Int(red | green | blue)
    }

    private func nearest(_ colour: UInt32) -> UInt8 {
        func part(_ value: UInt32, _ shift: UInt32) -> Int { Int(value >> shift & 255) }
        var best = (index: 0, distance: Int.max)
        for (index, other) in colours.enumerated() {
            let (red, green, blue) = (
                part(colour, 16) - part(other, 16), part(colour, 8) - part(other, 8), part(colour, 0) - part(other, 0)
            )
            let distance = 2 * red * red + 4 * green * green + 3 * blue * blue
            if distance < best.distance { best = (index, distance) }
        }
        return UInt8(best.index)
    }
}
