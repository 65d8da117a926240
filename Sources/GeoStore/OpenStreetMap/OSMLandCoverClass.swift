/// The classes of land a base map draws.
package enum OSMLandCoverClass: String, Sendable, CaseIterable {
    /// Lake, reservoir, dock, bank-to-bank area of a river.
    case water
    /// Forest, wood.
    case wood
    /// Land built upon for living, trade or industry.
    case builtUp = "built-up"
    /// Fields, meadows, orchards, vineyards.
    case farmland
    /// Grass, park, garden, pitch.
    case green
    /// Heath, scrub, bare rock, sand.
    case open
    /// Marsh, swamp.
    case wetland
    /// Beach, shingle at the water.
    case beach
    /// Glacier.
    case glacier
}
