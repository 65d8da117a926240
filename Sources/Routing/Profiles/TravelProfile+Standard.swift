extension TravelProfile {
    /// The four profiles of every dataset: car, foot, bicycle, rescue. Their order is that of their bits in a graph.
    public static let standard: [TravelProfile] = [.car, .foot, .bicycle, .rescue]

    private static let motorSpeeds: [String: ClassSpeed] = [
        "motorway": ClassSpeed(90, 105), "motorway_link": ClassSpeed(45, 50),
        "trunk": ClassSpeed(52, 84), "trunk_link": ClassSpeed(38, 46),
        "primary": ClassSpeed(38, 66), "primary_link": ClassSpeed(34, 42),
        "secondary": ClassSpeed(36, 60), "secondary_link": ClassSpeed(30, 38),
        "tertiary": ClassSpeed(33, 50), "tertiary_link": ClassSpeed(26, 34),
        "unclassified": ClassSpeed(27, 40), "residential": ClassSpeed(23, 30),
        "road": ClassSpeed(21, 30), "living_street": ClassSpeed(9, 9), "service": ClassSpeed(12, 14),
    ]

    private static let openRights: [String: Right] = [
        "yes": .yes, "designated": .yes, "permissive": .yes, "official": .yes, "public": .yes, "discouraged": .yes,
        "destination": .endsOnly, "private": .endsOnly, "customers": .endsOnly, "delivery": .endsOnly,
        "permit": .endsOnly, "residents": .endsOnly, "agricultural": .endsOnly, "forestry": .endsOnly,
    ]

    private static let roughSurfaces: [String: Double] = [
        "cobblestone": 30, "unhewn_cobblestone": 20, "sett": 40, "paving_stones": 45, "metal": 45, "wood": 30,
        "compacted": 60, "fine_gravel": 50, "gravel": 40, "pebblestone": 30, "unpaved": 40, "ground": 30, "dirt": 30,
        "earth": 30, "grass": 15, "grass_paver": 25, "sand": 15, "mud": 8, "rock": 8, "stepping_stones": 0,
    ]

    private static let car = TravelProfile(
        name: "car", speeds: motorSpeeds.merging(["track": ClassSpeed(12, 15)]) { $1 },
        otherSpeed: ClassSpeed(8, 8),
        accessKeys: ["access", "vehicle", "motor_vehicle", "motorcar"], rights: openRights,
        blockingBarriers: [
            "bollard", "block", "cable_barrier", "cycle_barrier", "bus_trap", "chain", "city_wall", "debris", "ditch",
            "fence", "guard_rail", "full-height_turnstile",
            "hampshire_gate", "hedge", "horse_stile", "jersey_barrier", "kissing_gate", "log", "motorcycle_barrier",
            "planter", "rope", "spikes", "stile", "sump_buster", "turnstile", "wall", "wicket_gate", "yes",
        ],
        surfaceSpeeds: roughSurfaces,
        trackSpeeds: ["grade1": 40, "grade2": 25, "grade3": 18, "grade4": 12, "grade5": 8],
        smoothnessSpeeds: [
            "bad": 35, "very_bad": 20, "horrible": 10, "very_horrible": 5, "impassable": 0,
        ],
        obeysLimits: true, limitShare: 0.78, obeysOneway: true,
        onewayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:motorcar"],
        restrictionVehicles: ["vehicle", "motor_vehicle", "motorcar"], uTurns: .notAroundRestrictions,
        ferrySpeed: 15, ferryWaitSeconds: 600, signalSeconds: 4)

    private static let foot = TravelProfile(
        name: "foot",
        speeds: Dictionary(
            uniqueKeysWithValues: [
                "trunk", "trunk_link", "primary", "primary_link", "secondary", "secondary_link", "tertiary",
                "tertiary_link", "unclassified", "residential", "road", "living_street", "service", "track", "path",
                "footway", "pedestrian", "cycleway", "bridleway", "corridor", "platform", "pier",
            ].map { ($0, ClassSpeed(4.8, 4.8)) }
        ).merging(["steps": ClassSpeed(2.2, 2.2)]) { $1 },
        otherSpeed: ClassSpeed(4.8, 4.8), accessKeys: ["access", "foot"], rights: openRights,
        blockingBarriers: ["city_wall", "fence", "hedge", "spikes", "wall"],
        surfaceSpeeds: ["sand": 3.5, "mud": 3, "rock": 3, "pebblestone": 4],
        trackSpeeds: [:], smoothnessSpeeds: ["very_horrible": 3, "impassable": 2.5], obeysLimits: false,
        limitShare: 1, obeysOneway: false, onewayKeys: ["oneway:foot"], restrictionVehicles: [], uTurns: .anywhere,
        ferrySpeed: 15, ferryWaitSeconds: 300, signalSeconds: 3, waitsAtEverySignal: true)

    private static let bicycle = TravelProfile(
        name: "bicycle",
        speeds: [
            "trunk": ClassSpeed(15, 16), "trunk_link": ClassSpeed(15, 16), "primary": ClassSpeed(15, 16),
            "primary_link": ClassSpeed(15, 16), "secondary": ClassSpeed(15, 16), "secondary_link": ClassSpeed(15, 16),
            "tertiary": ClassSpeed(15, 16), "tertiary_link": ClassSpeed(15, 16), "unclassified": ClassSpeed(15, 16),
            "residential": ClassSpeed(15, 15), "road": ClassSpeed(14, 14), "living_street": ClassSpeed(12, 12),
            "service": ClassSpeed(12, 14), "track": ClassSpeed(12, 12), "path": ClassSpeed(11, 11),
            "cycleway": ClassSpeed(16, 17), "bridleway": ClassSpeed(8, 8), "pedestrian": ClassSpeed(5, 5),
            "footway": ClassSpeed(4.5, 4.5), "platform": ClassSpeed(4.5, 4.5), "pier": ClassSpeed(4.5, 4.5),
            "steps": ClassSpeed(1.5, 1.5),
        ],
        otherSpeed: ClassSpeed(12, 12), accessKeys: ["access", "vehicle", "bicycle"],
        rights: openRights.merging(["dismount": .yes, "use_sidepath": .yes]) { $1 },
        blockingBarriers: [
            "city_wall", "fence", "full-height_turnstile", "guard_rail", "hedge", "horse_stile", "kissing_gate",
            "spikes", "stile",
            "turnstile", "wall",
        ],
        surfaceSpeeds: [
            "cobblestone": 10, "unhewn_cobblestone": 7, "sett": 12, "gravel": 11, "pebblestone": 9, "unpaved": 12,
            "ground": 10, "dirt": 10, "earth": 10, "grass": 7, "sand": 4, "mud": 4, "rock": 4, "stepping_stones": 0,
        ],
        trackSpeeds: ["grade1": 16, "grade2": 13, "grade3": 11, "grade4": 9, "grade5": 7],
        smoothnessSpeeds: ["bad": 12, "very_bad": 9, "horrible": 6, "very_horrible": 4, "impassable": 0],
        obeysLimits: false, limitShare: 1, obeysOneway: true,
        onewayKeys: ["oneway", "oneway:vehicle", "oneway:bicycle"], restrictionVehicles: ["vehicle", "bicycle"],
        uTurns: .anywhere, ferrySpeed: 15, ferryWaitSeconds: 300, signalSeconds: 4)

    /// A four-wheel drive on a rescue mission: it may use tracks, closed ways and gates, but obeys the rules of the
    /// road.
    private static let rescue = TravelProfile(
        name: "rescue",
        speeds: motorSpeeds.merging(["track": ClassSpeed(22, 25), "pedestrian": ClassSpeed(10, 10)]) { $1 },
        otherSpeed: ClassSpeed(10, 10),
        accessKeys: ["access", "vehicle", "motor_vehicle", "emergency"],
        rights: Dictionary(uniqueKeysWithValues: openRights.keys.map { ($0, Right.yes) }),
        blockingBarriers: [
            "block", "city_wall", "ditch", "fence", "guard_rail", "hedge", "jersey_barrier", "stile", "turnstile",
            "wall", "kissing_gate", "debris",
        ],
        surfaceSpeeds: roughSurfaces.merging(["mud": 15, "rock": 12, "sand": 20, "grass": 25]) { $1 },
        trackSpeeds: ["grade1": 45, "grade2": 35, "grade3": 28, "grade4": 20, "grade5": 14],
        smoothnessSpeeds: ["bad": 45, "very_bad": 30, "horrible": 20, "very_horrible": 12, "impassable": 0],
        obeysLimits: true, limitShare: 0.78, obeysOneway: true,
        onewayKeys: ["oneway", "oneway:vehicle", "oneway:motor_vehicle", "oneway:emergency"],
        restrictionVehicles: ["vehicle", "motor_vehicle", "emergency"], uTurns: .notAroundRestrictions,
        ferrySpeed: 15, ferryWaitSeconds: 600, signalSeconds: 3)
}
