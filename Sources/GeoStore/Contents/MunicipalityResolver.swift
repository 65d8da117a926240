internal import Geocoding
package import GeoIndex
package import Records

/// Determines the municipality of a row: by the code it states, otherwise the name, otherwise its position.
package struct MunicipalityResolver: Sendable {
    private let codes: Set<String>
    private let alternativeCodes: [String: String]
    /// Codes by folded name; nil for a name that several municipalities share.
    private let names: [String: String?]
    /// The outlines of the municipalities.
    package let areas: AreaFinder

    /// Creates a resolver for the merged municipalities.
    package init(_ municipalities: [DatasetContents.MunicipalArea]) {
        codes = Set(municipalities.map(\.municipality.code))
        alternativeCodes = Dictionary(
            municipalities.compactMap { area in
                area.municipality.alternativeCode.map { ($0, area.municipality.code) }
            }, uniquingKeysWith: { first, _ in first })
        var names: [String: String?] = [:]
        for area in municipalities {
            let municipality = area.municipality
            let all = municipality.names.entries.map(\.text) + municipality.formerNames
            for name in Set(all.map(TextFolding.fold)) where !name.isEmpty {
                names[name] = names[name] == nil ? municipality.code : .some(nil)
            }
        }
        self.names = names
        areas = AreaFinder(municipalities.map { (name: $0.municipality.code, outline: $0.outline) })
    }

    /// Whether there are no municipalities.
    package var isEmpty: Bool { codes.isEmpty }

    /// The code that a row states by code or name; nil when it states none that is known.
    package func stated(code: String?, name: String?) -> String? {
        if let code, codes.contains(code) { return code }
        if let code, let other = alternativeCodes[code] { return other }
        guard let name else { return nil }
        return names[TextFolding.fold(name)].flatMap { $0 }
    }

    /// The municipality of a row: the stated one, otherwise the one at its position.
    package func municipality(code: String?, name: String?, at position: Coordinate?) -> String? {
        stated(code: code, name: name) ?? position.flatMap(areas.name)
    }
}
