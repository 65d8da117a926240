package import Geocoding
package import GeoIndex
internal import GRDB
package import Records
package import Routing

/// The region of a store, from its `sources.json`.
package struct StoredRegion: Sendable {
    package var code: String
    package var names: LocalizedText
    package var language: String
    /// The box that its data must lie in.
    package var clip: BoundingBox?
    /// The patterns of its postal codes.
    package var postcodes: [PostcodePattern] = []
    /// Its legal speed limits where no sign is mapped.
    package var speedLimits: RegionLimits?

    /// The stored region. A store of extracts without `sources.json` is named after their files, with an undefined
    /// language.
    static func stored(in db: Database, sources: [StoredSource]) throws -> StoredRegion {
        var region: StoredRegion?
        try RowScanner("SELECT code, names, language, clip, postcodes, speed_limits FROM region", in: db).forEach {
            row in
            region = StoredRegion(
                code: row.text(0) ?? "", names: LocalizedText(row.tags(1)), language: row.text(2) ?? "und",
                clip: row.text(3).flatMap(box), postcodes: row.list(4).compactMap(pattern),
                speedLimits: row.text(5).flatMap(limits))
        }
        let files = sources.map { $0.fileName.split(separator: ".").first.map(String.init) ?? $0.fileName }
        let name = files.isEmpty ? "empty" : files.joined(separator: "+")
        return region
            ?? StoredRegion(code: name, names: LocalizedText(["und": name]), language: "und", clip: nil)
    }

    /// Parses the stored form of a pattern: the shape, then its prefixes, separated by bars.
    private static func pattern(_ text: String) -> PostcodePattern? {
        let parts = text.split(separator: "|").map(String.init)
        return parts.first.map { PostcodePattern(shape: $0, prefixes: Array(parts.dropFirst())) }
    }

    /// Parses the stored form of limits: urban, rural, expressway, motorway, living street.
    private static func limits(_ text: String) -> RegionLimits? {
        let limits = text.split(separator: ",").compactMap { Double($0) }
        guard limits.count == 5 else { return nil }
        return RegionLimits(
            urban: limits[0], rural: limits[1], expressway: limits[2], motorway: limits[3], livingStreet: limits[4])
    }

    private static func box(_ text: String) -> BoundingBox? {
        let borders = text.split(separator: ",").compactMap { Double($0) }
        guard borders.count == 4 else { return nil }
        return BoundingBox(west: borders[0], south: borders[1], east: borders[2], north: borders[3])
    }

    /// Replaces the stored region, and returns whether it did. A region without a box, such as that of tables shared by
    /// all regions, does not replace one with a box.
    static func store(_ region: SourceCatalog.Region, in db: Database) throws -> Bool {
        let hasBox = try Bool.fetchOne(db, sql: "SELECT clip IS NOT NULL FROM region") ?? false
        guard region.clip != nil || !hasBox else { return false }
        let clip = region.clip.map { "\($0.west),\($0.south),\($0.east),\($0.north)" }
        let patterns = region.postcodes.map { ([$0.shape] + $0.prefixes).joined(separator: "|") }
        let limits = region.speedLimits.map {
            "\($0.urban),\($0.rural),\($0.expressway),\($0.motorway),\($0.livingStreet)"
        }
        try db.execute(sql: "DELETE FROM region")
        try db.execute(
            sql: "INSERT INTO region (code, names, language, clip, postcodes, speed_limits) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [
                region.code, JSONText.object(region.names), region.defaultLanguage, clip, JSONText.array(patterns),
                limits,
            ])
        return true
    }
}

/// The kinds of structure of all sources.
enum StoredKinds {
    /// Stored in place of a mark that is neither yes nor no; the kind is then withheld.
    static let unreadableMark = SQLValue.integer(2)

    /// By code, the source and the position of each row.
    static func positions(in db: Database) throws -> [String: [(source: String, position: String)]] {
        var positions: [String: [(source: String, position: String)]] = [:]
        try RowScanner("SELECT code, source, position FROM kind ORDER BY fid", in: db).forEach { row in
            positions[row.text(0) ?? "", default: []].append((row.text(1) ?? "", row.text(2) ?? ""))
        }
        return positions
    }

    /// The kinds merged by code, sorted by their `sort` number, then in file order.
    static func merged(in db: Database) throws -> [StructureKind] {
        var kinds: [StructureKind] = []
        var sorts: [String: Int] = [:]
        try RowScanner(
            """
            SELECT k.code, k.names, k.synonyms, k.pictogram, k.is_municipal, k.is_redacted, k.sort
            FROM kind k JOIN source src ON src.id = k.source ORDER BY src.rank DESC, src.id, k.fid
            """, in: db
        ).forEach { row in
            let kind = StructureKind(
                code: row.text(0) ?? "", names: LocalizedText(row.tags(1)), synonyms: row.list(2),
                pictogram: row.text(3) ?? "", isMunicipal: row.flag(4), isRedacted: row.flag(5))
            guard let index = kinds.firstIndex(where: { $0.code == kind.code }) else {
                sorts[kind.code] = row.integer(6).map { Int($0) } ?? Int.max
                kinds.append(kind)
                return
            }
            kinds[index].names.fill(from: kind.names)
            kinds[index].synonyms.appendNew(kind.synonyms, knowing: kinds[index].names)
            // A kind withheld by any source is withheld.
            kinds[index].isRedacted = kinds[index].isRedacted || kind.isRedacted
        }
        let order = kinds.enumerated().sorted {
            (sorts[$0.element.code] ?? 0, $0.offset) < (sorts[$1.element.code] ?? 0, $1.offset)
        }
        return order.map(\.element)
    }
}
