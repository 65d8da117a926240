internal import GeoIndex
internal import Records

/// Structures read from the JSON object that ``JSONWriter`` writes.
extension Structure {
    /// Reads a structure.
    ///
    /// - Throws: `DataFileError` with the JSON path of the first error.
    init(reading node: DataNode) throws(DataFileError) {
        let object = try node.object(
            ["id", "kind", "name"],
            optional: [
                "kindName", "parent", "municipality", "address", "phone", "email", "website", "lon", "lat",
                "accuracyMetres", "positionNote", "status", "openingHours", "wheelchair", "source", "sourceDate",
                "checkedOn", "details",
            ])
        var coordinate: Coordinate?
        if let longitude = try object["lon"]?.present?.number(), let latitude = try object["lat"]?.present?.number() {
            let position = Coordinate(longitude: longitude, latitude: latitude)
            guard position.isValid else { throw node.fault("lon and lat in degrees") }
            coordinate = position
        }
        self.init(
            id: try object[required: "id"].string(), kind: try object[required: "kind"].string(),
            names: try object["name"]?.present?.text() ?? LocalizedText(),
            parent: try object["parent"]?.present?.string(),
            municipality: try object["municipality"]?.present?.object(["code"], optional: ["name"])[required: "code"]
                .string(),
            address: try object["address"]?.present?.text() ?? LocalizedText(),
            phone: try object["phone"]?.present?.string(), email: try object["email"]?.present?.string(),
            website: try object["website"]?.present?.string(),
            openingHours: try object["openingHours"]?.present?.string(),
            wheelchair: try object["wheelchair"]?.present?.string(),
            status: try object["status"]?.present?.choice(Status.self) ?? .unverified, coordinate: coordinate,
            accuracyMetres: try object["accuracyMetres"]?.present?.number(),
            positionNote: try object["positionNote"]?.present?.text() ?? LocalizedText(),
            source: try object["source"]?.present?.string(), sourceDate: try object["sourceDate"]?.present?.string(),
            checkedOn: try object["checkedOn"]?.present?.string(),
            details: try object["details"]?.present.map { details throws(DataFileError) in
                try StructureDetails(reading: details)
            } ?? StructureDetails())
    }
}

extension StructureDetails {
    /// Reads the members that ``writeMembers(to:)`` wrote.
    fileprivate init(reading node: DataNode) throws(DataFileError) {
        self.init()
        let object = try node.object(
            [],
            optional: [
                "delivery", "redacted", "organisation", "statusReason", "validFrom", "validTo", "serviceArea",
                "accessibility", "accessNote", "languages", "audiences", "eligibility", "minimumAge", "maximumAge",
                "application",
                "interpretation", "services", "documents", "cost", "costNote", "appointment", "capacity", "contacts",
                "funding", "checkEveryDays",
            ])
        delivery = try object["delivery"]?.present?.choice(Delivery.self) ?? .place
        isRedacted = try object["redacted"]?.present?.bool() ?? false
        organisation = try object["organisation"]?.present?.string()
        statusReason = try object["statusReason"]?.present?.text() ?? LocalizedText()
        validFrom = try object["validFrom"]?.present?.date()
        validTo = try object["validTo"]?.present?.date()
        if let area = object["serviceArea"]?.present { serviceArea = try ServiceArea(reading: area) }
        if let access = object["accessibility"]?.present { accessibility = try Accessibility(reading: access) }
        accessNote = try object["accessNote"]?.present?.text() ?? LocalizedText()
        languages = try object["languages"]?.present?.strings() ?? []
        audiences = try object["audiences"]?.present?.strings() ?? []
        eligibility = try object["eligibility"]?.present?.text() ?? LocalizedText()
        minimumAge = try object["minimumAge"]?.present?.number()
        maximumAge = try object["maximumAge"]?.present?.number()
        application = try object["application"]?.present?.text() ?? LocalizedText()
        interpretation = try object["interpretation"]?.present?.text() ?? LocalizedText()
        for service in try object["services"]?.present?.array() ?? [] {
            services.append(try StructureService(reading: service))
        }
        for document in try object["documents"]?.present?.array() ?? [] { documents.append(try document.text()) }
        cost = try object["cost"]?.present?.choice(Cost.self)
        costNote = try object["costNote"]?.present?.text() ?? LocalizedText()
        appointment = try object["appointment"]?.present?.choice(Appointment.self)
        capacity = try object["capacity"]?.present?.integer(in: 1...999_999)
        for contact in try object["contacts"]?.present?.array() ?? [] {
            let members = try contact.object([], optional: ["name", "role", "phone", "email"])
            contacts.append(
                StructureContact(
                    names: try members["name"]?.present?.text() ?? LocalizedText(),
                    roles: try members["role"]?.present?.text() ?? LocalizedText(),
                    phone: try members["phone"]?.present?.string(), email: try members["email"]?.present?.string()))
        }
        for funding in try object["funding"]?.present?.array() ?? [] {
            let members = try funding.object([], optional: ["name", "code", "from", "to"])
            self.funding.append(
                Funding(
                    names: try members["name"]?.present?.text() ?? LocalizedText(),
                    code: try members["code"]?.present?.string(), from: try members["from"]?.present?.date(),
                    to: try members["to"]?.present?.date()))
        }
        checkEveryDays = try object["checkEveryDays"]?.present?.integer(in: 1...999_999)
    }
}

extension ServiceArea {
    fileprivate init(reading node: DataNode) throws(DataFileError) {
        let object = try node.object([], optional: ["municipalities", "settlements", "outline"])
        self.init(
            municipalities: try object["municipalities"]?.present?.strings() ?? [],
            settlements: try object["settlements"]?.present?.strings() ?? [])
        guard let geometry = object["outline"]?.present else { return }
        let members = try geometry.object(["type", "coordinates"])
        guard try members[required: "type"].string() == "MultiPolygon" else { throw geometry.fault("a MultiPolygon") }
        for polygon in try members[required: "coordinates"].array() {
            var rings: [[Coordinate]] = []
            for ring in try polygon.array() {
                var corners: [Coordinate] = []
                for corner in try ring.array() {
                    let numbers = try corner.array()
                    guard numbers.count == 2 else { throw corner.fault("two numbers") }
                    let position = Coordinate(longitude: try numbers[0].number(), latitude: try numbers[1].number())
                    guard position.isValid else { throw corner.fault("degrees") }
                    corners.append(position)
                }
                rings.append(corners)
            }
            outline.append(Polygon(rings: rings))
        }
    }
}

extension Accessibility {
    fileprivate init(reading node: DataNode) throws(DataFileError) {
        self.init()
        for (key, value) in try node.dictionary() {
            if key == "date" {
                date = try value.present?.date()
                continue
            }
            guard let feature = Feature(rawValue: key) else {
                throw value.fault("one of \(Feature.allCases.map(\.rawValue).joined(separator: ", "))", found: key)
            }
            switch try value.string() {
            case "yes": self[feature] = true
            case "no": self[feature] = false
            case "unknown": break
            default: throw value.fault("yes, no or unknown")
            }
        }
    }
}

extension StructureService {
    fileprivate init(reading node: DataNode) throws(DataFileError) {
        let object = try node.object(["code", "name"], optional: ["description", "programmes"])
        self.init(
            code: try object[required: "code"].string(),
            names: try object[required: "name"].present?.text() ?? LocalizedText(),
            descriptions: try object["description"]?.present?.text() ?? LocalizedText(),
            programmes: try object["programmes"]?.present?.strings() ?? [])
    }
}
