/// The class of a road.
public enum RoadClass: UInt8, Sendable, CaseIterable {
    case motorway = 0
    case trunk, primary, secondary, tertiary, unclassified, residential, livingStreet, service, track, pedestrian
    case footway, cycleway, path, steps, bridleway, ferry, other

    /// The value of `highway` that determines the class of a way; piers and platforms without it are treated as paths.
    static func highway(_ tags: [String: String]) -> String {
        if let highway = tags["highway"] { return highway }
        if tags["man_made"] == "pier" { return "pier" }
        return tags["railway"] == "platform" || tags["public_transport"] == "platform" ? "platform" : ""
    }

    init(highway: String) {
        let plain = highway.hasSuffix("_link") ? String(highway.dropLast(5)) : highway
        self =
            switch plain {
            case "motorway": .motorway
            case "trunk": .trunk
            case "primary": .primary
            case "secondary": .secondary
            case "tertiary": .tertiary
            case "unclassified", "road": .unclassified
            case "residential": .residential
            case "living_street": .livingStreet
            case "service": .service
            case "track": .track
            case "pedestrian": .pedestrian
            case "footway", "corridor", "platform", "pier": .footway
            case "cycleway": .cycleway
            case "path": .path
            case "steps": .steps
            case "bridleway": .bridleway
            default: .other
            }
    }
}
