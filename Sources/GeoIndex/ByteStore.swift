import Glibc

/// The immutable bytes of a packed file, owned or mapped from disk; they live as long as this object.
@usableFromInline
final class ByteStore: @unchecked Sendable {
    // Written once in an initialiser, read-only afterwards; that is why the object may be shared between threads.
    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let count: Int
    private let isMapped: Bool

    /// A copy of the bytes, aligned like sections of a file.
    init(copying bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(bytes.count, 1), alignment: PackedLayout.alignment)
        memory.copyBytes(from: bytes)
        base = UnsafeRawPointer(memory.baseAddress!)
        count = bytes.count
        isMapped = false
    }

    /// The bytes of a regular file, mapped for reading.
    init(mapping path: String) throws(PackedFileError) {
        // Without O_NONBLOCK, opening a pipe would wait for its writer.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemMessage()) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, reason: systemMessage()) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable(path: path, reason: "found no regular file, expected one")
        }
        let length = Int(status.st_size)
        guard length >= PackedLayout.headerLength else {
            throw .length(path: path, found: length, expected: PackedLayout.headerLength)
        }
        let address = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw .unreadable(path: path, reason: systemMessage()) }
        base = UnsafeRawPointer(address)
        count = length
        isMapped = true
    }

    deinit {
        if isMapped {
            munmap(UnsafeMutableRawPointer(mutating: base), count)
        } else {
            base.deallocate()
        }
    }

    /// All bytes; the pointer must not outlive this object.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }
}

/// The text of the last failed system call.
func systemMessage() -> String {
    String(cString: strerror(errno))
}
