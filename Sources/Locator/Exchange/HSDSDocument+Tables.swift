internal import GeoIndex

/// The tables of HSDS, each record with its identifier and its JSON object; what must not be located is in none.
extension HSDSDocument {
    /// The services.
    public static func services(of dataset: Dataset, on date: CivilDate) -> [(id: String, bytes: [UInt8])] {
        dataset.publishedRows(on: date).flatMap { row in
            let structure = dataset.structure(at: row)
            let services: [StructureService?] =
                structure.details.services.isEmpty ? [nil] : structure.details.services.map(Optional.some)
            return services.enumerated().map { index, service in
                let id = service.map { "\(structure.id)/\($0.code)" } ?? structure.id
                var json = JSONWriter(capacity: 2048)
                json.hsdsService(service, isFirst: index == 0, structure, dataset)
                return (uuid("service", id), json.bytes)
            }
        }
    }

    /// The services at their locations.
    public static func places(of dataset: Dataset, on date: CivilDate) -> [(id: String, bytes: [UInt8])] {
        dataset.publishedRows(on: date).flatMap { row in
            let structure = dataset.structure(at: row)
            let codes = structure.details.services.map { "\(structure.id)/\($0.code)" }
            return (codes.isEmpty ? [structure.id] : codes).enumerated().map { index, id in
                var json = JSONWriter(capacity: 2048)
                json.hsdsPlace(structure, service: id, isWhole: index == 0, dataset)
                return (uuid("service_at_location", id), json.bytes)
            }
        }
    }

    /// The organisations that run what is published.
    public static func organisations(of dataset: Dataset, on date: CivilDate) -> [(id: String, bytes: [UInt8])] {
        var seen: Set<String> = []
        return dataset.publishedRows(on: date).compactMap { row in
            let structure = dataset.structure(at: row)
            let organisation = organisation(of: structure, in: dataset)
            guard seen.insert(organisation.id).inserted else { return nil }
            let known = dataset.organisations.first { $0.id == organisation.id }
            var json = JSONWriter(capacity: 512)
            json.object { json in
                json.member("id", uuid("organization", organisation.id))
                json.member("name", organisation.name)
                json.member("description", organisation.name)
                json.member("email", known?.email)
                json.member("website", known?.website)
                json.member("legal_status", known?.legalForm)
                json.member("parent_organization_id", known?.parent.map { uuid("organization", $0) })
            }
            return (uuid("organization", organisation.id), json.bytes)
        }
    }

    /// The one taxonomy: the kinds of structure.
    public static func taxonomies(of dataset: Dataset) -> [(id: String, bytes: [UInt8])] {
        var json = JSONWriter(capacity: 256)
        json.object { json in
            json.member("id", uuid("taxonomy", "kinds"))
            json.member("name", "Kinds of structure")
            json.member("description", "Kinds of structure of \(dataset.description.names.text(in: "en"))")
        }
        return [(uuid("taxonomy", "kinds"), json.bytes)]
    }

    /// The kinds of structure as terms.
    public static func terms(of dataset: Dataset) -> [(id: String, bytes: [UInt8])] {
        dataset.kinds.map { kind in
            var json = JSONWriter(capacity: 256)
            json.object { json in
                json.member("id", uuid("taxonomy_term", kind.code))
                json.member("code", kind.code)
                json.member("name", kind.names.text(in: "el"))
                json.member("description", kind.names.text(in: "en"))
                json.member("taxonomy", "kinds")
            }
            return (uuid("taxonomy_term", kind.code), json.bytes)
        }
    }
}
