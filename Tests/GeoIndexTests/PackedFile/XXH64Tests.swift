import GeoIndex
import Testing

@Suite struct XXH64Tests {
    private func hash(_ bytes: [UInt8], seed: UInt64 = 0) -> UInt64 {
        bytes.withUnsafeBytes { XXH64.hash($0, seed: seed) }
    }

    /// Values of the reference program on the bytes 0, 1, 2 … of each length.
    @Test func agreesWithTheReference() {
        let expected: [(length: Int, plain: UInt64, seeded: UInt64)] = [
            (0, 0xef46db3751d8e999, 0xc4349fc93c010000),
            (1, 0xe934a84adb052768, 0x126bb57a12364aa5),
            (3, 0xe5c7bb4533bc65dd, 0x67bc6ed5f6c6e4ba),
            (4, 0xffced8604453cc1e, 0xd89842cd31e24e54),
            (7, 0x14cc643f630c72d2, 0xececf5faa8a7490e),
            (8, 0x884a173614b81b8d, 0xd18b6d7a5a668732),
            (12, 0x424af23f1f08dca5, 0x132649ea1128bfa2),
            (31, 0xc346d2b59b4d8ee1, 0xf3da6d05709c035d),
            (32, 0xcbf59c5116ff32b4, 0xa1c89217e9d50750),
            (33, 0x0c535d1acafb8ead, 0xe6a3c00cd6e74075),
            (63, 0xe26aa9e2a95f8e4f, 0x26a0acd772de057e),
            (64, 0xf7c67301db6713f0, 0x2589245e62a1969b),
            (100, 0x6ac1e58032166597, 0x3b97d91eba03e785),
            (1000, 0x6ef436b00eba4078, 0xdb4568e0faaf632c),
        ]
        for (length, plain, seeded) in expected {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0) }
            #expect(hash(bytes) == plain)
            #expect(hash(bytes, seed: 0x9e37_79b9_7f4a_7c15) == seeded)
        }
    }
}
