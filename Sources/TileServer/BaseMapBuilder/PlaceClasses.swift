internal import Records

/// Decides from which zoom settlements are drawn.
enum PlaceClasses {
    /// The class of a place and the first zoom at which it is drawn; nil when it is not a settlement.
    static func drawing(_ place: Place) -> (classIndex: UInt8, zoom: Int)? {
        guard let index = MapLayer.places.classes.firstIndex(of: place.kind) else { return nil }
        return (UInt8(index), zoom(place))
    }

    private static func zoom(_ place: Place) -> Int {
        let byKind = zoomByKind[place.kind] ?? 14
        // A district is not ranked by population, because it is part of a larger settlement.
        guard let population = place.population, place.kind != "suburb", place.kind != "neighbourhood" else {
            return byKind
        }
        return switch population {
        case 100_000...: 5
        case 30_000...: 6
        case 10_000...: 7
        case 5000...: 8
        case 2000...: 9
        case 800...: 10
        case 300...: 11
        default: min(max(byKind, 12), 13)
        }
    }

    private static let zoomByKind = [
        "city": 5, "town": 8, "village": 11, "settlement": 12, "hamlet": 13, "suburb": 12, "neighbourhood": 13,
        "isolated_dwelling": 14, "island": 10, "islet": 13, "locality": 14,
    ]

    /// Orders places by importance: by population, then by kind, then by identifier.
    static func comesFirst(_ first: Place, _ second: Place) -> Bool {
        let (a, b) = (first.population ?? 0, second.population ?? 0)
        if a != b { return a > b }
        let (kindA, kindB) = (zoomByKind[first.kind] ?? 15, zoomByKind[second.kind] ?? 15)
        return kindA != kindB ? kindA < kindB : first.id < second.id
    }
}
