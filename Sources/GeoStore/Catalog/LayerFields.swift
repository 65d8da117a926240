/// The fields of each layer, with their types and columns: the vocabulary of `sources.json`.
enum LayerFields {
    /// The type of a field's value.
    enum FieldType {
        /// A text.
        case text
        /// A list of texts.
        case list
        /// A whole number.
        case integer
        /// A number.
        case real
        /// True or false.
        case flag
        /// A text for each language or key.
        case texts
        /// A number for each year.
        case years
    }

    /// A field.
    struct Field {
        let name: String
        let type: FieldType
        let isRequired: Bool
        /// The rule by which its text is checked, for a field that is stored among the row's tags.
        let detail: DetailField?

        init(_ name: String, _ type: FieldType = .text, isRequired: Bool = false, detail: DetailField? = nil) {
            self.name = name
            self.type = type
            self.isRequired = isRequired
            self.detail = detail
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
            ] + DetailField.allCases.map { Field($0.rawValue, $0.type, detail: $0) } + [Field("tags", .texts)]
        case .organisation:
            [
                Field("id", isRequired: true), Field("names", .texts, isRequired: true), Field("legalForm"),
                Field("parent"), Field("phone"), Field("email"), Field("website"),
            ]
        case .service:
            [
                Field("structure", isRequired: true), Field("code", isRequired: true),
                Field("names", .texts, isRequired: true), Field("descriptions", .texts), Field("programmes", .list),
            ]
        case .serviceArea: [Field("structure", isRequired: true)]
        case .expectation: [Field("kind", isRequired: true), Field("municipality")]
        }
    }
}

extension LayerMapping.Layer {
    /// The table for its rows.
    package var table: StoreTable {
        switch self {
        case .kind: .kind
        case .municipality: .municipality
        case .area: .area
        case .population: .population
        case .place: .place
        case .structure: .structure
        case .organisation: .organisation
        case .service: .service
        case .serviceArea: .serviceArea
        case .expectation: .expectation
        }
    }

    /// Whether its rows are polygons.
    var isArea: Bool { self == .area || self == .serviceArea }
}
