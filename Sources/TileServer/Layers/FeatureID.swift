/// Computes feature identifiers that are stable between tiles and builds.
enum FeatureID {
    /// The first 53 bits of the FNV-1a hash of a record's identifier, as many as a JavaScript number can represent.
    static func of(_ identifier: String) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        for byte in identifier.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
        return hash >> 11
    }
}
