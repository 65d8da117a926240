internal import GeoIndex
internal import Locator

extension Importer {
    /// Imports HSDS 3 services: a JSON file, or a folder with the tables of its CSV form; the source is called `hsds:` and
    /// the name of the file or folder.
    ///
    /// The store must have the kinds; what is of another kind is refused.
    /// - Parameter kind: Code of the kind that services of others, which name none, become.
    /// - Throws: ``StoreError``, also when nothing of the file can be used; the store is then as before.
    public func importHSDS(file: String, kind: String) throws(StoreError) -> ImportResult {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let input = try HSDSInput(path: file, name: name)
        let kinds = try store.read { db in try StoredKinds.merged(in: db).map(\.code) }
        guard kinds.contains(kind) else {
            throw StoreError(
                .unknownKind, at: kind,
                "no such kind of structure; there are " + (kinds.isEmpty ? "none" : kinds.joined(separator: ", ")))
        }
        let contents: HSDSDocument.Contents
        do {
            contents = try input.contents(kind: kind)
        } catch {
            throw StoreError(
                .inputMalformed, at: "\(error.file): \(error.place)",
                "expected \(error.expected), found \(error.found)")
        }
        let structures = contents.structures
        let source = SourceDescription(hsds: name)
        let digest = input.digest
        var result = try store.write { db in
            var result = ImportResult(
                source: source.id, file: file, outcome: .imported, licence: source.licence,
                attribution: source.attribution)
            let writer = FeatureWriter(source: source.id, in: db)
            try writer.deleteEarlierRows()
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
            for (place, member) in contents.untold {
                try writer.note(at: "\(name): \(place)", "\(member): not read, a structure has no place for it")
            }
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
        result.rejects = try store.rejects(of: source.id, limit: 100)
        return result
    }
}

extension SourceDescription {
    /// The description of a file of services that stands in no catalog.
    fileprivate init(hsds name: String) {
        self.init(
            id: "hsds:\(name)", title: ["en": name], file: name, isEmbedded: false, licence: "unknown",
            attribution: name, reader: .geojson, csv: CSVOptions(), rank: 12, isSketch: false, isSample: false,
            layers: [], definition: "hsds")
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

    /// Writes a structure with its services and its area, as a source of tables would.
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
