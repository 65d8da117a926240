internal import Glibc

/// Reads the bytes of a file or array front to back in chunks, and tracks offset and line for error messages.
package final class ByteStream {
    /// The path or another name, for errors.
    package let name: String
    /// The total number of bytes, if known.
    package let totalBytes: Int?
    /// The line of the next byte, from 1.
    package private(set) var line = 1
    private let descriptor: Int32
    private var memory: [UInt8]
    /// Invariant: `head <= filled <= chunk.count`, and bytes before `filled` are initialised.
    private let chunk: UnsafeMutableRawBufferPointer
    private var head = 0
    private var filled = 0
    private var bytesBefore = 0
    private var memoryPosition = 0

    /// Opens the file at `path`.
    ///
    /// - Throws: ``InputError`` with the code `notFound` or `unreadable`.
    package init(path: String, chunkSize: Int = 1 << 18) throws(InputError) {
        name = path
        memory = []
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let code = errno
            throw InputError(
                code == ENOENT ? .notFound : .unreadable, at: path, String(cString: strerror(code)))
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        guard !isKnown || status.st_mode & S_IFMT != S_IFDIR else {
            close(descriptor)
            throw InputError(.unreadable, at: path, "expected a file, found a folder")
        }
        totalBytes = isKnown ? Int(status.st_size) : nil
        chunk = .allocate(byteCount: max(1, chunkSize), alignment: 16)
    }

    /// Reads `bytes`, `chunkSize` at a time.
    package init(bytes: [UInt8], name: String = "memory", chunkSize: Int = 1 << 18) {
        self.name = name
        memory = bytes
        totalBytes = bytes.count
        descriptor = -1
        chunk = .allocate(byteCount: max(1, chunkSize), alignment: 16)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        chunk.deallocate()
    }

    /// The offset of the next byte.
    package var offset: Int { bytesBefore + head }

    /// The next byte without consuming it; nil at the end.
    @inline(__always)
    package func peek() throws(InputError) -> UInt8? {
        if head == filled {
            guard try refill() else { return nil }
        }
        return chunk[head]
    }

    /// Consumes the next byte and returns it; nil at the end.
    @inline(__always)
    package func next() throws(InputError) -> UInt8? {
        guard let byte = try peek() else { return nil }
        skip(byte)
        return byte
    }

    /// Consumes the byte returned by ``peek()``.
    @inline(__always)
    package func skip(_ byte: UInt8) {
        head += 1
        if byte == 0x0A { line += 1 }
    }

    /// What ended a run of bytes.
    package enum RunEnd {
        /// The byte searched for, which comes next.
        case found
        /// The chunk; the run may continue.
        case chunk
        /// The end of the bytes.
        case end
    }

    /// Consumes bytes up to, but not including, the first for which `isEnd` returns true, and appends them to `sink`;
    /// at most one chunk at a time.
    ///
    /// Copies a chunk at once instead of calling a function per byte.
    @inline(__always)
    package func take(into sink: inout [UInt8], until isEnd: (UInt8) -> Bool) throws(InputError) -> RunEnd {
        if head == filled {
            guard try refill() else { return .end }
        }
        var end = head
        while end < filled, !isEnd(chunk[end]) {
            if chunk[end] == 0x0A { line += 1 }
            end += 1
        }
        if end > head {
            sink.append(contentsOf: UnsafeRawBufferPointer(rebasing: chunk[head..<end]))
            head = end
        }
        return end < filled ? .found : .chunk
    }

    /// Calls `body` with the remaining chunks in sequence.
    package func drain(_ body: (UnsafeRawBufferPointer) -> Void) throws(InputError) {
        while true {
            if head == filled {
                guard try refill() else { return }
            }
            body(UnsafeRawBufferPointer(rebasing: chunk[head..<filled]))
            head = filled
        }
    }

    private func refill() throws(InputError) -> Bool {
        bytesBefore += filled
        head = 0
        filled = 0
        if descriptor < 0 {
            let count = min(chunk.count, memory.count - memoryPosition)
            guard count > 0 else { return false }
            memory.withUnsafeBytes { bytes in
                chunk.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[memoryPosition..<memoryPosition + count]))
            }
            memoryPosition += count
            filled = count
            return true
        }
        while true {
            let count = read(descriptor, chunk.baseAddress, chunk.count)
            if count >= 0 {
                filled = count
                return count > 0
            }
            guard errno == EINTR else {
                throw InputError(.unreadable, at: "\(name), byte \(bytesBefore)", String(cString: strerror(errno)))
            }
        }
    }
}
