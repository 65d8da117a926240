internal import Foundation

/// Where a registry publishes its snapshots, and the key that they are signed with.
public struct PublishedSource: Hashable, Sendable {
    /// The folder.
    public let folder: String
    /// The public key of the registry, 64 hexadecimal digits.
    public let key: String

    /// Creates a source.
    ///
    /// - Throws: ``SnapshotError/badKey`` when `key` is not 64 hexadecimal digits.
    public init(folder: String, key: String) throws(SnapshotError) {
        try PublishedSnapshot.check(key: key)
        (self.folder, self.key) = (folder, key)
    }

    /// Creates a source with the key in the file `keyFile`.
    ///
    /// - Throws: ``SnapshotError/unreadable(path:reason:)`` or ``SnapshotError/badKey``.
    public init(folder: String, keyFile: String) throws(SnapshotError) {
        let text = String(decoding: try Self.bytes(keyFile, limit: 1024), as: UTF8.self)
        try self.init(folder: folder, key: text.trimmingCharacters(in: .whitespacesAndNewlines))
    }

    /// The file that holds the newest snapshot.
    public var path: String { PublishedSnapshot.path(inFolder: folder) }

    /// Reads the newest snapshot; otherwise like ``PublishedSnapshot/open(_:key:inUse:)``.
    ///
    /// - Throws: ``SnapshotError``.
    public func snapshot(inUse: Int? = nil) throws(SnapshotError) -> PublishedSnapshot {
        // One byte more than a snapshot may have, so that a larger file is refused without being read.
        try PublishedSnapshot.open(
            Self.bytes(path, limit: PublishedSnapshot.byteLimit + 1), key: key, inUse: inUse)
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
