/// The tables of HSDS 3 that structures fill, under the file names of the standard's tabular form.
public enum HSDSTable: String, CaseIterable, Sendable {
    case services, organizations, programs, locations, addresses, accessibility, phones, schedules, languages, funding
    case contacts
    case serviceAtLocations = "service_at_location"
    case serviceAreas = "service_areas"
    case requiredDocuments = "required_documents"
    case costOptions = "cost_options"
    case attributes, taxonomies
    case taxonomyTerms = "taxonomy_terms"

    /// Name of its file.
    public var fileName: String { "\(rawValue).csv" }

    /// The standard's name of one record: identifiers of it elsewhere are called so, with `_id`.
    var entity: String {
        switch self {
        case .services: "service"
        case .organizations: "organization"
        case .programs: "program"
        case .locations: "location"
        case .addresses: "address"
        case .accessibility: "accessibility"
        case .phones: "phone"
        case .contacts: "contact"
        case .schedules: "schedule"
        case .languages: "language"
        case .funding: "funding"
        case .serviceAtLocations: "service_at_location"
        case .serviceAreas: "service_area"
        case .requiredDocuments: "required_document"
        case .costOptions: "cost_option"
        case .attributes: "attribute"
        case .taxonomies: "taxonomy"
        case .taxonomyTerms: "taxonomy_term"
        }
    }

    /// Columns, those that lead to other tables among them. `plision` holds what the standard has no word for.
    var columns: [String] {
        switch self {
        case .services:
            [
                "id", "organization_id", "program_id", "name", "description", "url", "email", "status",
                "application_process", "fees_description", "eligibility_description", "assured_date", "alert",
                "last_modified",
            ]
        case .organizations:
            [
                "id", "name", "description", "email", "website", "legal_status", "parent_organization_id", "plision",
            ]
        case .programs: ["id", "organization_id", "name", "description"]
        case .locations:
            [
                "id", "location_type", "name", "description", "latitude", "longitude", "external_identifier",
                "external_identifier_type",
            ]
        case .addresses:
            [
                "id", "location_id", "address_1", "city", "state_province", "postal_code", "country", "address_type",
            ]
        case .accessibility: ["id", "location_id", "description", "details"]
        case .phones: ["id", "service_id", "contact_id", "number"]
        case .contacts: ["id", "service_id", "name", "title", "email"]
        case .schedules:
            [
                "id", "service_id", "valid_from", "valid_to", "freq", "byday", "opens_at", "closes_at", "description",
                "notes",
            ]
        case .languages: ["id", "service_id", "code"]
        case .funding: ["id", "service_id", "source"]
        case .serviceAtLocations: ["id", "service_id", "location_id", "plision"]
        case .serviceAreas: ["id", "service_id", "name", "extent", "extent_type"]
        case .requiredDocuments: ["id", "service_id", "document"]
        case .costOptions: ["id", "service_id", "option", "amount", "amount_description"]
        case .attributes:
            ["id", "link_id", "link_type", "link_entity", "value", "taxonomy_term_id"]
        case .taxonomies: ["id", "name", "description"]
        case .taxonomyTerms: ["id", "code", "name", "description", "taxonomy"]
        }
    }

    /// Columns that hold numbers.
    static let numbers: Set<String> = [
        "latitude", "longitude", "amount", "minimum_age", "maximum_age", "extension", "timezone", "count", "interval",
    ]

    /// A list nested in a record of this table.
    struct Nested {
        let name: String
        let table: HSDSTable
        /// Column of the nested rows that names the record they belong to.
        let column: String
    }

    /// The lists of a record.
    var lists: [Nested] {
        switch self {
        case .services:
            [
                ("phones", .phones), ("contacts", .contacts), ("schedules", .schedules), ("languages", .languages),
                ("funding", .funding),
                ("cost_options", .costOptions), ("required_documents", .requiredDocuments),
                ("service_areas", .serviceAreas), ("service_at_locations", .serviceAtLocations),
            ].map { Nested(name: $0, table: $1, column: "service_id") }
                + [Nested(name: "attributes", table: .attributes, column: "link_id")]
        case .locations:
            [("addresses", .addresses), ("accessibility", .accessibility)]
                .map { Nested(name: $0, table: $1, column: "location_id") }
        case .contacts: [Nested(name: "phones", table: .phones, column: "contact_id")]
        default: []
        }
    }

    /// The single records nested in a record of this table, by member.
    var singles: [(name: String, table: HSDSTable)] {
        switch self {
        case .services: [("organization", .organizations), ("program", .programs)]
        case .serviceAtLocations: [("location", .locations)]
        case .attributes: [("taxonomy_term", .taxonomyTerms)]
        default: []
        }
    }
}
