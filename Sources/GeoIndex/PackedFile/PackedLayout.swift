/// The byte layout of a packed file, format version 2; all numbers little-endian.
///
/// ```
///  0  magic, 8 bytes               64  section table: 96 bytes for each section
///  8  format version, UInt32             0  name, 64 bytes, ASCII, filled with zeros
/// 12  kind, 4 bytes                     64  element type, UInt8, then 7 zeros
/// 16  build id, 16 bytes                72  offset in the file, UInt64
/// 32  file length, UInt64               80  number of elements, UInt64
/// 40  number of sections, UInt32        88  checksum of the section and its filling, UInt64
/// 44  zero, UInt32                  then the sections, in the order of the table, each filled with zeros to the next
/// 48  checksum of the section table      multiple of 64 bytes; the last filling ends the file
/// 56  checksum of bytes 0 to 55
/// ```
///
/// Checksums are XXH64 with seed 0. A layout has one encoding only: offsets follow from the counts, and every byte of the
/// file is under a checksum.
enum PackedLayout {
    /// Like PNG's signature: not text, and damaged by a transfer that converts line ends.
    static let magic: [UInt8] = [0x89, 0x50, 0x4C, 0x5A, 0x0D, 0x0A, 0x1A, 0x0A]
    static let magicText = "89 50 4c 5a 0d 0a 1a 0a"
    static let version: UInt32 = 2
    static let headerLength = 64
    static let checkedHeaderLength = 56
    static let entryLength = 96
    static let nameLength = 64
    static let alignment = 64

    enum Header {
        static let version = 8
        static let kind = 12
        static let buildID = 16
        static let fileLength = 32
        static let sectionCount = 40
        static let reserved = 44
        static let tableChecksum = 48
        static let headerChecksum = 56
    }

    enum Entry {
        static let elementType = 64
        static let offset = 72
        static let count = 80
        static let checksum = 88
    }

    /// Rounds a length up to the next multiple of the alignment.
    static func aligned(_ length: Int) -> Int {
        (length + alignment - 1) & ~(alignment - 1)
    }

    /// Whether a name is valid for a section: 1 to 64 printable ASCII characters.
    static func isName(_ name: some Collection<UInt8>) -> Bool {
        (1...nameLength).contains(name.count) && name.allSatisfy { $0 > 0x20 && $0 < 0x7f }
    }
}
