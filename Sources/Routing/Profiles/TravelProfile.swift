/// A mode of travel as data: speeds, access rights and rules.
public struct TravelProfile: Hashable, Sendable {
    /// Speeds on a class of road, in kilometres per hour.
    public struct ClassSpeed: Hashable, Sendable {
        /// In towns.
        public var urban: Double
        /// Outside towns.
        public var rural: Double

        /// Creates a pair of speeds.
        public init(_ urban: Double, _ rural: Double) {
            self.urban = urban
            self.rural = rural
        }
    }

    /// The right that a value of an access tag gives.
    public enum Right: Hashable, Sendable {
        case yes
        /// Only when the trip begins or ends there, as on a private road.
        case endsOnly
        case no
    }

    /// Where a traveller may make a U-turn.
    public enum UTurns: Hashable, Sendable {
        /// Anywhere.
        case anywhere
        /// Anywhere but at a junction with turn restrictions and at the next junction after it, unless the road ends
        /// there.
        case notAroundRestrictions
    }

    /// A short name such as `car`; the `mode` of requests.
    public var name: String
    /// Speeds by value of `highway`. Other classes are not used unless an access tag allows them.
    public var speeds: [String: ClassSpeed]
    /// The speed on classes that only an access tag opens; nil when access tags open none.
    public var otherSpeed: ClassSpeed?
    /// The access keys that apply to this mode, from general to specific.
    public var accessKeys: [String]
    /// Rights by access value; other values mean `no`.
    public var rights: [String: Right]
    /// The values of `barrier` that stop this mode unless an access tag says otherwise.
    public var blockingBarriers: Set<String>
    /// Speed limits by value of `surface` in kilometres per hour; 0 closes the road.
    public var surfaceSpeeds: [String: Double]
    /// Speed limits by value of `tracktype` in kilometres per hour; 0 closes the road.
    public var trackSpeeds: [String: Double]
    /// Speed limits by value of `smoothness` in kilometres per hour; 0 closes the road.
    public var smoothnessSpeeds: [String: Double]
    /// Whether mapped and legal speed limits apply to this mode.
    public var obeysLimits: Bool
    /// The fraction of a speed limit that is reached on average.
    public var limitShare: Double
    /// Whether one-way streets apply to this mode.
    public var obeysOneway: Bool
    /// The keys for one-way streets that apply to this mode, from general to specific.
    public var onewayKeys: [String]
    /// The words by which turn restrictions name this mode; empty when none apply to it.
    public var restrictionVehicles: Set<String>
    /// Where this mode may make a U-turn.
    public var uTurns: UTurns
    /// The speed of ferries without a mapped duration, in kilometres per hour; nil when ferries are not used.
    public var ferrySpeed: Double?
    /// The waiting time before a ferry, in seconds.
    public var ferryWaitSeconds: Double
    /// The average time lost at a signal, in seconds.
    public var signalSeconds: Double
    /// Whether this mode also waits at pedestrian crossings that are part of a junction.
    public var waitsAtEverySignal = false
}
