import Synchronization
import Testing
import TileServer

@Suite struct TileCacheTests {
    private func cache(_ limit: Int = 1 << 20, _ counted: Counted = Counted()) -> TileCache<[UInt8]> {
        TileCache(byteLimit: limit, pack: { $0 }, count: counted.count)
    }

    private final class Counted: Sendable {
        private let states = Mutex<[Bool]>([])
        var all: [Bool] { states.withLock { $0 } }
        func count(_ isWarm: Bool) { states.withLock { $0.append(isWarm) } }
    }

    private func bytes(_ count: Int) -> [UInt8] { [UInt8](repeating: 7, count: count) }

    @Test func aTileIsDrawnOnce() async throws {
        let counted = Counted()
        let cache = cache(1 << 20, counted)
        var drawn = 0
        for _ in 0..<3 {
            let tile = try await cache.tile(z: 1, x: 0, y: 1, draws: true, compresses: true, state: { "a" }) {
                drawn += 1
                return bytes(1000)
            }
            #expect(tile?.plain == bytes(1000) && (tile?.gzip?.count ?? 1000) < 100 && tile?.state == "a")
        }
        #expect(drawn == 1 && counted.all == [false, true, true])
    }

    @Test func anUncachedTileIsDrawnOnlyOnRequest() async throws {
        let cache = cache()
        #expect(
            try await cache.tile(z: 0, x: 0, y: 0, draws: false, compresses: true, state: { "a" }) { bytes(9) } == nil)
        _ = try await cache.tile(z: 0, x: 0, y: 0, draws: true, compresses: true, state: { "a" }) { bytes(9) }
        let known = try await cache.tile(z: 0, x: 0, y: 0, draws: false, compresses: true, state: { "a" }) { bytes(8) }
        #expect(known?.plain == bytes(9) && known?.gzip == nil)
        // Tiles are distinguished by all coordinates and the state.
        for (z, x, y, state) in [(1, 0, 0, "a"), (0, 1, 0, "a"), (0, 0, 1, "a"), (0, 0, 0, "b")] {
            #expect(
                try await cache.tile(z: z, x: x, y: y, draws: false, compresses: true, state: { state }) { [] } == nil)
        }
    }

    @Test func aTileWhoseStateChangesIsDrawnAgain() async throws {
        let cache = cache()
        var state = "open"
        var drawn: [String] = []
        let tile = try await cache.tile(z: 0, x: 0, y: 0, draws: true, compresses: false, state: { state }) {
            drawn.append(state)
            // The state changes while the first two are drawn.
            if drawn.count < 3 { state = "closed \(drawn.count)" }
            return bytes(drawn.count)
        }
        #expect(drawn == ["open", "closed 1", "closed 2"])
        #expect(tile?.state == "closed 2" && tile?.plain == bytes(3))
        #expect(
            try await cache.tile(z: 0, x: 0, y: 0, draws: false, compresses: false, state: { "open" }) { [] } == nil)
    }

    @Test func emptyAndLargeTilesAreNotCached() async throws {
        let cache = cache(1000)
        let empty = try await cache.tile(z: 0, x: 0, y: 0, draws: true, compresses: true, state: { "a" }) { [] }
        #expect(empty != nil && empty?.plain == nil && cache.byteCount == 0)
        _ = try await cache.tile(z: 0, x: 0, y: 0, draws: true, compresses: false, state: { "a" }) { bytes(200) }
        #expect(cache.byteCount == 0)
    }

    @Test func memoryIsBounded() async throws {
        let cache = cache(10_000)
        for x in 0..<1000 {
            _ = try await cache.tile(z: 14, x: x, y: 0, draws: true, compresses: false, state: { "a" }) {
                bytes(x % 700)
            }
            #expect(cache.byteCount <= 10_000)
        }
        #expect(cache.byteCount > 0)
    }

    @Test func theTilesUsedLastStay() async throws {
        // Each takes 892 bytes, so that eleven fit.
        let cache = cache(10_000)
        func tile(_ x: Int, draws: Bool) async throws -> [UInt8]? {
            try await cache.tile(z: 14, x: x, y: 0, draws: draws, compresses: false, state: { "a" }) { bytes(700) }?
                .plain
        }
        for x in 0..<100 {
            _ = try await tile(x, draws: true)
            #expect(try await tile(0, draws: false) != nil)
        }
        var kept: [Int] = []
        for x in 0..<100 where try await tile(x, draws: false) != nil { kept.append(x) }
        #expect(kept == [0] + Array(90..<100))
    }

    @Test func aTileAskedForByManyIsDrawnOnce() async throws {
        let counted = Counted()
        let cache = cache(1 << 20, counted)
        let drawn = Counted()
        try await withThrowingTaskGroup(of: [UInt8]?.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    try await cache.tile(z: 0, x: 0, y: 0, draws: true, compresses: false, state: { "a" }) {
                        drawn.count(true)
                        return [UInt8](repeating: 7, count: 90)
                    }?.plain
                }
            }
            for try await plain in group { #expect(plain == bytes(90)) }
        }
        #expect(drawn.all.count == 1)
        #expect(counted.all.count == 200 && counted.all.count { !$0 } == 1)
    }

    @Test func failuresAreNotCached() async throws {
        struct Failure: Error {}
        let cache = cache()
        await #expect(throws: Failure.self) {
            try await cache.tile(z: 0, x: 0, y: 0, draws: true, compresses: true, state: { "a" }) { throw Failure() }
        }
        #expect(cache.byteCount == 0)
    }
}

@Suite struct TileNamesTests {
    @Test(arguments: [
        ("light", MapStyle.light, 1), ("light@2x", .light, 2), ("print@2x", .print, 2), ("dark", .dark, 1),
    ])
    func spriteNames(_ name: String, _ style: MapStyle, _ scale: Int) {
        #expect(SpriteName(name) == SpriteName(style: style, scale: scale))
    }

    @Test(arguments: ["", "@2x", "light@3x", "Light", "light@2x@2x", "coverage", "light "])
    func invalidSpriteNames(_ name: String) {
        #expect(SpriteName(name) == nil)
    }

    @Test func looks() {
        #expect(PictureLook("coverage") == .coverage && PictureLook("dark") == .plain(.dark))
        #expect(PictureLook("") == nil && PictureLook("Dark") == nil)
        #expect(PictureLook.names.allSatisfy { PictureLook($0) != nil })
        #expect(PictureLook.coverage.style == .light && PictureLook.plain(.print).style == .print)
    }

    @Test(arguments: [("0-255", 0), ("256-511", 256), ("65280-65535", 65280)])
    func glyphRanges(_ text: String, _ first: Int) {
        #expect(GlyphServer.first(ofRange: text) == first)
    }

    @Test(arguments: ["", "-", "0", "0-256", "1-256", "65536-65791", "-256--1", "00-255", "+0-255", "0-255-", "0-255 "])
    func invalidGlyphRanges(_ text: String) {
        #expect(GlyphServer.first(ofRange: text) == nil)
    }

    @Test func theFirstKnownFontOfAStackIsUsed() {
        #expect(GlyphServer.name(listedIn: "Noto Sans Bold") == "Noto Sans Bold")
        #expect(GlyphServer.name(listedIn: "Arial, Noto Sans Regular,Noto Sans Bold") == "Noto Sans Regular")
        #expect(GlyphServer.name(listedIn: "Arial") == nil && GlyphServer.name(listedIn: "") == nil)
    }
}
