/// The width and colour of roads by class and zoom, in pixels of a 512 pixel tile; shared by vector styles and
/// pictures.
struct RoadLook: Sendable {
    /// The classes drawn alike.
    var classes: [String]
    /// The first zoom at which they are drawn.
    var zoom: Int
    /// The widths at the ``zooms``; 0 when not drawn.
    var widths: [Double]
    /// Whether the road has a casing.
    var hasCasing: Bool
    /// The dashes in multiples of the width; empty for a solid line.
    var dashes: [Double] = []
    /// The colours of fill and casing.
    var colour: @Sendable (MapPalette) -> (fill: String, casing: String)

    static let zooms = [6.0, 10, 13, 16, 18]

    static let all: [RoadLook] = [
        RoadLook(
            classes: ["ferry"], zoom: 7, widths: [0.6, 0.8, 1.2, 1.6, 2], hasCasing: false, dashes: [4, 3],
            colour: { ($0.waterInk, $0.waterInk) }),
        RoadLook(
            classes: ["path"], zoom: 13, widths: [0, 0, 0.8, 1.6, 3], hasCasing: false, dashes: [3, 1.5],
            colour: { ($0.path, $0.path) }),
        RoadLook(
            classes: ["track"], zoom: 13, widths: [0, 0, 0.9, 2, 4], hasCasing: false, dashes: [4, 1.5],
            colour: { ($0.path, $0.path) }),
        RoadLook(
            classes: ["service"], zoom: 13, widths: [0, 0, 0.9, 4, 8], hasCasing: true,
            colour: { ($0.minor, $0.casing) }),
        RoadLook(
            classes: ["minor"], zoom: 12, widths: [0, 0.4, 1.6, 7, 14], hasCasing: true,
            colour: { ($0.minor, $0.casing) }),
        RoadLook(
            classes: ["tertiary"], zoom: 10, widths: [0, 0.8, 2.4, 9, 18], hasCasing: true,
            colour: { ($0.minor, $0.casing) }),
        RoadLook(
            classes: ["secondary"], zoom: 9, widths: [0, 1.2, 3, 10, 20], hasCasing: true,
            colour: { ($0.minor, $0.casing) }),
        RoadLook(
            classes: ["primary"], zoom: 7, widths: [0.6, 1.8, 3.6, 11, 22], hasCasing: true,
            colour: { ($0.primary, $0.motorwayCasing) }),
        RoadLook(
            classes: ["trunk", "motorway"], zoom: 5, widths: [1.1, 2.4, 4.4, 12, 24], hasCasing: true,
            colour: { ($0.motorway, $0.motorwayCasing) }),
    ]

    /// The width at any zoom, interpolated quadratically between the ``zooms``.
    func width(zoom: Double) -> Double {
        guard let upper = Self.zooms.firstIndex(where: { $0 >= zoom }) else { return widths[widths.count - 1] }
        guard upper > 0 else { return widths[0] }
        let share = (zoom - Self.zooms[upper - 1]) / (Self.zooms[upper] - Self.zooms[upper - 1])
        let low = widths[upper - 1]
        return low + (widths[upper] - low) * share * share
    }
}
