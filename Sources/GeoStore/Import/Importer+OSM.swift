internal import Records

extension Importer {
    /// Reads an OpenStreetMap extract and writes its rows.
    func readOSM(
        _ input: ImportInput, _ settings: OSMSettings, into writer: FeatureWriter, _ result: inout ImportResult,
        _ facts: inout SourceFacts
    ) throws {
        let source = input.source.id
        let reader = OSMReader(path: input.path, kinds: settings.kinds, clip: settings.clip)
        let summary = try reader.read(
            progress: { read, total in
                let fraction = total > 0 ? min(1, Double(read) / Double(total)) : nil
                return progress(
                    ImportProgress(source: source, step: .reading, fraction: fraction, rows: writer.accepted))
            },
            into: { batch in
                for record in batch.records { try writer.insert(record) }
                for reject in batch.rejects {
                    let place = reject.object.description
                    try reject.isKept ? writer.note(at: place, reject.reason) : writer.reject(at: place, reject.reason)
                }
            })
        result.read = summary.nodes + summary.ways + summary.relations
        result.notes.append(
            "\(summary.format): \(summary.nodes) nodes, \(summary.ways) ways, \(summary.relations) relations")
        if writer.accepted == 0 { result.notes.append("it has no object that can be used, or none in the clip box") }
        facts.dataDate = (summary.header.timestamp ?? summary.latestEdit).map { String($0.prefix(10)) }
        facts.isSample = summary.header.isSample
        facts.referenceSystem = "EPSG:4326"
    }
}

extension FeatureWriter {
    /// Writes a feature of an OpenStreetMap extract.
    func insert(_ record: OSMRecord) throws {
        switch record {
        case .road(let road):
            try insert(
                .road, [.integer(road.id), .blob(NodeList.blob(road.nodes)), .text(JSONText.object(road.tags))],
                geometry: SpatiaLiteBlob.line(road.line))
        case .roadNode(let node):
            try insert(
                .roadNode, [.integer(node.id), .text(JSONText.object(node.tags))],
                geometry: SpatiaLiteBlob.point(node.coordinate))
        case .turnRestriction(let restriction):
            try insert(
                .turnRestriction,
                [
                    .integer(restriction.id), .text(JSONText.object(restriction.tags)),
                    .text(JSONText.members(restriction.members)),
                ])
        case .address(let address): try insert(address)
        case .addressInterpolation(let line):
            try insert(
                .addressInterpolation, [.integer(line.id), .blob(NodeList.blob(line.nodes)), .text(line.kind)],
                geometry: SpatiaLiteBlob.line(line.line))
        case .place(let place): try insert(place)
        case .boundary(let boundary):
            try insert(
                .boundary,
                [
                    .text(boundary.id.description), .optional(boundary.adminLevel), .text(boundary.kind),
                    .text(JSONText.object(boundary.names)), .optional(boundary.reference),
                ], geometry: SpatiaLiteBlob.area(boundary.area))
        case .structure(let structure): try insert(structure)
        case .landCover(let cover):
            try insert(
                .landCover,
                [
                    .text(cover.id.description), .text(cover.landClass.rawValue),
                    .text(JSONText.object(cover.names)),
                ], geometry: SpatiaLiteBlob.area(cover.area))
        case .waterway(let waterway):
            try insert(
                .waterway,
                [.integer(waterway.id), .text(waterway.waterClass), .text(JSONText.object(waterway.names))],
                geometry: SpatiaLiteBlob.line(waterway.line))
        case .coastline(let coastline):
            try insert(.coastline, [.integer(coastline.id)], geometry: SpatiaLiteBlob.line(coastline.line))
        }
    }

    private func insert(_ address: OSMAddress) throws {
        try insert(
            .address,
            [
                .text(address.id.description), .optional(address.street), .optional(address.place),
                .optional(address.houseNumber), .optional(address.postcode), .optional(address.city),
                .optional(address.name), .text(JSONText.object(address.tags)),
            ], geometry: SpatiaLiteBlob.point(address.coordinate))
    }

    private func insert(_ place: OSMPlace) throws {
        let id = place.id.description
        let formerNames = place.formerNames.isEmpty ? SQLValue.null : .text(JSONText.array(place.formerNames))
        try insert(
            .place,
            [
                .text(id), .text(place.kind), .text(JSONText.object(place.names)), formerNames,
                .optional(place.population), .null, .null, .null, .null, .null, .optional(place.elevation), .null,
                .text(id),
            ], geometry: SpatiaLiteBlob.point(place.coordinate))
    }

    private func insert(_ structure: OSMStructure) throws {
        let id = structure.id.description
        // Reserved keys, such as the mark for structures that must not be located, are valid in our own sources only.
        let given = OSMTags(structure.tags.filter { !DetailField.isReserved($0.key) })
        let tags = given.dictionary
        let found = [
            (DetailField.validFrom.key(language: nil), structure.firstDay.map(TimeText.text)),
            (DetailField.validTo.key(language: nil), structure.lastDay.map(TimeText.text)),
            (StoredStructure.outlinesKey, structure.outlines.isEmpty ? nil : structure.outlines.joined(separator: ";")),
            (StoredStructure.reachKey, structure.reachMetres > 0 ? "\(structure.reachMetres.rounded(.up))" : nil),
        ].compactMap { key, value in value.map { (key: key, value: $0) } }
        func tag(_ keys: String...) -> SQLValue { .optional(keys.lazy.compactMap { tags[$0] }.first) }
        try insert(
            .structure,
            [
                .text(id), .text(structure.kind), .text(JSONText.object(structure.names)), .null, .null, .null, .null,
                tag("addr:street", "addr:place"), tag("addr:housenumber"), tag("addr:postcode"), tag("addr:city"),
                tag("phone", "contact:phone"), tag("email", "contact:email"), tag("website", "contact:website", "url"),
                tag("opening_hours"), tag("wheelchair"), .null, .null, .null, .null, .null, tag("check_date"),
                .text(JSONText.object(given.completed(from: found))), .text(id),
            ], geometry: SpatiaLiteBlob.point(structure.coordinate))
    }
}

/// The stored form of a line's node ids: Int64, little-endian, one per vertex.
package enum NodeList {
    /// Encodes the ids.
    package static func blob(_ nodes: [Int64]) -> [UInt8] {
        nodes.map(\.littleEndian).withUnsafeBytes(Array.init)
    }

    /// Decodes ids; a truncated last one is dropped.
    package static func numbers(_ bytes: UnsafeRawBufferPointer) -> [Int64] {
        (0..<bytes.count / 8).map { Int64(littleEndian: bytes.loadUnaligned(fromByteOffset: 8 * $0, as: Int64.self)) }
    }
}

extension JSONText {
    /// The members of a turn restriction as JSON, with type, ref and role.
    static func members(_ members: [OSMTurnRestriction.Member]) -> String {
        let parts = members.map { member in
            #"{"type":"\#(member.object.kind.name)","ref":\#(member.object.number),"role":\#(string(member.role))}"#
        }
        return "[\(parts.joined(separator: ","))]"
    }
}
