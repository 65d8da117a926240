public import Locator

extension FeatureStore {
    /// Adds the streets, doors and lines of doors of the store to a gazetteer.
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
            // Piers and platforms bear names, but no addresses.
            guard !texts.isEmpty, tags["highway"] != nil || tags["route"] != nil else { return }
            let others = ["alt_name", "old_name", "official_name", "short_name", "loc_name"]
                .compactMap { tags[$0] }.flatMap { $0.split(separator: ";").map(String.init) }
            names.add(
                StreetWay(
                    names: LocalizedText(texts), otherNames: others, nodes: row.nodes, coordinates: row.line,
                    place: tags["addr:city"] ?? tags["is_in"]))
        }
        try forEachAddress { row in
            guard let number = row.houseNumber, let street = row.street ?? row.place else { return }
            names.add(
                AddressPoint(
                    id: row.id, street: street, houseNumber: number, postcode: row.postcode, city: row.city,
                    coordinate: row.coordinate))
        }
        try forEachAddressInterpolation { row in
            names.add(InterpolationWay(kind: row.kind, nodes: row.nodes, coordinates: row.line))
        }
        gazetteer = names
    }

    /// Whether what follows `name:` is a language (`el`, `sr-Latn`) rather than another remark (`name:etymology`).
    private static func isLanguage(_ tag: String) -> Bool {
        let language = tag.prefix { $0 != "-" }
        return (2...3).contains(language.count) && language.allSatisfy { $0.isASCII && $0.isLowercase }
    }
}
