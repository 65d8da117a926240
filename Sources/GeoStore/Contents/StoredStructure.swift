package import GeoIndex
internal import GRDB
package import Records

/// A structure from one source.
package struct StoredStructure: Sendable {
    package var source: String
    package var rank: Int
    package var id: String
    package var kind: String
    package var names: LocalizedText
    package var parent: String?
    package var municipality: String?
    package var municipalityName: String?
    package var address: LocalizedText
    package var street: String?
    package var houseNumber: String?
    package var postcode: String?
    package var settlement: String?
    package var phone: String?
    package var email: String?
    package var website: String?
    package var openingHours: String?
    package var wheelchair: String?
    package var status: String?
    package var accuracyMetres: Double?
    package var positionNote: LocalizedText
    package var sourceURL: String?
    package var sourceDate: String?
    package var checkedOn: String?
    package var coordinate: Coordinate?
    /// Further values by key, including those of ``DetailField``.
    package var tags: [String: String]
    /// The position of the row in its file.
    package var position: String
    /// Whether the structure must not be located; its place has then been removed from the row.
    package var isWithheld = false

    /// The tag in which an import from OpenStreetMap lists the objects of the same kind whose outlines contain the structure.
    static let outlinesKey = "plision:outlines"
    /// The tag in which that import keeps half the diagonal of the structure's own outline, in metres.
    static let reachKey = "plision:reach"

    /// The objects of the same kind whose outlines contain it.
    var outlines: [Substring] { tags[Self.outlinesKey]?.split(separator: ";") ?? [] }
    /// The approximate distance in metres that its own outline extends from its position; 0 for a point.
    var reachMetres: Double { tags[Self.reachKey].flatMap { Double($0) } ?? 0 }
    /// Whether the structure is a partner's service at a location, with the partner's original record.
    var isPartners: Bool { tags[DetailField.partnerRecord] != nil }

    /// All structures, the highest rank first, within a source in file order.
    static func all(in db: Database) throws -> [StoredStructure] {
        var structures: [StoredStructure] = []
        try RowScanner(
            """
            SELECT s.source, src.rank, s.id, s.kind, s.names, s.parent, s.municipality_code, s.municipality_name,
                s.address, s.street, s.house_number, s.postcode, s.settlement, s.phone, s.email, s.website,
                s.opening_hours, s.wheelchair, s.status, s.accuracy_metres, s.position_note, s.source_url,
                s.source_date, s.checked_on, s.geom, s.position, s.tags
            FROM structure s JOIN source src ON src.id = s.source ORDER BY src.rank DESC, src.id, s.fid
            """, in: db
        ).forEach { row in
            structures.append(
                StoredStructure(
                    source: row.text(0) ?? "", rank: Int(row.integer(1) ?? 0), id: row.text(2) ?? "",
                    kind: row.text(3) ?? "", names: LocalizedText(row.tags(4)), parent: row.text(5),
                    municipality: row.text(6), municipalityName: row.text(7), address: LocalizedText(row.tags(8)),
                    street: row.text(9), houseNumber: row.text(10), postcode: row.text(11), settlement: row.text(12),
                    phone: row.text(13), email: row.text(14), website: row.text(15), openingHours: row.text(16),
                    wheelchair: row.text(17), status: row.text(18), accuracyMetres: row.real(19),
                    positionNote: LocalizedText(row.tags(20)), sourceURL: row.text(21), sourceDate: row.text(22),
                    checkedOn: row.text(23), coordinate: row.point(24), tags: row.tags(26),
                    position: row.text(25) ?? ""))
        }
        return structures
    }

    /// The postal address in one line, as written in the source or composed from its parts.
    package var addressLine: LocalizedText {
        guard address.isEmpty, street != nil else { return address }
        let door = [street, houseNumber].compactMap { $0 }.joined(separator: " ")
        let town = [postcode, settlement].compactMap { $0 }.joined(separator: " ")
        return LocalizedText(["und": [door, town].filter { !$0.isEmpty }.joined(separator: ", ")])
    }
}
