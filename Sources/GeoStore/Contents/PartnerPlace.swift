internal import Foundation
internal import Geocoding
internal import GeoIndex
internal import Records

extension PlaceSecrets {
    /// Adds what a row states about its place, and the names of the settlements around its position.
    mutating func add(_ row: StoredStructure, _ places: [Place]) {
        let record = PartnerPlace(row.tags[DetailField.partnerRecord])
        // Without an address, a partner's location is identified by its name, which people may know.
        if record?.isNamed != true { for entry in row.address.entries { add(address: entry.text) } }
        if let street = row.street { add(address: [street, row.houseNumber].compactMap { $0 }.joined(separator: " ")) }
        if let number = row.houseNumber { add(houseNumber: number) }
        if let postcode = row.postcode { add(postcode: postcode) }
        if let settlement = row.settlement { add(settlement: settlement) }
        for (key, text) in row.tags where key == DetailField.contactPhone.key(language: nil) { add(phone: text) }
        if let phone = row.phone { add(phone: phone) }
        for address in record?.addresses ?? [] { add(address: address) }
        for settlement in record?.settlements ?? [] { add(settlement: settlement) }
        for postcode in record?.postcodes ?? [] { add(postcode: postcode) }
        for phone in record?.phones ?? [] { add(phone: phone) }
        guard let position = row.coordinate else { return }
        add(position)
        let about = places.compactMap { place in
            place.coordinate.map { (place: place, metres: Geodesic.distance(from: position, to: $0)) }
        }.filter { $0.metres <= 20_000 }.sorted { $0.metres < $1.metres }
        for (index, near) in about.enumerated() where index == 0 || near.metres <= 2_000 {
            for entry in near.place.names.entries { add(settlement: entry.text) }
        }
    }
}

/// What a partner's original record states about the place of its service.
struct PartnerPlace {
    var addresses: [String] = []
    var settlements: [String] = []
    var postcodes: [String] = []
    /// Telephone numbers that only the location has.
    var phones: [String] = []
    /// The identifiers of its locations.
    var locations: [String] = []
    /// Whether it has no address.
    var isNamed: Bool { addresses.isEmpty && settlements.isEmpty }

    init?(_ record: String?) {
        guard let record, let json = try? JSONSerialization.jsonObject(with: Data(record.utf8)),
            let service = json as? [String: Any]
        else { return nil }
        func numbers(_ record: [String: Any]?) -> [String] {
            (record?["phones"] as? [[String: Any]] ?? []).compactMap { $0["number"] as? String }
        }
        let links = service["service_at_locations"] as? [[String: Any]] ?? []
        let elsewhere = numbers(service) + links.flatMap { numbers($0) }
        for location in links.compactMap({ $0["location"] as? [String: Any] }) {
            if let id = location["id"] as? String { locations.append(id) }
            for address in location["addresses"] as? [[String: Any]] ?? [] {
                for line in ["address_1", "address_2"].compactMap({ address[$0] as? String }) { addresses.append(line) }
                if let city = address["city"] as? String { settlements.append(city) }
                if let code = address["postal_code"] as? String { postcodes.append(code) }
            }
            phones += numbers(location).filter { !elsewhere.contains($0) }
        }
    }
}

/// All texts of a partner's original record.
struct PartnerTexts {
    /// Every text, and each pair of latitude and longitude as one text.
    private(set) var texts: [String] = []
    /// The identifiers of all locations.
    private(set) var locations: [String] = []

    /// Reads a record; a record that is not JSON counts as one text. O(n).
    init(_ record: String) {
        if let json = try? JSONSerialization.jsonObject(with: Data(record.utf8)) {
            add(json, isLocation: false)
        } else {
            texts = [record]
        }
    }

    private mutating func add(_ value: Any, isLocation: Bool) {
        switch value {
        case let text as String: texts.append(text)
        case let list as [Any]: for item in list { add(item, isLocation: isLocation) }
        case let object as [String: Any]:
            if let latitude = object["latitude"], let longitude = object["longitude"] {
                texts.append("\(latitude), \(longitude)")
            }
            for (name, member) in object {
                if let id = member as? String, name == "location_id" || (isLocation && name == "id") {
                    locations.append(id)
                }
                add(member, isLocation: name == "location" || name == "locations")
            }
        default: break
        }
    }
}
