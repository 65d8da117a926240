import Registry
import Testing

struct RecordIDTests {
    @Test("An identifier is 16 bytes, written as 32 lowercase digits")
    func text() throws {
        let bytes = (0..<16).map { UInt8($0 * 16 + 15 - $0) }
        let id = try #require(RecordID(bytes: bytes))
        #expect(id.description == "0f1e2d3c4b5a69788796a5b4c3d2e1f0")
        #expect(RecordID(id.description) == id)
    }

    @Test(
        "Any other text is none",
        arguments: [
            "", "0f1e", "0F1E2D3C4B5A69788796A5B4C3D2E1F0", "0f1e2d3c4b5a69788796a5b4c3d2e1f",
            "0f1e2d3c4b5a69788796a5b4c3d2e1f00",
            "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0", "0x1e2d3c4b5a69788796a5b4c3d2e1f0",
            "+f1e2d3c4b5a69788796a5b4c3d2e1f0",
            " f1e2d3c4b5a69788796a5b4c3d2e1f0", "0f1e2d3c4b5a69788796a5b4c3d2e1fά",
        ])
    func malformed(_ text: String) {
        #expect(RecordID(text) == nil)
    }

    @Test("Other numbers of bytes are none, and random ones differ")
    func bytes() {
        #expect(RecordID(bytes: []) == nil)
        #expect(RecordID(bytes: [UInt8](repeating: 1, count: 15)) == nil)
        #expect(RecordID(bytes: [UInt8](repeating: 1, count: 17)) == nil)
        #expect(Set((0..<1000).map { _ in RecordID.random() }).count == 1000)
    }
}
