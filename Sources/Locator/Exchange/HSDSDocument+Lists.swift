public import Exchange
internal import Geocoding
public import GeoIndex
public import Records

/// The lists of an HSDS interface. Structures that must not be located are in none of them.
extension HSDSDocument {
    /// A record of a list, with the values by which lists are filtered.
    public struct Entry: Sendable {
        /// Identifier.
        public let id: String
        /// Identifier of the organisation.
        public let organisation: String?
        /// Identifier of the taxonomy term of its kind.
        public let term: String?
        /// Date of its last change; nil when unknown.
        public let modified: String?
        /// Its texts in comparison form, for searching.
        private let words: String
        private let record: HSDSRecord

        fileprivate init(_ record: HSDSRecord, kind: StructureKind? = nil, service: HSDSRecord? = nil) {
            id = record.id
            self.record = record
            let given = service ?? record
            organisation = given.record("organization")?.id
            modified = given.text("last_modified")
            term = kind.map { uuid(HSDSTable.taxonomyTerms.entity, $0.code) }
            words = ["name", "description", "alert"].compactMap { given.text($0) }.map(TextFolding.fold)
                .joined(separator: " ")
        }

        /// Returns whether all words of `text` occur in its texts, also within words.
        public func isFound(by text: String) -> Bool {
            TextFolding.fold(text).split(separator: " ").allSatisfy { words.contains($0) }
        }

        /// How much of a record is written.
        public enum Detail: Sendable {
            /// Identifier and date of the last change.
            case minimal
            /// Its own members and the single records nested in it.
            case basic
            /// All nested records too.
            case full
        }

        /// Returns the record as JSON, UTF-8.
        public func bytes(_ detail: Detail) -> [UInt8] {
            switch detail {
            case .full: return record.bytes
            case .basic: return record.basic.bytes
            case .minimal:
                var json = JSONWriter(capacity: 96)
                json.object { json in
                    json.member("id", id)
                    if let modified { json.member("last_modified", modified) }
                }
                return json.bytes
            }
        }
    }

    /// Returns the services.
    public static func services(of dataset: Dataset, on date: CivilDate) -> [Entry] {
        services(rows: dataset.publishedRows(on: date), of: dataset).map { row, record in
            Entry(record, kind: dataset.kind(ofStructure: row))
        }
    }

    /// A position whose people a service at a location must be for.
    public struct Vicinity: Sendable {
        let position: Coordinate
        let metres: Double?

        /// Creates a vicinity of a WGS 84 position. `metres` limits the distance of locations; nil for no limit.
        public init(of position: Coordinate, metres: Double?) {
            (self.position, self.metres) = (position, metres)
        }

        /// Returns the rows of structures that serve people at the position and are within the distance.
        ///
        /// A structure without a service area serves everybody. With a limit, structures without a position are left
        /// out.
        func narrowed(_ rows: [Int], of dataset: Dataset) -> [Int] {
            let municipality = dataset.municipality(containing: position)?.row
            let competent = Set(dataset.competence.rows(at: position, municipality: municipality))
            return rows.filter { row in
                guard competent.contains(row) || !dataset.structureFile.services.hasArea(row) else { return false }
                guard let metres else { return true }
                return dataset.structureFile.coordinate(at: row).map {
                    Geodesic.distance(from: position, to: $0) <= metres
                } ?? false
            }
        }
    }

    /// Returns the services at their locations, each with its service. With `vicinity`, only those for its people.
    public static func places(
        of dataset: Dataset, on date: CivilDate, near vicinity: Vicinity? = nil
    ) -> [Entry] {
        let rows = dataset.publishedRows(on: date)
        return (vicinity?.narrowed(rows, of: dataset) ?? rows).flatMap { row in
            let kind = dataset.kind(ofStructure: row)
            return services(row: row, of: dataset).flatMap { service in
                service.list("service_at_locations").map { place in
                    var place = place
                    place.set("service", service.basic)
                    return Entry(place, kind: kind, service: service)
                }
            }
        }
    }

    /// Returns the organisations that run published structures, and their parents, each with its services.
    ///
    /// - Parameter isFull: Whether services are written with all nested records.
    public static func organisations(
        of dataset: Dataset, on date: CivilDate, withFullServices isFull: Bool = false
    ) -> [Entry] {
        var seen: Set<String> = []
        var records: [HSDSRecord] = []
        var run: [String: [HSDSRecord]] = [:]
        for (row, service) in services(rows: dataset.publishedRows(on: date), of: dataset) {
            let structure = dataset.structure(at: row)
            guard let record = service.record("organization") else { continue }
            if seen.insert(record.id).inserted { records.append(record) }
            run[record.id, default: []].append((isFull ? service : service.basic).without("organization"))
            guard structure.details.partnerRecord == nil else { continue }
            var above = structure.details.organisation.flatMap(dataset.organisation(id:))?.parent
            while let id = above, let parent = dataset.organisation(id: id) {
                let record = organisation(parent, in: dataset)
                guard seen.insert(record.id).inserted else { break }
                records.append(record)
                above = parent.parent
            }
        }
        return records.map { record in
            var record = record
            record.set("services", run[record.id] ?? [])
            return Entry(record)
        }
    }

    /// Returns the only taxonomy: the kinds of structure.
    public static func taxonomies(of dataset: Dataset) -> [Entry] {
        var record = HSDSRecord(.taxonomies, id: "kinds")
        record.set("name", "Kinds of structure")
        record.set("description", "Kinds of structure of \(dataset.description.names.text(in: "en"))")
        return [Entry(record)]
    }

    /// Identifier of the only taxonomy.
    public static var taxonomy: String { uuid(HSDSTable.taxonomies.entity, "kinds") }

    /// Returns the kinds of structure as taxonomy terms.
    public static func terms(of dataset: Dataset) -> [Entry] { dataset.kinds.map { Entry(term($0), kind: $0) } }
}
