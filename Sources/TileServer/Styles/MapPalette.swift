/// The colours of a map as `#rrggbb`, shared by vector styles and pictures.
struct MapPalette: Sendable {
    /// The ground outside the region, and the land of the region.
    var outside, land: String
    /// Water and land cover.
    var water, wood, builtUp, green, farmland, sand: String
    /// Buildings.
    var building: String
    /// Roads: motorways and their casing, main roads, other roads and their casing, paths.
    var motorway, motorwayCasing, primary, minor, casing, path: String
    /// Borders of municipalities.
    var border: String
    /// Labels, their halo, less important labels, and names of water.
    var ink, halo, muted, waterInk: String
    /// Discs of structures, the ring around them, and closed roads.
    var disc, ring, danger: String

    static let light = MapPalette(
        outside: "#e9ecec", land: "#f6f4ef", water: "#cfe3ea", wood: "#e4ebdc", builtUp: "#ece7de", green: "#e6edde",
        farmland: "#f4f1e6", sand: "#f3ecd8", building: "#dfd8cb", motorway: "#e9b872", motorwayCasing: "#c98f3f",
        primary: "#f2d9a8",
        minor: "#ffffff", casing: "#d9d4ca", path: "#b9b2a4", border: "#8b83a6", ink: "#1b2430", halo: "#ffffff",
        muted: "#55606e", waterInk: "#3d6a7d", disc: "#0b5a6f", ring: "#ffffff", danger: "#a61b1b")

    static let dark = MapPalette(
        outside: "#12181f", land: "#1f2933", water: "#1b3642", wood: "#22312c", builtUp: "#27313b", green: "#243530",
        farmland: "#222c33", sand: "#2f2f2b", building: "#323d48", motorway: "#a97c3c", motorwayCasing: "#6d4f24",
        primary: "#7d6a45",
        minor: "#3a4652", casing: "#151c23", path: "#55606b", border: "#8f88ad", ink: "#e8ecef", halo: "#12181f",
        muted: "#a9b4bf", waterInk: "#7fb0c4", disc: "#7fc4d6", ring: "#12181f", danger: "#ff9b93")

    static let print = MapPalette(
        outside: "#ffffff", land: "#ffffff", water: "#d9d9d9", wood: "#f4f4f4", builtUp: "#ececec", green: "#f7f7f7",
        farmland: "#ffffff", sand: "#f7f7f7", building: "#d4d4d4", motorway: "#777777", motorwayCasing: "#444444",
        primary: "#a6a6a6",
        minor: "#ffffff", casing: "#b4b4b4", path: "#999999", border: "#555555", ink: "#000000", halo: "#ffffff",
        muted: "#444444", waterInk: "#444444", disc: "#222222", ring: "#ffffff", danger: "#000000")
}
