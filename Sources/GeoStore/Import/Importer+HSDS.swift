internal import Exchange
internal import Foundation
internal import GRDB
internal import OpeningHours
internal import Records

extension Importer {
    /// Imports HSDS 3 services: a JSON file, or a folder with the tables of the CSV form.
    ///
    /// The source is called `hsds:` and the partner's name. It replaces what was imported from the same partner before,
    /// and never anything of another partner, whatever the identifiers. The store must contain the kinds; services of
    /// other kinds are rejected.
    ///
    /// - Parameters:
    ///   - kind: The code of the kind for services that name none.
    ///   - partner: The name of the partner. Nil uses the name of the file or folder, provided that it is unambiguous.
    /// - Throws: ``StoreError``, also when nothing in the file can be used, or when it may belong to another partner.
    ///   The store is then unchanged.
    public func importHSDS(file: String, kind: String, partner: String? = nil) throws(StoreError) -> ImportResult {
        let path = URL(fileURLWithPath: file).standardizedFileURL.path
        let name = path.split(separator: "/").last.map(String.init) ?? file
        let input = try HSDSInput(path: file, name: name)
        let source = SourceDescription(hsds: name, partner: partner.map(Self.partnerName) ?? name, path: path)
        let (kinds, zone) = try store.read { db in
            let calendar = try StoredRegionFile.stored(in: db)[.calendar]
            return (
                try StoredKinds.merged(in: db).map(\.code),
                try calendar.map { try ServiceCalendar.read($0, file: "calendar") }?.zone
            )
        }
        guard kinds.contains(kind) else {
            throw StoreError(
                .unknownKind, at: kind,
                "no such kind of structure; there are " + (kinds.isEmpty ? "none" : kinds.joined(separator: ", ")))
        }
        if partner == nil { try checkPartner(of: source, path: path, digest: input.digest) }
        var contents: HSDSDocument.Contents
        do {
            contents = try input.contents(of: HSDSPartner(id: source.id, kind: kind, zone: zone))
        } catch {
            throw StoreError(
                .inputMalformed, at: "\(error.file): \(error.place)",
                "expected \(error.expected), found \(error.found)")
        }
        let digest = input.digest
        let given = contents
        var result = try store.write { db in
            var contents = given
            var result = ImportResult(
                source: source.id, file: file, outcome: .imported, licence: source.licence,
                attribution: source.attribution)
            let writer = FeatureWriter(source: source.id, in: db)
            try writer.deleteEarlierRows()
            try HSDSNames(of: source.id, in: db).separate(&contents)
            let structures = contents.structures
            for (index, structure) in structures.enumerated() {
                let place = "\(name), structure \(index + 1)"
                if kinds.contains(structure.kind) {
                    try writer.insert(structure, at: place)
                } else {
                    try writer.reject(
                        at: place, "\(structure.id): kind \"\(structure.kind)\" is not in the table of kinds")
                }
            }
            guard structures.count > writer.rejected else {
                let reason =
                    structures.first.map {
                        "none of \(structures.count) is of a known kind, the first a \"\($0.kind)\""
                    }
                    ?? "there is none at a location"
                throw StoreError(.inputMalformed, at: file, "expected services to import: \(reason)")
            }
            for (index, organisation) in contents.organisations.enumerated() {
                try writer.insert(organisation, at: "\(name), organisation \(index + 1)")
            }
            for finding in contents.findings { try writer.note(at: "\(name): \(finding.place)", finding.reason) }
            try writer.finish()
            result.read = structures.count
            result.rejected = writer.rejected
            result.rows = StoreTable.allCases.compactMap { table in
                writer.counts[table].map { ImportResult.Row(table: table.rawValue, count: $0) }
            }
            try FeatureStore.insert(
                source, SourceFacts(fileName: name, sha256: digest, definition: source.definition), result, in: db)
            return result
        }
        result.rejects = try store.rejects(of: source.id, limit: 1000)
        return result
    }

