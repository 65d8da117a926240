internal import Glibc

/// The directory operations that an atomic build needs.
enum Directory {
    /// Returns the directory that contains `path`.
    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// Creates `path` and missing directories above it.
    static func create(_ path: String) throws(DatasetError) {
        if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
        if errno == ENOENT {
            let above = parent(of: path)
            if above != path {
                try create(above)
                if mkdir(path, 0o755) == 0 || errno == EEXIST { return }
            }
        }
        throw .cannotWrite(path: path, reason: reason())
    }

    /// Replaces `path` by `staging`, atomically where the file system can exchange two names, and removes the old
    /// directory.
    static func replace(_ path: String, with staging: String) throws(DatasetError) {
        synchronise(staging)
        defer { synchronise(parent(of: path)) }
        if exchange(staging, path) || moveAside(path, to: staging + ".old", then: staging) {
            remove(staging)
            remove(staging + ".old")
            return
        }
        let why = reason()
        remove(staging)
        throw .cannotWrite(path: path, reason: why)
    }

    /// Exchanges two existing names atomically (Linux 3.15, glibc 2.28); returns false when that is not possible.
    private static func exchange(_ first: String, _ second: String) -> Bool {
        // The C header declares it only for GNU sources, which the module map does not define.
        typealias RenameAt2 =
            @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) -> CInt
        guard let symbol = dlsym(nil, "renameat2") else { return false }
        let renameExchange: CUnsignedInt = 2
        return unsafeBitCast(symbol, to: RenameAt2.self)(AT_FDCWD, first, AT_FDCWD, second, renameExchange) == 0
    }

    private static func moveAside(_ path: String, to aside: String, then staging: String) -> Bool {
        if exists(path) && rename(path, aside) != 0 { return false }
        return rename(staging, path) == 0
    }

    /// Removes a directory of plain files, if it exists.
    static func remove(_ path: String) {
        guard let handle = opendir(path) else {
            unlink(path)
            return
        }
        while let entry = readdir(handle) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
                String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { unlink("\(path)/\(name)") }
        }
        closedir(handle)
        rmdir(path)
    }

    /// Returns whether something exists at `path`.
    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    /// Returns the size of a file in bytes; 0 when it does not exist.
    static func size(ofFile path: String) -> Int {
        var status = stat()
        return stat(path, &status) == 0 ? Int(status.st_size) : 0
    }

    private static func synchronise(_ path: String) {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }

    private static func reason() -> String {
        String(cString: strerror(errno))
    }
}
