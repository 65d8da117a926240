/// The tables of HSDS 3. Raw values are the file names in the standard's tabular form.
public enum HSDSTable: String, CaseIterable, Sendable {
    case services, organizations, programs, locations, addresses, accessibility, phones, schedules, languages, funding
    case contacts
    case serviceAtLocations = "service_at_location"
    case serviceAreas = "service_areas"
    case requiredDocuments = "required_documents"
    case costOptions = "cost_options"
    case organizationIdentifiers = "organization_identifiers"
    case attributes, taxonomies
    case taxonomyTerms = "taxonomy_terms"
    case metadata

    /// The name of its file.
    public var fileName: String { "\(rawValue).csv" }

    /// Creates the table with the name of a file or list, in singular or plural, with or without `.csv`; nil when the
    /// standard has none.
    public init?(called name: String) {
        var name = name.lowercased()
        if name.hasSuffix(".csv") { name.removeLast(4) }
        let table = Self.allCases.first { table in
            let entity = table.entity
            let plural = entity.hasSuffix("y") ? "\(entity.dropLast())ies" : "\(entity)s"
            return [table.rawValue, entity, plural].contains(name)
        }
        guard let table else { return nil }
        self = table
    }

    /// The standard's name of a single record. Columns that refer to one have this name with `_id`.
    package var entity: String {
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
        case .organizationIdentifiers: "organization_identifier"
        case .attributes: "attribute"
        case .taxonomies: "taxonomy"
        case .taxonomyTerms: "taxonomy_term"
        case .metadata: "metadata"
        }
    }

    /// The standard's columns, including references to other tables. `plision` has our extension.
    var columns: [String] {
        switch self {
        case .services:
            [
                "id", "organization_id", "program_id", "name", "alternate_name", "description", "url", "email",
                "status",
                "interpretation_services", "application_process", "fees_description", "wait_time", "fees",
                "accreditations", "eligibility_description", "minimum_age", "maximum_age", "assured_date",
                "assurer_email", "licenses", "alert", "last_modified", "plision",
            ]
        case .organizations:
            [
                "id", "name", "alternate_name", "description", "email", "website", "tax_status", "tax_id",
                "year_incorporated", "legal_status", "logo", "uri", "parent_organization_id", "plision",
            ]
        case .programs: ["id", "organization_id", "name", "alternate_name", "description"]
        case .locations:
            [
                "id", "location_type", "url", "organization_id", "name", "alternate_name", "description",
                "transportation", "latitude", "longitude", "external_identifier", "external_identifier_type",
            ]
        case .addresses:
            [
                "id", "location_id", "attention", "address_1", "address_2", "city", "region", "state_province",
                "postal_code", "country", "address_type",
            ]
        case .accessibility: ["id", "location_id", "description", "details", "url"]
        case .phones:
            [
                "id", "location_id", "service_id", "organization_id", "contact_id", "service_at_location_id", "number",
                "extension", "type", "description",
            ]
        case .contacts:
            [
                "id", "organization_id", "service_id", "service_at_location_id", "location_id", "name", "title",
                "department", "email",
            ]
        case .schedules:
            [
                "id", "service_id", "location_id", "service_at_location_id", "valid_from", "valid_to", "dtstart",
                "timezone", "until", "count", "wkst", "freq", "interval", "byday", "byweekno", "bymonthday",
                "byyearday", "description", "opens_at", "closes_at", "schedule_link", "attending_type", "notes",
            ]
        case .languages: ["id", "service_id", "location_id", "phone_id", "name", "code", "note"]
        case .funding: ["id", "organization_id", "service_id", "source"]
        case .serviceAtLocations: ["id", "service_id", "location_id", "description", "plision"]
        case .serviceAreas: ["id", "service_id", "name", "description", "extent", "extent_type", "uri"]
        case .requiredDocuments: ["id", "service_id", "document", "uri"]
        case .costOptions:
            ["id", "service_id", "valid_from", "valid_to", "option", "currency", "amount", "amount_description"]
        case .organizationIdentifiers: ["id", "organization_id", "identifier_scheme", "identifier_type", "identifier"]
        case .attributes: ["id", "link_id", "taxonomy_term_id", "link_type", "link_entity", "value"]
        case .taxonomies: ["id", "name", "description", "uri", "version"]
        case .taxonomyTerms:
            ["id", "code", "name", "description", "parent_id", "taxonomy", "language", "taxonomy_id", "term_uri"]
        case .metadata:
            [
                "id", "resource_id", "resource_type", "last_action_date", "last_action_type", "field_name",
                "previous_value", "replacement_value", "updated_by",
            ]
        }
    }

    /// The columns with numbers.
    static let numbers: Set<String> = [
        "latitude", "longitude", "amount", "minimum_age", "maximum_age", "extension", "timezone", "count", "interval",
        "year_incorporated",
    ]

    /// A list nested in a record of this table.
    struct Nested {
        let name: String
        let table: HSDSTable
        /// The column of the nested rows that refers to their record.
        let column: String
    }

    /// The lists nested in a record.
    var lists: [Nested] {
        let own: [(String, HSDSTable)] =
            switch self {
            case .services:
                [
                    ("phones", .phones), ("contacts", .contacts), ("schedules", .schedules), ("languages", .languages),
                    ("funding", .funding), ("cost_options", .costOptions), ("required_documents", .requiredDocuments),
                    ("service_areas", .serviceAreas), ("service_at_locations", .serviceAtLocations),
                ]
            case .organizations:
                [
                    ("funding", .funding), ("contacts", .contacts), ("phones", .phones), ("locations", .locations),
                    ("programs", .programs), ("organization_identifiers", .organizationIdentifiers),
                ]
            case .serviceAtLocations: [("contacts", .contacts), ("phones", .phones), ("schedules", .schedules)]
            case .locations:
                [
                    ("addresses", .addresses), ("accessibility", .accessibility), ("languages", .languages),
                    ("contacts", .contacts), ("phones", .phones), ("schedules", .schedules),
                ]
            case .contacts: [("phones", .phones)]
            case .phones: [("languages", .languages)]
            default: []
            }
        let link = "\(entity)_id"
        let common: [Nested] =
            switch self {
            case .metadata: []
            case .attributes, .taxonomies, .taxonomyTerms:
                [Nested(name: "metadata", table: .metadata, column: "resource_id")]
            default:
                [
                    Nested(name: "attributes", table: .attributes, column: "link_id"),
                    Nested(name: "metadata", table: .metadata, column: "resource_id"),
                ]
            }
        return own.map { Nested(name: $0, table: $1, column: link) } + common
    }

    /// The single records nested in a record, by member.
    var singles: [(name: String, table: HSDSTable)] {
        switch self {
        case .services: [("organization", .organizations), ("program", .programs)]
        case .serviceAtLocations: [("location", .locations)]
        case .attributes: [("taxonomy_term", .taxonomyTerms)]
        case .taxonomyTerms: [("taxonomy_detail", .taxonomies)]
        default: []
        }
    }

    /// The members of a partner's record that answers use, apart from identifiers. The others are only kept for
    /// exports.
    var answered: Set<String> {
        switch self {
        case .services:
            [
                "name", "description", "url", "email", "status", "interpretation_services", "application_process",
                "fees_description", "eligibility_description", "minimum_age", "maximum_age", "assured_date", "alert",
                "last_modified", "organization", "phones", "contacts", "schedules", "languages", "funding",
                "cost_options", "required_documents", "service_at_locations",
            ]
        case .organizations: ["name", "email", "website", "legal_status", "phones"]
        case .serviceAtLocations: ["location", "contacts", "phones", "schedules"]
        case .locations:
            [
                "location_type", "name", "latitude", "longitude", "addresses", "accessibility", "languages",
                "contacts", "phones", "schedules",
            ]
        case .addresses: ["address_1", "address_2", "city", "postal_code", "address_type"]
        case .accessibility: ["description"]
        case .phones: ["number"]
        case .contacts: ["name", "title", "email", "phones"]
        case .schedules: Set(columns).subtracting(["schedule_link"])
        case .languages: ["code"]
        case .funding: ["source"]
        case .requiredDocuments: ["document"]
        case .costOptions: ["amount", "option", "amount_description"]
        default: []
        }
    }
}
