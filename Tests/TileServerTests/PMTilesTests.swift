import Foundation
import TestSupport
import Testing
import TileServer

@Suite struct PMTilesTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pm-\(UUID().uuidString)")

    private func export(_ set: TileRenderer.TileSet = .base) throws -> (TileRenderer, TileExport) {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let renderer = try MapFixture.renderer()
        return (renderer, try #require(TileExport(renderer, set, zooms: 4...10)))
    }

    @Test func everyTileCanBeReadBack() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (renderer, export) = try export()
        let path = folder.appendingPathComponent("a.pmtiles").path
        var writer = PMTilesWriter(export, path: path)
        let count = try writer.run { _, _ in true }
        let archive = try PMTilesArchive(path: path)
        #expect(archive.name == "base")
        #expect(archive.zooms == 4...10)
        var found = 0
        for tile in export.tiles {
            let plain = archive.tile(tile).flatMap(PMTilesArchive.plain) ?? []
            #expect(plain == renderer.tile(.base, tile))
            if !plain.isEmpty { found += 1 }
        }
        #expect(found == count)
        #expect(archive.tile(try #require(TileCoordinate(z: 10, x: 0, y: 0))) == nil)
    }

    @Test func aResumedExportHasTheSameBytes() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (_, export) = try export()
        let whole = folder.appendingPathComponent("whole.pmtiles").path
        var writer = PMTilesWriter(export, path: whole)
        _ = try writer.run { _, _ in true }
        let parts = folder.appendingPathComponent("parts.pmtiles").path
        var stops = 0
        while !FileManager.default.fileExists(atPath: parts) {
            var writer = PMTilesWriter(export, path: parts)
            do {
                _ = try writer.run { _, _ in false }
            } catch {
                #expect(error == .stopped(path: parts))
                stops += 1
            }
            try #require(stops < 100)
        }
        #expect(stops >= 1)
        let (first, second) = (FileManager.default.contents(atPath: whole), FileManager.default.contents(atPath: parts))
        #expect(first == second && first != nil)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == [
                "parts.pmtiles", "whole.pmtiles",
            ])
    }

    @Test(arguments: [
        "chunk -5 10", "chunk 3 99999999999", "7 99999999999 5 1 1\nchunk 9 20", "7 18446744073709551615 5 1 1",
        "chunk 0 0", "what", "",
    ])
    func anExportResumedFromADamagedJournalHasTheSameBytes(line: String) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (_, export) = try export(.places)
        let (whole, parts) = (folder.appendingPathComponent("a.pmtiles"), folder.appendingPathComponent("b.pmtiles"))
        var writer = PMTilesWriter(export, path: whole.path)
        _ = try writer.run { _, _ in true }
        for isShort in [false, true] {
            var stopped = PMTilesWriter(export, path: parts.path)
            #expect(throws: TileFileError.stopped(path: parts.path)) { _ = try stopped.run { _, _ in false } }
            let journal = parts.path + ".journal"
            let kept = try String(contentsOfFile: journal, encoding: .utf8)
            try (kept + line + "\n").write(toFile: journal, atomically: true, encoding: .utf8)
            if isShort { #expect(truncate(parts.path + ".part", 3) == 0) }
            var again = PMTilesWriter(export, path: parts.path)
            _ = try again.run { _, _ in true }
            #expect(try Data(contentsOf: whole) == Data(contentsOf: parts))
        }
    }

    @Test func damagedArchivesAreRefusedOrReturnNil() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let (_, export) = try export(.places)
        let path = folder.appendingPathComponent("a.pmtiles").path
        var writer = PMTilesWriter(export, path: path)
        _ = try writer.run { _, _ in true }
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        var random = SeededGenerator(seed: 3)
        let other = folder.appendingPathComponent("b.pmtiles").path
        for round in 0..<300 {
            var damaged = bytes
            if round.isMultiple(of: 3) { damaged.removeSubrange(Int.random(in: 0..<bytes.count, using: &random)...) }
            for _ in 0..<3 where !damaged.isEmpty {
                damaged[Int.random(in: 0..<min(damaged.count, 400), using: &random)] ^=
                    UInt8.random(in: 1...255, using: &random)
            }
            try Data(damaged).write(to: URL(fileURLWithPath: other))
            guard let archive = try? PMTilesArchive(path: other) else { continue }
            for tile in export.tiles.prefix(50) { _ = archive.tile(tile).flatMap(PMTilesArchive.plain) }
        }
    }
}
