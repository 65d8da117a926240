#if canImport(Glibc)
    internal import Glibc
#endif

/// The library that draws maps in browsers, maplibre-gl, read from a folder.
package struct MapLibrary: Sendable {
    /// A file of the library.
    package struct File: Sendable {
        /// Its name, under `/assets`.
        package var name: String
        /// Its contents.
        package var bytes: [UInt8]
        /// Its media type.
        package var mediaType: String
    }

    /// The script and the stylesheet.
    package let files: [File]

    /// The names and media types of the files.
    package static let names = [
        ("maplibre-gl.js", "text/javascript; charset=utf-8"), ("maplibre-gl.css", "text/css; charset=utf-8"),
    ]

    /// Reads the library; nil when `folder` is nil or lacks one of its files.
    package init?(folder: String?) {
        files = Self.names.compactMap { name, mediaType in
            folder.flatMap { Self.read("\($0)/\(name)") }.map { File(name: name, bytes: $0, mediaType: mediaType) }
        }
        guard files.count == Self.names.count else { return nil }
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0, status.st_size < 64 << 20 else { return nil }
        let size = Int(status.st_size)
        let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            // `read` returns the number of bytes written to the buffer, which is the initialised part.
            while count < size {
                let part = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, size - count)
                guard part > 0 else { return }
                count += part
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
