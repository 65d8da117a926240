/// The fields each layer may have, with their types and columns: the vocabulary of `sources.json`.
enum LayerFields {
    /// What a field holds.
    enum FieldType {
        /// One text.
        case text
        /// Texts.
        case list
        /// A whole number.
        case integer
        /// A number.
        case real
        /// True or false.
        case flag
        /// A text per language or key.
        case texts
        /// A number per year.
        case years
    }

    /// One field.
    struct Field {
        let name: String
        let type: FieldType
        let isRequired: Bool

        init(_ name: String, _ type: FieldType = .text, isRequired: Bool = false) {
            self.name = name
            self.type = type
            self.isRequired = isRequired
        }
    }

    /// The fields of `layer`, in the order of the columns that follow `source` in its table.
    static func of(_ layer: LayerMapping.Layer) -> [Field] {
        switch layer {
        case .kind:
            [
                Field("code", isRequired: true), Field("names", .texts, isRequired: true), Field("plurals", .texts),
                Field("synonyms", .list), Field("pictogram"), Field("sort", .integer), Field("isMunicipal", .flag),
                Field("isRedacted", .flag),
            ]
        case .municipality:
            [
                Field("code", isRequired: true), Field("alternativeCode"), Field("names", .texts, isRequired: true),
                Field("formerNames", .list), Field("otherNames", .list), Field("regionalUnit", .texts),
                Field("seatName"),
                Field("seatNames", .texts), Field("population", .integer), Field("populationYear", .integer),
                Field("areaKm2", .real), Field("dataDate"), Field("sourceUrl"),
            ]
        case .area: [Field("code", isRequired: true)]
        case .population:
            [
                Field("code", isRequired: true), Field("year", .integer), Field("total", .integer),
                Field("years", .years),
            ]
        case .place:
            [
                Field("id", isRequired: true), Field("kind"), Field("names", .texts, isRequired: true),
                Field("formerNames", .list), Field("population", .integer), Field("populationYear", .integer),
                Field("municipality"), Field("municipalityName"), Field("unit"), Field("community"),
                Field("elevation", .real), Field("accuracyMetres", .real),
            ]
        case .structure:
            [
                Field("id", isRequired: true), Field("kind", isRequired: true),
                Field("names", .texts, isRequired: true), Field("parent"), Field("municipality"),
                Field("municipalityName"), Field("address", .texts), Field("street"), Field("houseNumber"),
                Field("postcode"), Field("settlement"), Field("phone"), Field("email"), Field("website"),
                Field("openingHours"), Field("wheelchair"), Field("status"), Field("accuracyMetres", .real),
                Field("positionNote", .texts), Field("sourceUrl"), Field("sourceDate"), Field("checkedOn"),
                Field("tags", .texts),
            ]
        }
    }
}

extension LayerMapping.Layer {
    /// The table its rows go to.
    package var table: StoreTable {
        switch self {
        case .kind: .kind
        case .municipality: .municipality
        case .area: .area
        case .population: .population
        case .place: .place
        case .structure: .structure
        }
    }
}
