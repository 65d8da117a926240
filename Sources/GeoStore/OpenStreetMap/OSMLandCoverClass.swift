/// The classes of land cover on a base map.
package enum OSMLandCoverClass: String, Sendable, CaseIterable {
    /// Lakes, reservoirs, docks, areas of rivers.
    case water
    /// Forest, wood.
    case wood
    /// Land built up for housing, trade or industry.
    case builtUp = "built-up"
    /// Fields, meadows, orchards, vineyards.
    case farmland
    /// Grass, parks, gardens, pitches.
    case green
    /// Heath, scrub, bare rock, sand.
    case open
    /// Marsh, swamp.
    case wetland
    /// Beach, shingle.
    case beach
    /// Glacier.
    case glacier
    /// Buildings of any kind.
    case building

    /// The class of an area with these tags: by `natural`, otherwise `waterway`, `landuse` or `leisure`, otherwise a
    /// building; nil when none applies.
    package init?(_ tags: OSMTags) {
        for key in Self.keys {
            guard let value = tags[key], let found = Self.classes[key]?[value] else { continue }
            self = found
            return
        }
        guard let building = tags["building"], building != "no" else { return nil }
        self = .building
    }

    /// All tags that give a class.
    static var byTag: [(key: String, value: String)] {
        keys.flatMap { key in (classes[key] ?? [:]).keys.sorted().map { (key: key, value: $0) } }
    }

    private static let keys = ["natural", "waterway", "landuse", "leisure"]

    private static let classes: [String: [String: OSMLandCoverClass]] = [
        "natural": [
            "water": .water, "wood": .wood, "wetland": .wetland, "marsh": .wetland, "beach": .beach, "shingle": .beach,
            "glacier": .glacier, "heath": .open, "scrub": .open, "bare_rock": .open, "scree": .open, "sand": .open,
            "fell": .open, "tundra": .open, "mud": .wetland, "grassland": .green,
        ],
        "waterway": ["riverbank": .water, "dock": .water],
        "landuse": [
            "reservoir": .water, "basin": .water, "salt_pond": .water, "forest": .wood, "residential": .builtUp,
            "commercial": .builtUp, "industrial": .builtUp, "retail": .builtUp, "garages": .builtUp, "depot": .builtUp,
            "port": .builtUp, "railway": .builtUp, "construction": .builtUp, "brownfield": .builtUp,
            "institutional": .builtUp, "education": .builtUp, "religious": .builtUp, "farmland": .farmland,
            "farm": .farmland, "farmyard": .builtUp, "meadow": .farmland, "orchard": .farmland, "vineyard": .farmland,
            "plant_nursery": .farmland, "greenhouse_horticulture": .farmland, "grass": .green, "village_green": .green,
            "recreation_ground": .green, "allotments": .green, "cemetery": .green, "flowerbed": .green,
            "quarry": .open, "landfill": .open,
        ],
        "leisure": ["park": .green, "garden": .green, "golf_course": .green, "pitch": .green, "playground": .green],
    ]
}
