internal import GRDB
internal import InputFiles
internal import Records

/// Reads rows one at a time, in the order of import. When two sources contain the same object, the one of higher rank
/// counts. An error thrown by `body` stops the reading and is rethrown, as a ``StoreError`` if it is not one.
extension FeatureStore {
    /// Calls `body` with each road.
    public func forEachRoad(_ body: (RoadRow) throws -> Void) throws(StoreError) {
        try scan(.road, "id, nodes, geom, tags") { row in
            try body(
                RoadRow(
                    id: row.integer(0) ?? 0, nodes: row.withBytes(1, NodeList.numbers), line: row.line(2),
                    tags: row.tags(3)))
        }
    }

    /// Calls `body` with each tagged node on a road.
    public func forEachRoadNode(_ body: (RoadNodeRow) throws -> Void) throws(StoreError) {
        try scan(.roadNode, "id, geom, tags") { row in
            guard let position = row.point(1) else { return }
            try body(RoadNodeRow(id: row.integer(0) ?? 0, coordinate: position, tags: row.tags(2)))
        }
    }

    /// Calls `body` with each turn restriction.
    public func forEachTurnRestriction(_ body: (TurnRestrictionRow) throws -> Void) throws(StoreError) {
        try scan(.turnRestriction, "id, tags, members") { row in
            try body(
                TurnRestrictionRow(
                    id: row.integer(0) ?? 0, tags: row.tags(1),
                    members: row.text(2).map(JSONText.restrictionMembers) ?? []))
        }
    }

    /// Calls `body` with each address.
    public func forEachAddress(_ body: (AddressRow) throws -> Void) throws(StoreError) {
        try scan(.address, "id, geom, street, place, house_number, postcode, city, name, tags") { row in
            guard let id = row.text(0), let position = row.point(1) else { return }
            try body(
                AddressRow(
                    id: id, street: row.text(2), place: row.text(3), houseNumber: row.text(4), postcode: row.text(5),
                    city: row.text(6), name: row.text(7), tags: row.tags(8), coordinate: position))
        }
    }

    /// Calls `body` with each address interpolation, a line along which house numbers are interpolated.
    public func forEachAddressInterpolation(
        _ body: (AddressInterpolationRow) throws -> Void
    ) throws(StoreError) {
        try scan(.addressInterpolation, "id, nodes, kind, geom") { row in
            try body(
                AddressInterpolationRow(
                    id: row.integer(0) ?? 0, nodes: row.withBytes(1, NodeList.numbers), kind: row.text(2) ?? "",
                    line: row.line(3)))
        }
    }

    /// Calls `body` with each administrative or postal area.
    public func forEachBoundary(_ body: (BoundaryRow) throws -> Void) throws(StoreError) {
        try scan(.boundary, "id, kind, admin_level, names, ref, geom") { row in
            try body(
                BoundaryRow(
                    id: row.text(0) ?? "", kind: row.text(1) ?? "", adminLevel: row.integer(2).map { Int($0) },
                    names: LocalizedText(row.tags(3)), reference: row.text(4), area: row.area(5)))
        }
    }

    /// Calls `body` with each area of land cover, such as water or wood.
    public func forEachLandCover(_ body: (LandCoverRow) throws -> Void) throws(StoreError) {
        try scan(.landCover, "id, class, names, geom") { row in
            try body(
                LandCoverRow(
                    id: row.text(0) ?? "", landClass: row.text(1) ?? "", names: LocalizedText(row.tags(2)),
                    area: row.area(3)))
        }
    }

    /// Calls `body` with each line of flowing water.
    public func forEachWaterway(_ body: (WaterwayRow) throws -> Void) throws(StoreError) {
        try scan(.waterway, "id, class, names, geom") { row in
            try body(
                WaterwayRow(
                    id: row.integer(0) ?? 0, waterClass: row.text(1) ?? "", names: LocalizedText(row.tags(2)),
                    line: row.line(3)))
        }
    }

    /// Calls `body` with each piece of coastline.
    public func forEachCoastline(_ body: (CoastlineRow) throws -> Void) throws(StoreError) {
        try scan(.coastline, "id, geom") { row in
            try body(CoastlineRow(id: row.integer(0) ?? 0, line: row.line(1)))
        }
    }

    /// The number of rows of each table, without empty tables.
    public func rowCounts() throws(StoreError) -> [String: Int] {
        try read { db in
            var counts: [String: Int] = [:]
            for table in StoreTable.allCases {
                let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.rawValue)") ?? 0
                if count > 0 { counts[table.rawValue] = count }
            }
            return counts
        }
    }

    /// Reads a table source by source, the highest rank first. `columns` must begin with `id`; objects that an earlier
    /// source had are skipped.
    private func scan(
        _ table: StoreTable, _ columns: String, _ body: (RowView) throws -> Void
    ) throws(StoreError) {
        try read { db in
            let sources = try String.fetchAll(
                db,
                sql: """
                    SELECT id FROM source WHERE counts LIKE '%"' || ? || '"%' ORDER BY rank DESC, fid
                    """, arguments: [table.rawValue])
            var seen: Set<String> = []
            for (index, source) in sources.enumerated() {
                let scanner = try RowScanner(
                    "SELECT \(columns) FROM \(table.rawValue) WHERE source = ? ORDER BY fid", arguments: [source],
                    in: db)
                var found: Set<String> = []
                try scanner.forEach { row in
                    if sources.count > 1, let id = row.key(0) {
                        if seen.contains(id) { return }
                        if index < sources.count - 1 { found.insert(id) }
                    }
                    try body(row)
                }
                seen.formUnion(found)
            }
        }
    }
}

extension JSONText {
    /// Parses the members of a turn restriction as written by `members`; malformed members are skipped.
    static func restrictionMembers(_ json: String) -> [TurnRestrictionRow.Member] {
        var lexer = JSONLexer(ByteStream(bytes: Array(json.utf8), name: "column", chunkSize: json.utf8.count))
        var members: [TurnRestrictionRow.Member] = []
        do throws(InputError) {
            try lexer.expect(UInt8(ascii: "["))
            if try lexer.takeIf(UInt8(ascii: "]")) { return [] }
            repeat {
                var texts: [String: String] = [:]
                try lexer.object { lexer, key throws(InputError) in texts[key] = try lexer.valueText() }
                guard let type = texts["type"], let reference = texts["ref"].flatMap({ Int64($0) }) else { continue }
                members.append(.init(type: type, reference: reference, role: texts["role"] ?? ""))
            } while try lexer.takeIf(UInt8(ascii: ","))
        } catch {
            return members
        }
        return members
    }
}
