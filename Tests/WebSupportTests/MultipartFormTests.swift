import TestSupport
import Testing
import WebSupport

/// Forms with files: whole ones are read, others refused.
struct MultipartFormTests {
    private static let body = Array(
        """
        --b0\r\nContent-Disposition: form-data; name="one"\r\n\r\nΈνα\r\n--b0\r\n\
        Content-Disposition: form-data; name="file"; filename="a.csv"\r\nContent-Type: text/csv\r\n\r\nid\r\n\r\n--b\r\n\r\n--b0--\r\n
        """.utf8)

    @Test func wholeForms() throws {
        let form = try #require(MultipartForm(Self.body, boundary: "b0"))
        #expect(form.parts.map(\.name) == ["one", "file"] && form.parts.map(\.isFile) == [false, true])
        #expect(form.parts.map { String(decoding: $0.bytes, as: UTF8.self) } == ["Ένα", "id\r\n\r\n--b\r\n"])
        #expect(MultipartForm(Array("--b0--".utf8), boundary: "b0")?.parts == [])
        #expect(MultipartForm(Self.body, boundary: "other") == nil)
    }

    @Test func damagedForms() {
        for length in 0..<Self.body.count - 4 {
            #expect(MultipartForm(Array(Self.body[..<length]), boundary: "b0") == nil, "\(length)")
        }
        var random = SeededGenerator(seed: 5)
        for _ in 0..<10_000 {
            var bytes = Self.body
            for _ in 0..<4 {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: .min ... .max, using: &random)
            }
            let parts = MultipartForm(bytes, boundary: "b0")?.parts ?? []
            #expect(parts.reduce(0) { $0 + $1.bytes.count } < bytes.count)
        }
        let many =
            Array(repeating: "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n\r\n", count: 40).joined()
            + "--b--"
        #expect(MultipartForm(Array(many.utf8), boundary: "b") == nil)
    }
}
