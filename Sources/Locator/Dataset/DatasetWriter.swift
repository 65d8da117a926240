public import GeoIndex

internal import Glibc

/// Writes a dataset directory: every file under one build id, and all of them at once or none.
public struct DatasetWriter: Sendable {
    /// One file of the dataset, not yet written.
    public struct File: Sendable {
        /// File name within the directory.
        public var name: String
        /// Its sections.
        public var writer: PackedFileWriter

        /// Names a file.
        public init(name: String, writer: PackedFileWriter) {
            self.name = name
            self.writer = writer
        }
    }

    /// What one written file weighs.
    public struct Size: Sendable, Hashable {
        /// File name.
        public var name: String
        /// Bytes.
        public var bytes: Int
    }

    /// The files, in the order they are listed.
    public private(set) var files: [File]

    /// Packs `contents` into the files every dataset has; throws ``DatasetError/inconsistent(path:what:)`` when a row
    /// refers to something the contents do not hold.
    public init(_ contents: DatasetContents) throws(DatasetError) {
        let kinds = Set(contents.kinds.map(\.code))
        for structure in contents.structures where !kinds.contains(structure.kind) {
            throw .inconsistent(
                path: StructureFile.name, what: "structure «\(structure.id)» has the unknown kind «\(structure.kind)»")
        }
        var seen: Set<String> = []
        for structure in contents.structures where !seen.insert(structure.id).inserted {
            throw .inconsistent(path: StructureFile.name, what: "structure «\(structure.id)» comes twice")
        }
        files = [
            File(name: RegionFile.name, writer: RegionFile.writer(contents)),
            File(name: StructureFile.name, writer: StructureFile.writer(contents)),
            File(name: PlaceFile.name, writer: PlaceFile.writer(contents)),
        ]
    }

    /// Adds a file of another part of the dataset.
    public mutating func add(_ file: File) {
        files.append(file)
    }

    /// The build id: a hash of every file's contents, so that equal inputs give equal bytes.
    public var buildID: BuildID {
        BuildID(combining: files.map(\.writer.contentHash))
    }

    /// Writes the directory beside `directory`, then puts it in its place with one rename; readers that hold the old
    /// files keep them. Returns the sizes.
    public func write(to directory: String) throws(DatasetError) -> [Size] {
        let path = directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        let staging = "\(path).new-\(getpid())"
        try Directory.create(Directory.parent(of: path))
        Directory.remove(staging)
        try Directory.create(staging)
        var sizes: [Size] = []
        let buildID = buildID
        for file in files {
            let target = "\(staging)/\(file.name)"
            do {
                try file.writer.write(to: target, buildID: buildID)
            } catch {
                Directory.remove(staging)
                throw .cannotWrite(path: target, reason: "\(error)")
            }
            sizes.append(Size(name: file.name, bytes: Directory.size(ofFile: target)))
        }
        try Directory.replace(path, with: staging)
        return sizes
    }
}
