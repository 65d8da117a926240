internal import Glibc

/// File operations for tile archives.
enum FileBytes {
    /// All bytes of a file; nil when it cannot be read.
    static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &piece, piece.count)
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += piece[..<count]
        }
    }

    /// The length of a file in bytes; 0 when there is none.
    static func length(of path: String) -> UInt64 {
        var status = stat()
        return stat(path, &status) == 0 ? UInt64(status.st_size) : 0
    }

    /// Writes all bytes at the current position of a file.
    static func write(_ bytes: [UInt8], to descriptor: CInt, _ path: String) throws(TileFileError) {
        var done = 0
        while done < bytes.count {
            let count = bytes.withUnsafeBytes { raw in
                Glibc.write(descriptor, raw.baseAddress.map { $0 + done }, bytes.count - done)
            }
            guard count > 0 else { throw .writing(path) }
            done += count
        }
    }

    /// Appends the bytes of a file to another one.
    static func append(_ source: String, to descriptor: CInt, _ path: String) throws(TileFileError) {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw .reading(source) }
        defer { close(input) }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Glibc.read(input, &piece, piece.count)
            guard count >= 0 else { throw .reading(source) }
            if count == 0 { return }
            try write(Array(piece[..<count]), to: descriptor, path)
        }
    }

    /// Reads `count` bytes at an offset of an open file; nil when it has fewer.
    static func bytes(of descriptor: CInt, at offset: UInt64, count: Int) -> [UInt8]? {
        guard offset <= UInt64(Int.max), count >= 0 else { return nil }
        var isWhole = false
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = 0
            while filled < count {
                let got = pread(
                    descriptor, buffer.baseAddress.map { $0 + filled }, count - filled, off_t(offset) + filled)
                guard got > 0 else { return }
                filled += got
            }
            isWhole = true
        }
        return isWhole ? bytes : nil
    }
}
