internal import Compression
internal import GeoIndex
internal import Glibc

/// Writes a PMTiles 3 archive with deduplicated tiles in the order of their numbers and directories in two levels.
///
/// Until it is finished, two files beside the archive hold the tiles drawn and a journal of their positions, from which
/// a stopped export resumes. The result is the same bytes, whether it was stopped or not.
public struct PMTilesWriter {
    private let export: TileExport
    private let path: String
    private var entries: [PMTilesDirectory.Entry] = []
    private var known: [Content: (offset: UInt64, length: UInt32)] = [:]
    private var length: UInt64 = 0
    private var addressed: UInt64 = 0
    private var next = 0

    /// Identifies the bytes of a tile by two hashes.
    private struct Content: Hashable {
        var first: UInt64
        var second: UInt64
    }

    /// Creates a writer of an export to `path`.
    public init(_ export: TileExport, path: String) {
        self.export = export
        self.path = path
    }

    private var dataPath: String { "\(path).part" }
    private var journalPath: String { "\(path).journal" }

    /// Draws and writes all tiles.
    ///
    /// - Parameter progress: Called after each chunk; returns false to stop.
    /// - Returns: The number of tiles that are not empty.
    /// - Throws: ``TileFileError``.
    public mutating func run(_ progress: TileExport.Progress) throws(TileFileError) -> Int {
        try resume()
        let data = try open(dataPath, O_WRONLY | O_CREAT)
        defer { close(data) }
        let journal = try open(journalPath, O_WRONLY | O_CREAT | O_APPEND)
        defer { close(journal) }
        guard ftruncate(data, off_t(length)) == 0, lseek(data, 0, SEEK_END) >= 0 else {
            throw .writing(dataPath)
        }
        while next < export.tiles.count {
            let range = next..<min(next + TileExport.chunk, export.tiles.count)
            var bytes: [UInt8] = []
            var lines = ""
            for drawn in export.draw(range) where !drawn.bytes.isEmpty {
                let number = TileAddress.number(drawn.tile)
                let content = Self.content(drawn.bytes)
                var place = known[content]
                if place == nil {
                    place = (length + UInt64(bytes.count), UInt32(drawn.bytes.count))
                    bytes += drawn.bytes
                }
                guard let place else { continue }
                take(number, content, place)
                lines += "\(number) \(place.offset) \(place.length) \(content.first) \(content.second)\n"
            }
            length += UInt64(bytes.count)
            next = range.upperBound
            try write(bytes, to: data, dataPath)
            // A chunk is complete once its journal line is written; tile bytes without that line are drawn again.
            try write(Array((lines + "chunk \(next) \(length)\n").utf8), to: journal, journalPath)
            guard progress(next, export.tiles.count) else { throw .stopped(path: path) }
        }
        try finish()
        return Int(addressed)
    }

    private mutating func take(_ number: UInt64, _ content: Content, _ place: (offset: UInt64, length: UInt32)) {
        known[content] = place
        addressed += 1
        if let last = entries.last, last.offset == place.offset, last.tile + UInt64(last.run) == number {
            entries[entries.count - 1].run += 1
        } else {
            entries.append(
                PMTilesDirectory.Entry(tile: number, offset: place.offset, length: place.length, run: 1))
        }
    }

    /// Reads the journal of a stopped export of the same tiles; deletes the files of any other.
    private mutating func resume() throws(TileFileError) {
        let head = "export \(export.fingerprint)"
        let lines = (FileBytes.read(journalPath) ?? []).split(separator: UInt8(ascii: "\n"))
            .map { String(decoding: $0, as: UTF8.self) }
        guard lines.first == head, access(dataPath, F_OK) == 0 else {
            unlink(journalPath)
            unlink(dataPath)
            let journal = try open(journalPath, O_WRONLY | O_CREAT | O_TRUNC)
            defer { close(journal) }
            try write(Array("\(head)\n".utf8), to: journal, journalPath)
            return
        }
        // The journal may list tiles whose bytes were not written before a crash; these are drawn again.
        let drawn = FileBytes.length(of: dataPath)
        var pending: [[UInt64]] = []
        var kept = [head]
        for (index, line) in lines.enumerated().dropFirst() {
            let words = line.split(separator: " ")
            if words.first == "chunk", words.count == 3, let done = Int(words[1]), let size = UInt64(words[2]) {
                guard done >= next, size >= length, size <= drawn else { break }
                for numbers in pending {
                    take(numbers[0], Content(first: numbers[3], second: numbers[4]), (numbers[1], UInt32(numbers[2])))
                }
                pending = []
                (next, length) = (done, size)
                kept = Array(lines[...index])
            } else {
                let numbers = words.compactMap { UInt64($0) }
                guard numbers.count == 5, numbers[2] <= UInt64(UInt32.max), numbers[1] <= drawn,
                    numbers[2] <= drawn - numbers[1]
                else { break }
                pending.append(numbers)
            }
        }
        let journal = try open(journalPath, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(journal) }
        try write(Array((kept.joined(separator: "\n") + "\n").utf8), to: journal, journalPath)
    }

