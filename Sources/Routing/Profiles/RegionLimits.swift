/// The legal speed limits of a region, in kilometres per hour, used where no sign is mapped.
public struct RegionLimits: Hashable, Sendable {
    /// In towns.
    public var urban: Double
    /// Outside towns.
    public var rural: Double
    /// On expressways (`motorroad`, dual trunk roads).
    public var expressway: Double
    /// On motorways.
    public var motorway: Double
    /// In living streets.
    public var livingStreet: Double

    /// Creates limits; the defaults are common in Europe.
    public init(
        urban: Double = 50, rural: Double = 90, expressway: Double = 110, motorway: Double = 130,
        livingStreet: Double = 20
    ) {
        self.urban = urban
        self.rural = rural
        self.expressway = expressway
        self.motorway = motorway
        self.livingStreet = livingStreet
    }

    /// The limit for a zone as in `maxspeed=XX:urban`; nil for an unknown word.
    func limit(ofZone word: some StringProtocol) -> Double? {
        switch word {
        case "urban": urban
        case "rural", "nsl_single", "nsl_dual": rural
        case "trunk", "expressway", "motorroad": expressway
        case "motorway": motorway
        case "living_street", "bicycle_road": livingStreet
        case "zone30", "zone:30": 30
        case "zone20", "zone:20": 20
        case "walk", "pedestrian_zone": 7
        default: nil
        }
    }
}
