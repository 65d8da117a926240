internal import GeoIndex

/// Structures as services of the Human Services Data Specification 3 (Open Referral), and back.
///
/// Each service of a structure, or the structure itself where it names none, is an HSDS service at the structure's
/// location. What HSDS cannot say stands beside it in the member `plision`, our profile's extension, so that nothing is
/// lost on the way there and back; records of others are read from the standard's own members.
public enum HSDSDocument {
    /// An identifier as HSDS wants it: a UUID (version 8, RFC 9562) made of a hash of the table and our own identifier.
    public static func uuid(_ table: String, _ id: String) -> String {
        func hash(_ seed: UInt64) -> UInt64 {
            var value = seed
            for byte in "\(table)\u{1F}\(id)".utf8 {
                value ^= UInt64(byte)
                value = value &* 0x0000_0100_0000_01B3
            }
            value ^= value >> 32
            value = value &* 0xD6E8_FEB8_6659_FD93
            return value ^ (value >> 32)
        }
        let high = hash(0xCBF2_9CE4_8422_2325) & ~0xF000 | 0x8000
        let low = hash(0x8422_2325_CBF2_9CE4) & ~(3 << 62) | (2 << 62)
        let text = hex(high) + hex(low)
        func part(_ range: Range<Int>) -> Substring {
            text[
                text.index(
                    text.startIndex, offsetBy: range.lowerBound)..<text.index(
                        text.startIndex, offsetBy: range.upperBound)]
        }
        return "\(part(0..<8))-\(part(8..<12))-\(part(12..<16))-\(part(16..<20))-\(part(20..<32))"
    }

    private static func hex(_ value: UInt64) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// HSDS's word for a state.
    static func status(_ status: Structure.Status) -> String {
        switch status {
        case .active, .unverified, .temporary: "active"
        case .planned: "inactive"
        case .suspended: "temporarily closed"
        case .closed: "defunct"
        }
    }

    /// The organisation that runs a structure, else its municipality, else nobody we know: identifier and name.
    static func organisation(of structure: Structure, in dataset: Dataset) -> (id: String, name: String) {
        if let id = structure.details.organisation, let known = dataset.organisations.first(where: { $0.id == id }) {
            return (id, known.names.text(in: "el"))
        }
        if let code = structure.municipality, let municipality = dataset.municipality(code: code) {
            return ("municipality-\(code)", municipality.names.text(in: "el"))
        }
        return ("unknown", "Unknown")
    }
}

extension JSONWriter {
    /// Writes the HSDS services of the structure in `row`, each with its organisation, location, telephone and schedule.
    public mutating func hsdsServices(row: Int, of dataset: Dataset) {
        let structure = dataset.structure(at: row)
        let services = structure.details.services
        guard !services.isEmpty else {
            hsdsService(nil, isFirst: true, structure, dataset)
            return
        }
        for (index, service) in services.enumerated() { hsdsService(service, isFirst: index == 0, structure, dataset) }
    }

