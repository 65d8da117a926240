import Glibc
internal import Synchronization

/// The immutable bytes of a packed file, owned or mapped from disk; they live as long as this object.
@usableFromInline
final class ByteStore: @unchecked Sendable {
    // Sendable because these are written once in an initialiser and only read afterwards.
    @usableFromInline let base: UnsafeRawPointer
    @usableFromInline let count: Int
    private let mapped: MappedFile?

    /// Keeps the mapped file open, so that its state can be examined even after it was renamed or removed.
    private final class MappedFile: Sendable {
        let descriptor: CInt
        /// The state in which the bytes were last known to be the ones that were opened.
        let state: Mutex<FileState>

        init(_ descriptor: CInt, _ state: FileState) {
            self.descriptor = descriptor
            self.state = Mutex(state)
        }

        deinit { close(descriptor) }
    }

    /// Copies the bytes, aligned like the sections of a file.
    init(copying bytes: [UInt8]) {
        let memory = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(bytes.count, 1), alignment: PackedLayout.alignment)
        memory.copyBytes(from: bytes)
        base = UnsafeRawPointer(memory.baseAddress!)
        count = bytes.count
        mapped = nil
    }

    /// Maps a regular file for reading.
    init(mapping path: String) throws(PackedFileError) {
        // Without O_NONBLOCK, opening a named pipe would block until somebody writes to it.
        let descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .unreadable(path: path, reason: systemMessage()) }
        guard let state = FileState(of: descriptor) else {
            close(descriptor)
            throw .unreadable(path: path, reason: systemMessage())
        }
        let file = MappedFile(descriptor, state)
        guard state.isRegularFile else {
            throw .unreadable(path: path, reason: "found no regular file, expected one")
        }
        guard state.length >= PackedLayout.headerLength else {
            throw .length(path: path, found: state.length, expected: PackedLayout.headerLength)
        }
        let address = mmap(nil, state.length, PROT_READ, MAP_SHARED, descriptor, 0)
        guard let address, address != MAP_FAILED else { throw .unreadable(path: path, reason: systemMessage()) }
        base = UnsafeRawPointer(address)
        count = state.length
        mapped = file
    }

    deinit {
        if mapped != nil {
            munmap(UnsafeMutableRawPointer(mutating: base), count)
        } else {
            base.deallocate()
        }
    }

    /// All bytes; the pointer must not outlive this object.
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Whether the file still holds the bytes that were opened.
    ///
    /// Takes one system call while the file's length and times are unchanged. When a time differs, `isWhole` compares
    /// the bytes.
    func isUnchanged(_ isWhole: () -> Bool) -> Bool {
        guard let mapped else { return true }
        guard let now = FileState(of: mapped.descriptor) else { return false }
        guard mapped.state.withLock({ $0 != now }) else { return true }
        guard now.length == count, isWhole() else { return false }
        mapped.state.withLock { $0 = now }
        return true
    }
}

/// The message of the last failed system call.
func systemMessage() -> String {
    String(cString: strerror(errno))
}
