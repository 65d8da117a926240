internal import GeoIndex
internal import Locator

extension Importer {
    /// Imports HSDS 3 services: a JSON file, or a folder with the tables of its CSV form; the source is called `hsds:` and
    /// the name of the file or folder.
    ///
    /// - Parameter kind: Code of the kind that services of others, which name none, become.
    /// - Throws: ``StoreError``; the store is then as before.
    public func importHSDS(file: String, kind: String) throws(StoreError) -> ImportResult {
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let input = try HSDSInput(path: file, name: name)
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
        return try store.write { db in
            var result = ImportResult(
                source: source.id, file: file, outcome: .imported, licence: source.licence,
                attribution: source.attribution)
            let writer = FeatureWriter(source: source.id, in: db)
            try writer.deleteEarlierRows()
            for (index, structure) in structures.enumerated() {
                try writer.insert(structure, at: "\(name), structure \(index + 1)")
            }
            for (index, organisation) in contents.organisations.enumerated() {
                try writer.insert(organisation, at: "\(name), organisation \(index + 1)")
            }
            try writer.finish()
            result.read = structures.count
            result.rows = StoreTable.allCases.compactMap { table in
                writer.counts[table].map { ImportResult.Row(table: table.rawValue, count: $0) }
            }
            try FeatureStore.insert(
                source, SourceFacts(fileName: name, sha256: digest, definition: source.definition), result, in: db)
            return result
        }
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
    fileprivate func insert(_ organisation: Organisation, at position: String) throws {
        try insert(
            .organisation,
            [
                .text(organisation.id), .text(JSONText.object(organisation.names)), .optional(organisation.legalForm),
                .optional(organisation.parent), .optional(organisation.phone), .optional(organisation.email),
                .optional(organisation.website), .text(position),
            ])
    }

    /// Writes a structure with its services and its area, as a source of tables would.
    fileprivate func insert(_ structure: Structure, at position: String) throws {
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
