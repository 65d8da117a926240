internal import Caching
internal import Compression
internal import GeoIndex
internal import Glibc

/// A PMTiles 3 archive opened for reading. Damaged archives are refused or have missing tiles, but never cause a trap.
public final class PMTilesArchive: Sendable {
    /// The path it was opened at.
    public let path: String
    /// The name of its tile set, from the metadata.
    public let name: String
    /// The zooms it contains.
    public let zooms: ClosedRange<Int>
    private let header: PMTilesHeader
    private let root: [PMTilesDirectory.Entry]
    private let descriptor: CInt
    private let state: FileState
    private let leaves = Memo<LeafKey, [PMTilesDirectory.Entry]>(limit: 256)

    /// Entries that share an offset may differ in length, in a damaged archive.
    private struct LeafKey: Hashable {
        var offset: UInt64
        var length: UInt32
    }

    private static let directoryLimit = 64 << 20
    private static let tileLimit = 16 << 20

    /// Opens an archive of gzipped vector tiles.
    ///
    /// - Throws: ``TileFileError`` when the file cannot be read or is not such an archive.
    public init(path: String) throws(TileFileError) {
        // Without O_NONBLOCK, opening a named pipe would block until it has a writer.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw .reading(path) }
        do throws(TileFileError) {
            guard let state = FileState(of: descriptor) else { throw .reading(path) }
            guard state.isRegularFile else {
                throw .unreadable(path: path, reason: "found no regular file, expected one")
            }
            self.state = state
            guard let bytes = FileBytes.bytes(of: descriptor, at: 0, count: PMTilesHeader.length),
                let header = PMTilesHeader(bytes)
            else { throw .malformed(path: path, part: "header", expected: "a PMTiles archive of version 3") }
            guard header.internalCompression == 2, header.tileCompression == 2, header.tileType == 1,
                header.minimumZoom <= header.maximumZoom, header.maximumZoom <= 30
            else { throw .malformed(path: path, part: "header", expected: "gzipped vector tiles") }
            guard let root = Self.directory(descriptor, header.root.offset, header.root.length) else {
                throw .malformed(path: path, part: "root directory", expected: "gzipped entries in ascending order")
            }
            guard header.metadata.length < UInt64(Self.directoryLimit),
                let packed = FileBytes.bytes(
                    of: descriptor, at: header.metadata.offset, count: Int(header.metadata.length)),
                let metadata = Deflate.gunzip(packed, limit: Self.directoryLimit),
                let name = JSONName.value(of: "name", in: metadata)
            else { throw .malformed(path: path, part: "metadata", expected: "a JSON object with a name") }
            (self.header, self.root, self.name) = (header, root, name)
        } catch {
            close(descriptor)
            throw error
        }
        self.path = path
        self.descriptor = descriptor
        zooms = Int(header.minimumZoom)...Int(header.maximumZoom)
    }

    deinit { close(descriptor) }

    /// Throws ``TileFileError/writtenInPlace(path:)`` when the file was modified since it was opened. One system call.
    public func requireUnchanged() throws(TileFileError) {
        guard let now = FileState(of: descriptor), !now.isWritten(since: state) else {
            throw .writtenInPlace(path: path)
        }
    }

    /// The gzipped bytes of a tile; nil when the archive does not contain it.
    public func tile(_ tile: TileCoordinate) -> [UInt8]? {
        let number = TileAddress.number(tile)
        var entries = root
        // The root, and at most three levels of leaf directories.
        for _ in 0..<4 {
            guard let entry = PMTilesDirectory.find(number, in: entries) else { return nil }
            if entry.run > 0 {
                guard Int(entry.length) <= Self.tileLimit else { return nil }
                let (offset, overflow) = header.tiles.offset.addingReportingOverflow(entry.offset)
                return overflow ? nil : FileBytes.bytes(of: descriptor, at: offset, count: Int(entry.length))
            }
            guard let leaf = leaf(entry) else { return nil }
            entries = leaf
        }
        return nil
    }

    /// Decompresses the bytes of a tile; nil when they are damaged.
    public static func plain(_ bytes: [UInt8]) -> [UInt8]? { Deflate.gunzip(bytes, limit: tileLimit) }

    private func leaf(_ entry: PMTilesDirectory.Entry) -> [PMTilesDirectory.Entry]? {
        struct Unreadable: Error {}
        return try? leaves.value(LeafKey(offset: entry.offset, length: entry.length)) { () throws(Unreadable) in
            let (offset, overflow) = header.leaves.offset.addingReportingOverflow(entry.offset)
            guard !overflow, let leaf = Self.directory(descriptor, offset, UInt64(entry.length)) else {
                throw Unreadable()
            }
            return leaf
        }
    }

    private static func directory(_ descriptor: CInt, _ offset: UInt64, _ length: UInt64) -> [PMTilesDirectory.Entry]? {
        guard length <= UInt64(directoryLimit),
            let packed = FileBytes.bytes(of: descriptor, at: offset, count: Int(length)),
            let bytes = Deflate.gunzip(packed, limit: directoryLimit)
        else { return nil }
        return PMTilesDirectory.entries(bytes)
    }
}

/// Reads one string from a JSON object without parsing the rest.
enum JSONName {
    /// The value of the first member called `name`; nil when there is none or it contains escapes.
    static func value(of name: String, in json: [UInt8]) -> String? {
        let key = Array("\"\(name)\":\"".utf8)
        guard json.count > key.count else { return nil }
        for start in 0...(json.count - key.count) where json[start..<(start + key.count)].elementsEqual(key) {
            let rest = json[(start + key.count)...]
            guard let end = rest.firstIndex(of: UInt8(ascii: "\"")), !rest[..<end].contains(UInt8(ascii: "\\")) else {
                return nil
            }
            return String(decoding: rest[..<end], as: UTF8.self)
        }
        return nil
    }
}
