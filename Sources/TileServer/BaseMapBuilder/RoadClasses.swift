/// Maps `highway=*` values to the class and first zoom of a road.
enum RoadClasses {
    struct Drawing {
        var classIndex: UInt8
        var zoom: Int
        var isLink: Bool
    }

    /// How a road with these tags is drawn; nil for ways that are not drawn, such as platforms and proposed roads.
    static func drawing(_ tags: [String: String]) -> Drawing? {
        if let highway = tags["highway"] {
            let isLink = highway.hasSuffix("_link")
            let base = isLink ? String(highway.dropLast(5)) : highway
            guard let (name, zoom) = table[base], let index = MapLayer.roads.classes.firstIndex(of: name) else {
                return nil
            }
            return Drawing(classIndex: UInt8(index), zoom: isLink ? max(zoom, 11) : zoom, isLink: isLink)
        }
        guard tags["route"] == "ferry", let index = MapLayer.roads.classes.firstIndex(of: "ferry") else { return nil }
        return Drawing(classIndex: UInt8(index), zoom: 7, isLink: false)
    }

    /// The flags of a road with these tags.
    static func flags(_ tags: [String: String], isLink: Bool) -> RoadFlags {
        var flags: RoadFlags = isLink ? [.link] : []
        func holds(_ key: String) -> Bool { tags[key].map { $0 != "no" } ?? false }
        if holds("bridge") { flags.insert(.bridge) }
        if holds("tunnel"), tags["tunnel"] != "building_passage" { flags.insert(.tunnel) }
        if ["yes", "1", "true", "-1"].contains(tags["oneway"]) { flags.insert(.oneway) }
        return flags
    }

    private static let table: [String: (String, Int)] = [
        "motorway": ("motorway", 5), "trunk": ("trunk", 5), "primary": ("primary", 7), "secondary": ("secondary", 9),
        "tertiary": ("tertiary", 10), "unclassified": ("minor", 12), "residential": ("minor", 12),
        "living_street": ("minor", 12), "road": ("minor", 12), "pedestrian": ("minor", 13), "busway": ("service", 13),
        "service": ("service", 13), "track": ("track", 13), "path": ("path", 13), "footway": ("path", 14),
        "cycleway": ("path", 13), "bridleway": ("path", 14), "steps": ("path", 14), "corridor": ("path", 14),
    ]
}
