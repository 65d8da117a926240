public import Geocoding
internal import Records

extension FeatureStore {
    /// Adds the streets, addresses and address interpolations of the store to a gazetteer.
    public func feed(_ gazetteer: inout GazetteerBuilder) throws(StoreError) {
        var names = gazetteer
        try forEachRoad { row in
            let tags = row.tags
            let texts = Dictionary(
                uniqueKeysWithValues: tags.compactMap { key, value -> (String, String)? in
                    if key == "name" { return ("und", value) }
                    guard key.hasPrefix("name:") else { return nil }
                    let tag = String(key.dropFirst(5))
                    return Self.isLanguage(tag) ? (tag, value) : nil
                })
            // Ferries, piers and platforms have names but no addresses.
            guard !texts.isEmpty, tags["highway"] != nil else { return }
            let others = ["alt_name", "old_name", "official_name", "short_name", "loc_name"]
                .compactMap { tags[$0] }.flatMap { $0.split(separator: ";").map(String.init) }
            names.add(
                StreetWay(
                    names: LocalizedText(texts), otherNames: others, nodes: row.nodes, coordinates: row.line,
                    place: tags["addr:city"] ?? tags["is_in"]))
        }
        try forEachAddress { row in
            let tags = row.tags
            let city = row.city ?? Self.townKeys.lazy.compactMap { tags[$0] }.first
            let quarter = Self.quarterKeys.lazy.compactMap { tags[$0] }.first
            // In places without streets, houses are numbered within the smallest settlement they name.
            guard let number = row.houseNumber,
                let street = row.street ?? row.place ?? tags["addr:hamlet"] ?? city ?? quarter
            else { return }
            names.add(
                AddressPoint(
                    id: row.id, street: street, houseNumber: number, postcode: row.postcode, city: city,
                    quarter: quarter, coordinate: row.coordinate))
        }
        try forEachAddressInterpolation { row in
            names.add(InterpolationWay(kind: row.kind, nodes: row.nodes, coordinates: row.line))
        }
        gazetteer = names
    }

    /// Keys used in place of `addr:city` for settlements that are not cities.
    private static let townKeys = ["addr:town", "addr:village", "addr:hamlet"]
    /// Keys for parts of a settlement.
    private static let quarterKeys = ["addr:suburb", "addr:quarter", "addr:neighbourhood", "addr:district"]

    /// Whether the part after `name:` is a language (`el`, `sr-Latn`) rather than something else (`name:etymology`).
    private static func isLanguage(_ tag: String) -> Bool {
        let language = tag.prefix { $0 != "-" }
        return (2...3).contains(language.count) && language.allSatisfy { $0.isASCII && $0.isLowercase }
    }
}
