import Records
import Registry
import TestSupport
import Testing

struct BackupManifestTests {
    private static let good = Array(
        #"""
        {"format":1,"installation":"00112233445566778899aabbccddeeff","at":1780000000000,"audit":{"seq":3,"at":1780000000000,
        "hash":"\#(String(repeating: "ab", count: 32))"},"schema":2,"keys":["00112233445566778899aabbccddeeff"],"rows":{"audit":4},
        "files":[{"name":"registry.sqlite.age","sha256":"\#(String(repeating: "00", count: 32))","sha256Opened":
        "\#(String(repeating: "01", count: 32))"},{"name":"keys.sqlite.age","sha256":"\#(String(repeating: "02", count: 32))",
        "sha256Opened":"\#(String(repeating: "03", count: 32))"}]}
        """#.utf8)

    @Test("What is written reads back")
    func roundTrip() throws {
        let manifest = try BackupManifest(json: Self.good, file: "m")
        #expect(manifest.counts == ["audit": 4])
        #expect(try BackupManifest(json: manifest.json, file: "m") == manifest)
    }

    @Test(
        "A file of any other name is refused, as is everything that is not understood",
        arguments: [
            ("registry.sqlite.age", "../registry.sqlite.age"), ("registry.sqlite.age", "/etc/passwd"),
            ("registry.sqlite.age", "keys.sqlite.age"),
            (#""format":1"#, #""format":2"#), (#""schema":2"#, #""schema":0"#), (#""seq":3"#, #""seq":-1"#),
            (#""rows":{"audit":4}"#, #""rows":[]"#),
            (#""at":1780000000000,"audit""#, #""at":"now","audit""#), (#""format":1,"#, #""format":1,"more":1,"#),
            ("abababab", "xbababab"),
        ])
    func refused(_ part: String, _ other: String) {
        let text = String(decoding: Self.good, as: UTF8.self)
        let changed = text.replacing(part, with: other, maxReplacements: 1)
        #expect(changed != text)
        #expect(throws: DataFileError.self) { try BackupManifest(json: Array(changed.utf8), file: "m") }
    }

    @Test("Ten thousand damaged manifests: read or refused")
    func damaged() {
        var random = SeededGenerator(seed: 8)
        for _ in 0..<10_000 {
            var bytes = Self.good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(in: 0...255, using: &random)
            }
            guard let manifest = try? BackupManifest(json: bytes, file: "m") else { continue }
            #expect((try? BackupManifest(json: manifest.json, file: "m")) == manifest)
        }
    }
}
