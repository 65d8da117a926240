internal import Glibc
package import Routing

/// Reads files of road closures.
package enum ClosureFile {
    /// The reason why a file cannot be used.
    package enum Fault: Error, Hashable, Sendable, CustomStringConvertible {
        case cannotRead(path: String, reason: String)
        case malformed(path: String, ClosureFileError)

        /// A message of one line.
        package var description: String {
            switch self {
            case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
            case .malformed(let path, let error): "\(path): \(error)"
            }
        }
    }

    /// Reads the closures in a file, as `ClosureSet(json:)` does.
    ///
    /// - Parameter unnumbered: The version of a set without one.
    /// - Throws: `Fault` when the file cannot be read or is not valid.
    package static func read(_ path: String, unnumbered: Int = 1) throws(Fault) -> ClosureSet {
        let bytes = try bytes(path)
        do {
            var set = try ClosureSet(json: bytes)
            if set.version == 0 { set.version = unnumbered }
            return set
        } catch {
            throw .malformed(path: path, error)
        }
    }

    /// Returns the current time in seconds since 1970.
    package static func now() -> Int64 { Int64(time(nil)) }

    /// Returns the contents of a file, up to a little more than the maximum size of closures.
    private static func bytes(_ path: String) throws(Fault) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .cannotRead(path: path, reason: String(cString: strerror(errno))) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while bytes.count <= ClosureSet.largestFile {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            guard count >= 0 else { throw .cannotRead(path: path, reason: String(cString: strerror(errno))) }
            if count == 0 { break }
            bytes.append(contentsOf: chunk[..<count])
        }
        return bytes
    }
}
