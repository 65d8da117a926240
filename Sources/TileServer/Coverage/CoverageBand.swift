public import Records
internal import Routing

/// A band of a coverage map: a range of travel times, or the reason why there is none.
public enum CoverageBand: Hashable, Sendable {
    /// Up to this many minutes, and more than the band before; `shade` is the number of its colour, 0 the darkest.
    case minutes(Int, shade: Int)
    /// More than these minutes, the last of the scale.
    case beyond(Int)
    /// No route leads there.
    case noRoute
    /// No road is near.
    case noData

    /// The largest value of a surface in this band.
    var limit: UInt32 {
        switch self {
        case .minutes(let minutes, _): UInt32(minutes * 60_000)
        case .beyond: PointColumns.noRoute - 1
        case .noRoute: PointColumns.noRoute
        case .noData: PointColumns.offNetwork
        }
    }

    /// The name in data.
    package var name: String {
        switch self {
        case .minutes(let minutes, _): "\(minutes)"
        case .beyond: "beyond"
        case .noRoute: "noRoute"
        case .noData: "noData"
        }
    }

    /// The name of its look: the number of its colour, or ``name``.
    package var shadeName: String {
        if case .minutes(_, let shade) = self { return "\(shade)" }
        return name
    }

    /// The colour on screens; dark means near.
    package var colour: String {
        switch self {
        case .minutes(_, let shade): Self.colours[shade]
        case .beyond, .noRoute: "#f3efdc"
        // Darker than paper, so that an area smaller than the distance of the dots is still seen.
        case .noData: "#d5d8da"
        }
    }

    /// The grey on paper; dark means near.
    package var grey: String {
        switch self {
        case .minutes(_, let shade): Self.greys[shade]
        case .beyond: "#ececec"
        case .noRoute, .noData: "#ffffff"
        }
    }

    private static let colours = ["#0c2c84", "#225ea8", "#1d91c0", "#41b6c4", "#7fcdbb", "#c7e9b4"]
    private static let greys = ["#1a1a1a", "#404040", "#666666", "#8c8c8c", "#b3b3b3", "#d0d0d0"]

    /// The words of the legend.
    public var words: LocalizedText {
        switch self {
        case .minutes(let minutes, _): LocalizedText(["el": "έως \(minutes) λεπτά", "en": "up to \(minutes) min"])
        case .beyond(let minutes):
            LocalizedText(["el": "πάνω από \(minutes) λεπτά", "en": "more than \(minutes) min"])
        case .noRoute: LocalizedText(["el": "χωρίς διαδρομή", "en": "no route"])
        case .noData: LocalizedText(["el": "χωρίς δεδομένα", "en": "no data"])
        }
    }
}