    private func finish() throws(TileFileError) {
        let (root, leaves) = Self.directories(entries)
        let metadata = Deflate.gzip(export.metadata) ?? []
        var header = PMTilesHeader()
        header.root = (UInt64(PMTilesHeader.length), UInt64(root.count))
        header.metadata = (header.root.offset + header.root.length, UInt64(metadata.count))
        header.leaves = (header.metadata.offset + header.metadata.length, UInt64(leaves.count))
        header.tiles = (header.leaves.offset + header.leaves.length, length)
        header.addressedCount = addressed
        header.entryCount = UInt64(entries.count)
        header.contentCount = UInt64(known.count)
        header.minimumZoom = UInt8(export.zooms.lowerBound)
        header.maximumZoom = UInt8(export.zooms.upperBound)
        func degrees(_ value: Double) -> Int32 { Int32((value * 1e7).rounded()) }
        let box = export.box
        header.bounds = [box.west, box.south, box.east, box.north].map(degrees)
        header.centre = [degrees((box.west + box.east) / 2), degrees((box.south + box.north) / 2)]
        header.centreZoom = UInt8(min(export.zooms.upperBound, max(export.zooms.lowerBound, 7)))
        let finished = "\(path).finished"
        let out = try open(finished, O_WRONLY | O_CREAT | O_TRUNC)
        defer { close(out) }
        try write(header.bytes + root + metadata + leaves, to: out, finished)
        try FileBytes.append(dataPath, to: out, finished)
        guard fsync(out) == 0, rename(finished, path) == 0 else { throw .writing(path) }
        unlink(dataPath)
        unlink(journalPath)
    }

    /// The root directory, small enough to be read together with the header, and its leaf directories.
    static func directories(_ entries: [PMTilesDirectory.Entry]) -> (root: [UInt8], leaves: [UInt8]) {
        let room = 16_384 - PMTilesHeader.length
        let whole = Deflate.gzip(PMTilesDirectory.bytes(entries)) ?? []
        if whole.count <= room { return (whole, []) }
        var size = 4096
        while true {
            var leaves: [UInt8] = []
            var root: [PMTilesDirectory.Entry] = []
            for start in stride(from: 0, to: entries.count, by: size) {
                let part = entries[start..<min(start + size, entries.count)]
                let leaf = Deflate.gzip(PMTilesDirectory.bytes(part)) ?? []
                root.append(
                    PMTilesDirectory.Entry(
                        tile: entries[start].tile, offset: UInt64(leaves.count), length: UInt32(leaf.count), run: 0))
                leaves += leaf
            }
            let packed = Deflate.gzip(PMTilesDirectory.bytes(root)) ?? []
            if packed.count <= room { return (packed, leaves) }
            size *= 2
        }
    }

    private static func content(_ bytes: [UInt8]) -> Content {
        bytes.withUnsafeBytes { raw in
            Content(first: XXH64.hash(raw), second: XXH64.hash(raw, seed: 0x9E37_79B9_7F4A_7C15))
        }
    }

    private func open(_ path: String, _ flags: CInt) throws(TileFileError) -> CInt {
        let descriptor = Glibc.open(path, flags | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw .writing(path) }
        return descriptor
    }

    private func write(_ bytes: [UInt8], to descriptor: CInt, _ path: String) throws(TileFileError) {
        try FileBytes.write(bytes, to: descriptor, path)
    }
}