    /// Refuses a file whose partner is ambiguous: the store has a different file with the same name from another
    /// folder, or the same contents under another name.
    private func checkPartner(of source: SourceDescription, path: String, digest: String) throws(StoreError) {
        let others = try store.read { db in
            try Row.fetchAll(db, sql: "SELECT id, definition, sha256 FROM source WHERE id LIKE 'hsds:%' ORDER BY fid")
                .map {
                    (id: $0["id"] as String, definition: $0["definition"] as String, digest: $0["sha256"] as String)
                }
        }
        let reason: String
        let name: String
        if let known = others.first(where: { $0.id == source.id }) {
            guard known.definition != source.definition, known.digest != digest else { return }
            name = Self.partnerName(known.id)
            let earlier = known.definition.dropFirst(SourceDescription.hsdsDefinition.count)
            reason = "another file of this name was imported (\(earlier))"
        } else if let known = others.first(where: { $0.digest == digest }) {
            name = Self.partnerName(known.id)
            reason = "these services were imported as \(name)"
        } else {
            return
        }
        throw StoreError(
            .ambiguousPartner, at: path,
            "\(reason): say --partner \(name) if it is the same partner's, another name if it is not")
    }

    /// The partner of a source.
    private static func partnerName(_ source: String) -> String {
        source.hasPrefix(SourceDescription.hsdsSource)
            ? String(source.dropFirst(SourceDescription.hsdsSource.count)) : source
    }
}

extension SourceDescription {
    /// The prefix of the identifiers of partners' sources.
    fileprivate static let hsdsSource = "hsds:"
    /// The prefix of their definitions, followed by the path of the file.
    fileprivate static let hsdsDefinition = "hsds "

    /// The description of a file of services that is in no catalog.
    fileprivate init(hsds name: String, partner: String, path: String) {
        self.init(
            id: Self.hsdsSource + partner, title: ["en": partner], file: name, isEmbedded: false, licence: "unknown",
            attribution: partner, reader: .geojson, csv: CSVOptions(), rank: 12, isSketch: false, isSample: false,
            layers: [], definition: Self.hsdsDefinition + path)
    }
}

extension FeatureWriter {
    /// Writes an organisation.
    func insert(_ organisation: Organisation, at position: String) throws {
        try insert(
            .organisation,
            [
                .text(organisation.id), .text(JSONText.object(organisation.names)), .optional(organisation.legalForm),
                .optional(organisation.parent), .optional(organisation.phone), .optional(organisation.email),
                .optional(organisation.website), .text(position),
            ])
    }

    /// Writes a structure with its services and area, in the same form as from tables.
    func insert(_ structure: Structure, at position: String) throws {
        let place = SQLValue.text(position)
        func texts(_ text: LocalizedText) -> SQLValue { text.isEmpty ? .null : .text(JSONText.object(text)) }
        let tags = DetailField.tags(of: structure.details)
        try insert(
            .structure,
            [
                .text(structure.id), .text(structure.kind), texts(structure.names), .optional(structure.parent),
                .optional(structure.municipality), .null, texts(structure.address), .null, .null, .null, .null,
                .optional(structure.phone), .optional(structure.email), .optional(structure.website),
                .optional(structure.openingHours), .optional(structure.wheelchair), .text(structure.status.rawValue),
                .optional(structure.accuracyMetres), texts(structure.positionNote), .optional(structure.source),
                .optional(structure.sourceDate), .optional(structure.checkedOn),
                tags.isEmpty
                    ? .null : .text(JSONText.object(tags.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })),
                place,
            ], geometry: structure.coordinate.map(SpatiaLiteBlob.point))
        for service in structure.details.services {
            try insert(
                .service,
                [
                    .text(structure.id), .text(service.code), texts(service.names), texts(service.descriptions),
                    service.programmes.isEmpty ? .null : .text(JSONText.array(service.programmes)), place,
                ])
        }
        if !structure.details.serviceArea.outline.isEmpty {
            try insert(
                .serviceArea, [.text(structure.id), place],
                geometry: SpatiaLiteBlob.area(structure.details.serviceArea.outline))
        }
    }
}
