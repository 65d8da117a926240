/// What the law of a region says about speed where no sign is mapped, in kilometres per hour.
public struct RegionLimits: Hashable, Sendable {
    /// Inside towns, outside of them, on expressways (`motorroad`, dual trunk roads), on motorways, in living streets.
    public var urban: Double
    public var rural: Double
    public var expressway: Double
    public var motorway: Double
    public var livingStreet: Double

    /// Common European limits; region data overrides them.
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

    /// The limit of a zone word as in `maxspeed=XX:urban`; nil for a word that is none.
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
