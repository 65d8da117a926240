internal import CZip

/// The members of a ZIP archive in memory, through libzip.
final class ZipArchive {
    private let archive: OpaquePointer
    private let storage: UnsafeMutableRawBufferPointer
    /// How many bytes may still be unpacked.
    private var room: Int

    /// Opens an archive.
    ///
    /// - Parameter limit: The most bytes of all members that are read, unpacked.
    /// - Throws: ``RegistryError`` with the code `invalid` when it is none.
    init(_ bytes: [UInt8], limit: Int) throws(RegistryError) {
        storage = .allocate(byteCount: max(1, bytes.count), alignment: 16)
        storage.copyBytes(from: bytes)
        room = limit
        var failure = zip_error_t()
        zip_error_init(&failure)
        defer { zip_error_fini(&failure) }
        guard let source = zip_source_buffer_create(storage.baseAddress, zip_uint64_t(bytes.count), 0, &failure) else {
            storage.deallocate()
            throw ImportTable.damaged("ZIP", "cannot be opened")
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &failure) else {
            zip_source_free(source)
            storage.deallocate()
            throw ImportTable.damaged("ZIP", "the archive is damaged")
        }
        self.archive = archive
    }

    deinit {
        // Nothing was changed, so that there is nothing to write.
        zip_discard(archive)
        storage.deallocate()
    }

    /// Unpacks a member; nil when there is none of that name.
    ///
    /// - Throws: ``RegistryError`` with the code `invalid` when it is damaged, encrypted or too large.
    func member(_ name: String) throws(RegistryError) -> [UInt8]? {
        let index = zip_name_locate(archive, name, 0)
        guard index >= 0 else { return nil }
        guard let file = zip_fopen_index(archive, zip_uint64_t(index), 0) else {
            throw ImportTable.damaged(name, "cannot be unpacked; is it protected by a password?")
        }
        defer { zip_fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Int(zip_fread(file, &chunk, zip_uint64_t(chunk.count)))
            guard count >= 0 else { throw ImportTable.damaged(name, "cannot be unpacked") }
            if count == 0 { return bytes }
            room -= count
            guard room >= 0 else {
                throw RegistryError(
                    .invalid, at: "file", "the workbook is larger than \(ImportLimits.unpackedBytes) bytes unpacked",
                    el: "το βιβλίο εργασίας ξεπερνά τα \(ImportLimits.unpackedBytes) byte αφού αποσυμπιεστεί")
            }
            bytes.append(contentsOf: chunk[..<count])
        }
    }
}
