import Foundation
import GeoIndex
import TestSupport
import Testing

@Suite struct PackedFileChangeTests {
    /// Opens a packed file in a folder of its own, changes it and returns whether it is then refused.
    private func isRefused(after change: (FileHandle, _ length: UInt64) throws -> Void) throws -> Bool {
        let folder = try TemporaryFolder()
        let path = folder.path + "/sample.plz"
        try PackedFileTests.sample().write(to: path, buildID: PackedFileTests.buildID)
        let file = try PackedFile.open(path: path, kind: PackedFileTests.kind)
        try file.requireUnchanged()
        let handle = try #require(FileHandle(forUpdatingAtPath: path))
        try change(handle, handle.seekToEnd())
        try handle.close()
        do {
            try file.requireUnchanged()
            // A file that was checked is not read again.
            try file.requireUnchanged()
            return false
        } catch {
            #expect(error == .writtenInPlace(path: path))
            return true
        }
    }

    @Test func shorterAndLongerFilesAreRefused() throws {
        #expect(try isRefused { try $0.truncate(atOffset: $1 - 1) })
        #expect(try isRefused { handle, _ in try handle.truncate(atOffset: 0) })
        #expect(try isRefused { handle, _ in try handle.write(contentsOf: [0]) })
    }

    @Test func otherBytesAnywhereAreRefused() throws {
        // The header, the section table and the sections.
        for offset: UInt64 in [0, 20, 40, 64, 100, 200] {
            #expect(
                try isRefused { handle, _ in
                    try handle.seek(toOffset: offset)
                    let byte = try #require(try handle.read(upToCount: 1)?.first)
                    try handle.seek(toOffset: offset)
                    try handle.write(contentsOf: [byte ^ 0x5a])
                }, "byte \(offset)")
        }
        #expect(
            try isRefused { handle, length in
                try handle.seek(toOffset: length / 2)
                try handle.write(contentsOf: Data(repeating: 0xa5, count: 256))
            })
    }

    @Test func equalBytesAreAccepted() throws {
        #expect(
            try !isRefused { handle, _ in
                try handle.seek(toOffset: 0)
                let bytes = try #require(try handle.readToEnd())
                try handle.seek(toOffset: 0)
                try handle.write(contentsOf: bytes)
            })
    }

    @Test func bytesInMemoryNeverChange() throws {
        let bytes = PackedFileTests.sample().bytes(buildID: PackedFileTests.buildID)
        try PackedFileTests.open(bytes).requireUnchanged()
    }
}
