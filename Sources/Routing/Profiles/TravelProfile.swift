/// How one mode of travel uses the network: speeds, rights and rules as data.
public struct TravelProfile: Hashable, Sendable {
    /// Kilometres per hour on a class of road, inside and outside of towns.
    public struct ClassSpeed: Hashable, Sendable {
        public var urban: Double
        public var rural: Double

        public init(_ urban: Double, _ rural: Double) {
            self.urban = urban
            self.rural = rural
        }
    }

    /// What an access tag's value allows.
    public enum Right: Hashable, Sendable {
        case yes
        /// Only where the trip begins or ends: the private last metres.
        case endsOnly
        case no
    }

    /// Where a traveller may turn back on the road they came by.
    public enum UTurns: Hashable, Sendable {
        /// Anywhere.
        case anywhere
        /// Not at a restricted junction nor at the next one after it, unless the road ends there.
        case notAroundRestrictions
    }

    /// A short name, such as `car`: the `mode` of questions.
    public var name: String
    /// Speeds by value of `highway`; classes not named are not used unless an access tag allows them.
    public var speeds: [String: ClassSpeed]
    /// The speed on a class that only an access tag opens; nil when no tag opens any.
    public var otherSpeed: ClassSpeed?
    /// Access keys that speak about this mode, from the general to the special.
    public var accessKeys: [String]
    /// Rights by access value; values not named mean `no`.
    public var rights: [String: Right]
    /// Values of `barrier` that stop this mode when no access tag says otherwise.
    public var blockingBarriers: Set<String>
    /// Upper limits by value of `surface`, `tracktype`, `smoothness`; 0 closes.
    public var surfaceSpeeds: [String: Double]
    public var trackSpeeds: [String: Double]
    public var smoothnessSpeeds: [String: Double]
    /// Whether mapped and legal limits bind this mode, and the share of them that is reached.
    public var obeysLimits: Bool
    public var limitShare: Double
    /// Whether `oneway` binds this mode, and the keys that speak about it, from the general to the special.
    public var obeysOneway: Bool
    public var onewayKeys: [String]
    /// The words by which turn restrictions name this mode; empty when none bind it.
    public var restrictionVehicles: Set<String>
    public var uTurns: UTurns
    /// Speed and waiting seconds of ferries whose duration is not mapped; nil when ferries are not used.
    public var ferrySpeed: Double?
    public var ferryWaitSeconds: Double
    /// Seconds lost on average at a signal.
    public var signalSeconds: Double
    /// Whether this mode waits at signals for walkers also where they are part of a junction's own.
    public var waitsAtEverySignal = false
}
