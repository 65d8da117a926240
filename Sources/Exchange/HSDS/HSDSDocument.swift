package import Records

/// Conversion between structures and services of the Human Services Data Specification 3 (HSDS, Open Referral).
///
/// Each service of a structure, or the structure itself when it has none, becomes an HSDS service at the structure's
/// location. What HSDS cannot express is in the member `plision`, our extension, so that nothing is lost in either
/// direction.
///
/// Records of partners are read from the standard's members, one structure for each service at a location. They are
/// exported as the partner wrote them, under the partner's identifiers.
public enum HSDSDocument {
    /// Returns an identifier in the form that HSDS requires: a UUID (version 8, RFC 9562) from a hash of the table and
    /// our own identifier.
    public static func uuid(_ table: String, _ id: String) -> String {
        func hash(_ seed: UInt64) -> UInt64 {
            var value = seed
            for byte in "\(table)\u{1F}\(id)".utf8 {
                value ^= UInt64(byte)
                value = value &* 0x0000_0100_0000_01B3
            }
            value ^= value >> 32
            value = value &* 0xD6E8_FEB8_6659_FD93
            return value ^ (value >> 32)
        }
        let high = hash(0xCBF2_9CE4_8422_2325) & ~0xF000 | 0x8000
        let low = hash(0x8422_2325_CBF2_9CE4) & ~(3 << 62) | (2 << 62)
        let text = hex(high) + hex(low)
        func part(_ range: Range<Int>) -> Substring {
            text[
                text.index(
                    text.startIndex, offsetBy: range.lowerBound)..<text.index(
                        text.startIndex, offsetBy: range.upperBound)]
        }
        return "\(part(0..<8))-\(part(8..<12))-\(part(12..<16))-\(part(16..<20))-\(part(20..<32))"
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// Returns the HSDS status.
    package static func status(_ status: Structure.Status) -> String {
        switch status {
        case .active, .unverified, .temporary: "active"
        case .planned: "inactive"
        case .suspended: "temporarily closed"
        case .closed: "defunct"
        }
    }

    /// Returns whether an attribute names a kind of structure, as written by ``attributes(of:_:_:)``.
    package static func isKind(_ attribute: HSDSRecord) -> Bool {
        attribute.text("link_type") == kindLink && attribute.record("taxonomy_term")?.text("taxonomy") == "kinds"
    }

    /// The link type of the attribute that names the kind of structure.
    package static let kindLink = "kind of structure"

    /// Returns what is known about an accessibility feature as text for a record; nil when unknown.
    package static func words(of feature: Accessibility.Feature, in accessibility: Accessibility) -> String? {
        accessibility[feature].map { "\(feature.rawValue): \($0 ? "yes" : "no")" }
    }
}
