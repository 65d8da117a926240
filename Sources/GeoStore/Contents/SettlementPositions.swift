internal import Geocoding
internal import Glibc
internal import Records

/// Gives a structure without a position the position of its settlement, marked as approximate.
struct SettlementPositions {
    private let places: [String: [Place]]

    /// Uses the merged places.
    init(_ places: [Place]) {
        var byName: [String: [Place]] = [:]
        for place in places where place.coordinate != nil {
            for name in Set((place.names.entries.map(\.text) + place.formerNames).map(TextFolding.fold)) {
                byName[name, default: []].append(place)
            }
        }
        self.places = byName
    }

    /// Places `structure` at the settlement named `name` in its municipality, if there is exactly one.
    func place(_ structure: inout Structure, at name: String) {
        let candidates = (places[TextFolding.fold(name)] ?? []).filter {
            structure.municipality == nil || $0.municipality == nil || $0.municipality == structure.municipality
        }
        guard candidates.count == 1, let settlement = candidates.first else { return }
        structure.coordinate = settlement.coordinate
        structure.accuracyMetres = Self.radius(of: settlement)
        var note: [String: String] = [:]
        for (tag, words) in Self.notes { note[tag] = words.before + settlement.names.text(in: tag) + words.after }
        structure.positionNote = LocalizedText(note)
    }

    /// The radius in metres of a settlement's buildings, estimated from its population: 1 km when unknown, 5 km for
    /// 150,000.
    private static func radius(of place: Place) -> Double {
        let radius = 13 * Double(place.population ?? 0).squareRoot()
        return min(10_000, max(1_000, (radius / 500).rounded() * 500))
    }

    private static let notes: [String: (before: String, after: String)] = [
        "el": ("Κατά προσέγγιση: το σημείο είναι του οικισμού (", "), όχι του κτιρίου."),
        "en": ("Approximate: the point is that of the settlement (", "), not of the building."),
    ]
}
