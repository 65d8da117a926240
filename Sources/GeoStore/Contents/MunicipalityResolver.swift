internal import Geocoding
package import GeoIndex
package import Records

/// Tells the municipality of a row: the code it gives, else the name it gives, else where it stands.
package struct MunicipalityResolver: Sendable {
    private let codes: Set<String>
    private let alternativeCodes: [String: String]
    /// Folded names to codes; a name that two municipalities bear says nothing.
    private let names: [String: String?]
    /// Where municipalities are.
    package let areas: AreaFinder

    /// Takes the merged municipalities with their outlines.
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

    /// Whether there is any municipality.
    package var isEmpty: Bool { codes.isEmpty }

    /// The code that a row states by code or by name, nothing when it states none that is known.
    package func stated(code: String?, name: String?) -> String? {
        if let code, codes.contains(code) { return code }
        if let code, let other = alternativeCodes[code] { return other }
        guard let name else { return nil }
        return names[TextFolding.fold(name)].flatMap { $0 }
    }

    /// The municipality of a row: stated, else found by its position.
    package func municipality(code: String?, name: String?, at position: Coordinate?) -> String? {
        stated(code: code, name: name) ?? position.flatMap(areas.name)
    }
}
