import Foundation
import Locator
import Testing
import TileServer

/// Compares decoded tiles of the invented region with reviewed ones.
///
/// After an intended change, run `scripts/bless-tiles` and review the difference.
@Suite struct GoldenTileTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .appendingPathComponent("Fixtures/tiles")
    static let isBlessing = ProcessInfo.processInfo.environment["PLISION_BLESS"] != nil

    /// A tile and its content.
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        var set: TileRenderer.TileSet?
        var z, x, y: Int
        var testDescription: String { "\(name)-\(z)-\(x)-\(y)" }
    }

    static let cases = [
        Case(name: "municipalities", set: .municipalities, z: 11, x: 1083, y: 732),
        Case(name: "structures", set: .structures, z: 8, x: 135, y: 91),
        Case(name: "base", set: .base, z: 9, x: 270, y: 183),
        Case(name: "base", set: .base, z: 14, x: 8664, y: 5879),
        Case(name: "coverage", set: nil, z: 12, x: 2164, y: 1469),
    ]

    @Test(arguments: cases) func tileEqualsTheReviewedOne(_ one: Case) async throws {
        let renderer = try MapFixture.renderer()
        let tile = try #require(TileCoordinate(z: one.z, x: one.x, y: one.y))
        let bytes: [UInt8]
        if let set = one.set {
            bytes = renderer.tile(set, tile)
        } else {
            let coverage = try #require(
                try await ServiceLocator(dataset: renderer.dataset).coverage(
                    CoverageQuery(kinds: ["office"], mode: "car")))
            bytes = try #require(try await CoverageMaps(renderer).surface(coverage)).encoded(tile)
        }
        #expect(!bytes.isEmpty)
        let text = try Self.text(bytes)
        let file = Self.folder.appendingPathComponent("\(one.testDescription).txt")
        if Self.isBlessing {
            try FileManager.default.createDirectory(at: Self.folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        let blessed = try String(contentsOf: file, encoding: .utf8)
        for (line, (here, there)) in zip(text.split(separator: "\n"), blessed.split(separator: "\n")).enumerated() {
            #expect(here == there, "line \(line + 1)")
            if here != there { break }
        }
        #expect(text.count == blessed.count)
    }

    /// The features of a tile, one per line: layer, identifier, attributes and parts.
    private static func text(_ bytes: [UInt8]) throws -> String {
        try TileDecoder.layers(bytes).flatMap { layer in
            layer.features.map { feature in
                let attributes = feature.attributes.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
                let parts = feature.parts.map { $0.map { "\($0.x),\($0.y)" }.joined(separator: " ") }
                return ([layer.name, "\(feature.id)"] + attributes + parts).joined(separator: " | ") + "\n"
            }
        }.joined()
    }
}
