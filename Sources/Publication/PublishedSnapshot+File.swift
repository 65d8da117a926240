internal import Foundation

extension PublishedSnapshot {
    /// The file in the folder of a registry that holds its newest snapshot.
    public static func path(inFolder folder: String) -> String { "\(folder)/current" }

    /// Reads the newest snapshot of a folder; otherwise like ``open(_:key:inUse:)``.
    ///
    /// - Throws: ``SnapshotError``.
    public static func read(folder: String, key: String, inUse: Int? = nil) throws(SnapshotError) -> PublishedSnapshot {
        // One byte more than a snapshot may have, so that a larger file is refused without being read.
        try open(bytes(path(inFolder: folder), limit: byteLimit + 1), key: key, inUse: inUse)
    }

    /// Reads the public key of a registry from a file with 64 hexadecimal digits.
    ///
    /// - Throws: ``SnapshotError/unreadable(path:reason:)`` or ``SnapshotError/badKey``.
    public static func key(path: String) throws(SnapshotError) -> String {
        let text = String(decoding: try bytes(path, limit: 1024), as: UTF8.self)
            .trimmingCharacters(in: .whitespacesAndNewlines)
        try check(key: text)
        return text
    }

    private static func bytes(_ path: String, limit: Int) throws(SnapshotError) -> [UInt8] {
        do {
            let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            defer { try? file.close() }
            return Array(try file.read(upToCount: limit) ?? Data())
        } catch {
            throw .unreadable(path: path, reason: error.localizedDescription)
        }
    }
}
