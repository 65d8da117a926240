/// A layer of the base map, in the map file and in tiles.
package enum MapLayer: String, CaseIterable, Sendable {
    /// Sea, lakes and wide rivers, as areas.
    case water
    /// Rivers and streams, as lines.
    case waterways
    /// Woods, built-up land and similar, as areas.
    case landuse
    /// Buildings, as areas.
    case buildings
    /// Roads, paths and ferries, as lines.
    case roads
    /// Settlements, as points.
    case places
    /// House numbers, as points.
    case addresses

    /// The geometry type of a layer.
    enum Shape { case area, line, point }

    var shape: Shape {
        switch self {
        case .water, .landuse, .buildings: .area
        case .waterways, .roads: .line
        case .places, .addresses: .point
        }
    }

    /// The classes of the layer's features. A feature stores its class as an index into this list.
    var classes: [String] {
        switch self {
        case .water: ["sea", "lake"]
        case .waterways: ["river", "canal", "stream", "drain", "ditch"]
        case .landuse: ["wood", "built-up", "farmland", "green", "open", "wetland", "beach", "glacier"]
        case .roads:
            ["motorway", "trunk", "primary", "secondary", "tertiary", "minor", "service", "track", "path", "ferry"]
        case .places:
            [
                "city", "town", "village", "hamlet", "settlement", "suburb", "neighbourhood", "isolated_dwelling",
                "island", "islet", "locality",
            ]
        case .addresses: ["address"]
        case .buildings: ["building"]
        }
    }

    /// The attributes of the layer's features and their types. Only these are published; adding one is a deliberate
    /// decision.
    var columns: [String: String] {
        switch self {
        case .water, .waterways: ["class": "String", "name:el": "String", "name:en": "String"]
        case .landuse, .buildings: ["class": "String"]
        case .roads:
            [
                "class": "String", "link": "Boolean", "bridge": "Boolean", "tunnel": "Boolean", "oneway": "Boolean",
                "ref": "String", "name:el": "String", "name:en": "String",
            ]
        case .places:
            [
                "class": "String", "rank": "Number", "population": "Number", "name:el": "String", "name:en": "String",
            ]
        case .addresses: ["number": "String"]
        }
    }

    /// The smallest area drawn, in square units of a tile: about 16 square pixels of a 512 pixel tile for most layers,
    /// 4 for water and 1 for buildings.
    var leastArea: Double {
        switch self {
        case .water: 256
        case .buildings: 64
        default: 1024
        }
    }

    /// The first zoom at which the layer is drawn.
    var firstZoom: Int {
        switch self {
        case .water, .places: 0
        case .roads: 5
        case .landuse: 7
        case .waterways: 8
        case .addresses, .buildings: 14
        }
    }
}

/// Properties of a road beside its class.
struct RoadFlags: OptionSet, Sendable {
    let rawValue: UInt8
    static let link = RoadFlags(rawValue: 1)
    static let bridge = RoadFlags(rawValue: 2)
    static let tunnel = RoadFlags(rawValue: 4)
    static let oneway = RoadFlags(rawValue: 8)

    /// The flags and their attribute names.
    static let columns: [(flag: RoadFlags, name: String)] = [
        (.link, "link"), (.bridge, "bridge"), (.tunnel, "tunnel"), (.oneway, "oneway"),
    ]
}
