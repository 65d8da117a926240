internal import Locator

/// The bands of a coverage map: one for each of some minutes, then beyond them, without a route, and without data.
///
/// Tiles, styles, pictures, sheets, documents and legends all draw the bands of one scale, so they always agree.
public struct CoverageScale: Hashable, Sendable {
    /// The limits of the bands in minutes, ascending.
    public let minutes: [Int]

    /// The scale of a map for which nobody asked for minutes.
    public static let standard = CoverageScale(minutes: CoverageQuery.breaks)

    /// Creates a scale with a band for each of `minutes`, ascending and at most six.
    public init(minutes: [Int]) {
        self.minutes = minutes
    }

    /// The bands, the nearest first.
    public var bands: [CoverageBand] {
        zip(minutes, shades).map { CoverageBand.minutes($0, shade: $1) }
            + [.beyond(minutes.last ?? 0), .noRoute, .noData]
    }

    /// The number of the colour of each band, 0 the darkest.
    ///
    /// Limits that are apart on the standard scale have its colours, so that maps of different minutes can be compared.
    /// Others are spread evenly over all colours.
    private var shades: [Int] {
        let last = CoverageQuery.breaks.count - 1
        let usual = minutes.map { limit in CoverageQuery.breaks.firstIndex { limit <= $0 } ?? last }
        if zip(usual, usual.dropFirst()).allSatisfy(<) { return usual }
        return minutes.indices.map { $0 * last / max(1, minutes.count - 1) }
    }
}
