internal import GRDB
public import Records

extension FeatureStore {
    /// The name of the source that ``surround(with:)`` writes; no source in a `sources.json` can have it.
    public static let surroundings = "the dataset"

    /// Adds the contents of a dataset as one source of the highest rank, so that a directory can be checked against
    /// them before it is imported: kinds, municipalities with outlines, structures and organisations.
    public func surround(with contents: DatasetContents) throws(StoreError) {
        let source = SourceDescription(
            id: Self.surroundings, title: [:], file: Self.surroundings, isEmbedded: false, licence: "", attribution: "",
            reader: .csv, csv: .init(), rank: 101, isSketch: false, isSample: false, layers: [], definition: "")
        try write { db in
            let writer = FeatureWriter(source: source.id, in: db)
            for kind in contents.kinds {
                try writer.insert(
                    .kind,
                    [
                        .text(kind.code), .text(JSONText.object(kind.names)), .null,
                        .text(JSONText.array(kind.synonyms)), .text(kind.pictogram), .null, .flag(kind.isMunicipal),
                        .flag(kind.isRedacted), .null,
                    ])
            }
            for area in contents.municipalities {
                let municipality = area.municipality
                try writer.insert(
                    .municipality,
                    [
                        .text(municipality.code), .optional(municipality.alternativeCode),
                        .text(JSONText.object(municipality.names)), .text(JSONText.array(municipality.formerNames)),
                        .text(JSONText.array(municipality.otherNames)), .null, .null, .null, .null, .null, .null, .null,
                        .null, .null,
                    ])
                guard !area.outline.isEmpty else { continue }
                try writer.insert(
                    .area,
                    [.text(municipality.code), .flag(municipality.outline == .sketch), .text(municipality.code)],
                    geometry: SpatiaLiteBlob.area(area.outline))
            }
            for structure in contents.structures { try writer.insert(structure, at: structure.id) }
            for organisation in contents.organisations { try writer.insert(organisation, at: organisation.id) }
            try writer.finish()
            let result = ImportResult(
                source: source.id, file: source.file, outcome: .imported, licence: source.licence,
                attribution: source.attribution)
            let facts = SourceFacts(fileName: source.file, sha256: "", definition: "")
            try FeatureStore.insert(source, facts, result, in: db)
        }
    }
}