    mutating func hsdsService(
        _ service: StructureService?, isFirst: Bool, _ structure: Structure, _ dataset: Dataset
    ) {
        let details = structure.details
        let id = service.map { "\(structure.id)/\($0.code)" } ?? structure.id
        object { json in
            json.member("id", HSDSDocument.uuid("service", id))
            json.member("name", (service?.names ?? structure.names).text(in: "el"))
            let description = (service?.descriptions ?? LocalizedText()).text(in: "el")
            json.member("description", description.isEmpty ? nil : description)
            json.member("status", HSDSDocument.status(structure.status))
            json.member("url", structure.website)
            json.member("email", structure.email)
            json.member("last_modified", structure.checkedOn)
            json.key("organization")
            json.hsdsOrganisation(of: structure, in: dataset)
            json.key("phones")
            json.array { json in
                guard let phone = structure.phone else { return }
                json.object { json in
                    json.member("id", HSDSDocument.uuid("phone", structure.id))
                    json.member("number", phone)
                }
            }
            json.key("schedules")
            json.array { json in
                guard let hours = structure.openingHours else { return }
                json.object { json in
                    json.member("id", HSDSDocument.uuid("schedule", structure.id))
                    json.member("description", hours)
                    json.member("notes", "OpenStreetMap opening_hours")
                    json.member("valid_from", details.validFrom.map(TimeText.text))
                    json.member("valid_to", details.validTo.map(TimeText.text))
                }
            }
            json.key("languages")
            json.array { json in
                for code in details.languages {
                    json.object { json in
                        json.member("id", HSDSDocument.uuid("language", "\(structure.id)/\(code)"))
                        json.member("code", code)
                    }
                }
            }
            json.key("required_documents")
            json.array { json in
                for (index, document) in details.documents.enumerated() {
                    json.object { json in
                        json.member("id", HSDSDocument.uuid("required_document", "\(structure.id)/\(index)"))
                        json.member("document", document.text(in: "el"))
                    }
                }
            }
            json.key("cost_options")
            json.array { json in
                guard let cost = details.cost else { return }
                json.object { json in
                    json.member("id", HSDSDocument.uuid("cost_option", structure.id))
                    json.member("option", cost.rawValue)
                    if cost == .free { json.member("amount", 0) }
                }
            }
            json.key("funding")
            json.array { json in
                for (index, funding) in details.funding.enumerated() {
                    json.object { json in
                        json.member("id", HSDSDocument.uuid("funding", "\(structure.id)/\(index)"))
                        json.member("source", funding.names.text(in: "el"))
                    }
                }
            }
            json.key("service_areas")
            json.array { json in
                for code in details.serviceArea.municipalities {
                    json.object { json in
                        json.member("id", HSDSDocument.uuid("service_area", "\(structure.id)/\(code)"))
                        json.member("name", dataset.municipality(code: code)?.names.text(in: "el") ?? code)
                    }
                }
            }
            json.key("service_at_locations")
            json.array { json in json.hsdsPlace(structure, service: id, isWhole: isFirst, dataset) }
        }
    }

    fileprivate mutating func hsdsOrganisation(of structure: Structure, in dataset: Dataset) {
        let organisation = HSDSDocument.organisation(of: structure, in: dataset)
        object { json in
            json.member("id", HSDSDocument.uuid("organization", organisation.id))
            json.member("name", organisation.name)
            json.member("description", organisation.name)
        }
    }

    /// Writes a service at its location; `isWhole` adds our profile's own record of the structure.
    mutating func hsdsPlace(_ structure: Structure, service: String, isWhole: Bool, _ dataset: Dataset) {
        let details = structure.details
        object { json in
            json.member("id", HSDSDocument.uuid("service_at_location", service))
            json.member("service_id", HSDSDocument.uuid("service", service))
            json.key("location")
            json.object { json in
                json.member("id", HSDSDocument.uuid("location", structure.id))
                json.member("location_type", details.delivery == .virtual ? "virtual" : "physical")
                json.member("name", structure.names.text(in: "el"))
                let address = structure.address.text(in: "el")
                json.member("description", address.isEmpty ? nil : address)
                json.member("latitude", structure.coordinate?.latitude, decimals: 7)
                json.member("longitude", structure.coordinate?.longitude, decimals: 7)
                json.key("accessibility")
                json.array { json in
                    for feature in Accessibility.Feature.allCases {
                        guard let answer = details.accessibility[feature] else { continue }
                        json.object { json in
                            json.member("id", HSDSDocument.uuid("accessibility", "\(structure.id)/\(feature)"))
                            json.member("description", "\(feature.rawValue): \(answer ? "yes" : "no")")
                        }
                    }
                }
            }
            guard isWhole else { return }
            json.key("plision")
            var exact = JSONWriter(capacity: 2048)
            exact.keepsTextsExact = true
            exact.structure(
                structure, of: nil, municipality: structure.municipality.flatMap(dataset.municipality(code:)))
            json.raw(exact.bytes)
        }
    }
}

extension Dataset {
    /// The structures in `rows` as one HSDS JSON file: a list of services with all that belongs to them.
    public func hsdsDocument(rows: [Int]) -> [UInt8] {
        var json = JSONWriter(capacity: 1024 + rows.count * 3072)
        json.array { json in for row in rows { json.hsdsServices(row: row, of: self) } }
        return json.bytes
    }
}
