/// The road classes of the sample network, lowest first.
enum SampleRoadClass: Int, CaseIterable, Comparable, Sendable {
    case residential, unclassified, tertiary, secondary, primary, trunk

    /// The value of `highway`.
    var highway: String { String(describing: self) }

    /// The population from which neighbouring places are connected by this class.
    var leastPopulation: Int {
        switch self {
        case .residential, .unclassified: 0
        case .tertiary: 800
        case .secondary: 3000
        case .primary: 10_000
        case .trunk: 50_000
        }
    }

    /// The speed along the straight line in kilometres per hour: lower than that of a real road, which bends.
    var speed: Int {
        switch self {
        case .residential: 30
        case .unclassified: 40
        case .tertiary: 50
        case .secondary: 60
        case .primary: 70
        case .trunk: 80
        }
    }

    static func < (left: SampleRoadClass, right: SampleRoadClass) -> Bool { left.rawValue < right.rawValue }
}
