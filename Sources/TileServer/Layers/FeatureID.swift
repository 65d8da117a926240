/// Feature identifiers that stay the same from tile to tile and from build to build.
enum FeatureID {
    /// 53 bits (all that a JavaScript number holds exactly) of the FNV-1a hash of a record's own identifier.
    static func of(_ identifier: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in identifier.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash >> 11
    }
}
