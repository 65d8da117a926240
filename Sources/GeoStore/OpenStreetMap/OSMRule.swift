/// A tag, and the uses that it gives an object, by the object's type.
struct OSMRule: Sendable {
    var key: String
    /// Nil for any value.
    var value: String?
    var node: OSMInterest = []
    var way: OSMInterest = []
    var relation: OSMInterest = []
}

extension OSMRule {
    /// Keys that make an object an address by themselves; `addr:city` or `addr:country` alone does not.
    static let addressKeys = [
        "addr:housenumber", "addr:housename", "addr:conscriptionnumber", "addr:streetnumber", "addr:street",
        "addr:place", "addr:full", "addr:postcode",
    ]

    /// Keys that affect passing a node of a road.
    static let roadNodeKeys = [
        "barrier", "highway", "crossing", "traffic_signals", "traffic_calming", "railway", "ford", "junction",
        "access", "vehicle", "motor_vehicle", "motorcar", "hgv", "bicycle", "foot", "maxheight", "maxwidth",
        "maxweight", "noexit", "direction",
    ]

    /// Values of `waterway` for lines of flowing water.
    static let waterways: Set<String> = [
        "river", "stream", "canal", "drain", "ditch", "tidal_channel", "brook", "rapids",
    ]

    /// Values of `highway` that cannot be travelled: not built yet, gone, or not a road. `construction` is kept, with
    /// its tags.
    static let closedHighways: Set<String> = [
        "proposed", "planned", "abandoned", "razed", "dismantled", "demolished", "removed", "disused", "no", "none",
        "rest_area", "services", "raceway", "traffic_island", "toll_gantry", "street_lamp",
    ]

    /// All rules of a reading: the fixed ones and those of the table of kinds.
    static func all(kinds: OSMKindTable) -> [OSMRule] {
        var rules = [
            OSMRule(key: "highway", way: .road),
            // People walk over piers and platforms to reach boats and trains.
            OSMRule(key: "man_made", value: "pier", way: .road),
            OSMRule(key: "railway", value: "platform", way: .road),
            OSMRule(key: "public_transport", value: "platform", way: .road),
            OSMRule(key: "route", value: "ferry", way: .road, relation: .ferryRoute),
            OSMRule(key: "addr:interpolation", way: .addressInterpolation),
            OSMRule(key: "place", node: .place, way: .place, relation: .place),
            OSMRule(key: "natural", value: "coastline", way: .coastline),
            OSMRule(key: "type", value: "associatedStreet", relation: .street),
            OSMRule(key: "type", value: "street", relation: .street),
            OSMRule(key: "type", value: "restriction", relation: .turnRestriction),
        ]
        let vehicles = [
            "hgv", "motorcar", "motor_vehicle", "motorcycle", "bus", "psv", "bicycle", "caravan", "coach",
            "tourist_bus",
            "agricultural", "conditional",
        ]
        rules += vehicles.map { OSMRule(key: "type", value: "restriction:\($0)", relation: .turnRestriction) }
        rules += OSMLifecycle.placeKeys.map { OSMRule(key: $0, node: .place, way: .place, relation: .place) }
        rules += roadNodeKeys.map { OSMRule(key: $0, node: .roadNode) }
        rules += addressKeys.map { OSMRule(key: $0, node: .address, way: .address, relation: .address) }
        rules += ["administrative", "postal_code"].map {
            OSMRule(key: "boundary", value: $0, way: .boundary, relation: .boundary)
        }
        rules += waterways.sorted().map { OSMRule(key: "waterway", value: $0, way: .waterway) }
        rules += OSMLandCoverClass.byTag.map {
            OSMRule(key: $0.key, value: $0.value, way: .landCover, relation: .landCover)
        }
        rules.append(OSMRule(key: "building", way: .landCover, relation: .landCover))
        rules += kinds.keys.sorted().map {
            OSMRule(key: $0, node: .structure, way: .structure, relation: .structure)
        }
        return rules
    }
}
