internal import Locator
public import Records
internal import Routing

/// A band of a coverage map: a range of travel times, or the reason why there is none.
public enum CoverageBand: CaseIterable, Hashable, Sendable {
    /// Up to this many minutes, and more than the band before.
    case minutes(Int)
    /// More than the last break.
    case beyond
    /// No route leads there.
    case noRoute
    /// No road is near.
    case noData

    /// All bands in ascending order.
    public static let allCases: [CoverageBand] = CoverageQuery.breaks.map(minutes) + [.beyond, .noRoute, .noData]

    /// The largest value of a surface in this band.
    var limit: UInt32 {
        switch self {
        case .minutes(let minutes): UInt32(minutes * 60_000)
        case .beyond: PointColumns.noRoute - 1
        case .noRoute: PointColumns.noRoute
        case .noData: PointColumns.offNetwork
        }
    }

    /// The name in data.
    package var name: String {
        switch self {
        case .minutes(let minutes): "\(minutes)"
        case .beyond: "beyond"
        case .noRoute: "noRoute"
        case .noData: "noData"
        }
    }

    /// The colour on screens; dark means near.
    package var colour: String {
        switch self {
        case .minutes(5): "#0c2c84"
        case .minutes(10): "#225ea8"
        case .minutes(15): "#1d91c0"
        case .minutes(30): "#41b6c4"
        case .minutes(45): "#7fcdbb"
        case .minutes: "#c7e9b4"
        case .beyond, .noRoute: "#f3efdc"
        // Darker than paper, so that an area smaller than the distance of the dots is still seen.
        case .noData: "#d5d8da"
        }
    }

    /// The grey on paper; dark means near.
    package var grey: String {
        switch self {
        case .minutes(5): "#1a1a1a"
        case .minutes(10): "#404040"
        case .minutes(15): "#666666"
        case .minutes(30): "#8c8c8c"
        case .minutes(45): "#b3b3b3"
        case .minutes: "#d0d0d0"
        case .beyond: "#ececec"
        case .noRoute, .noData: "#ffffff"
        }
    }

    /// The words of the legend.
    public var words: LocalizedText {
        switch self {
        case .minutes(let minutes): LocalizedText(["el": "έως \(minutes) λεπτά", "en": "up to \(minutes) min"])
        case .beyond: LocalizedText(["el": "πάνω από 60 λεπτά", "en": "more than 60 min"])
        case .noRoute: LocalizedText(["el": "χωρίς διαδρομή", "en": "no route"])
        case .noData: LocalizedText(["el": "χωρίς δεδομένα", "en": "no data"])
        }
    }
}
