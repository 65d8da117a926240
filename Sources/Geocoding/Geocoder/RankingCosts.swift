/// The costs in ranking. One unit is about one doubling of the residents.
enum RankingCosts {
    static let phonetic = 4
    /// The cost of a phonetic match when Greek was typed in Latin letters, which cannot be exact.
    static let greeklish = 2
    static let stem = 16
    static let fuzzy = 28
    static let perSlip = 9
    /// Per missing word that matters in a name typed in part.
    static let missingWord = 7
    static let missingOptional = 1
    /// In addition to the missing words, so that a whole name comes first.
    static let partialName = 2
    static let unfinished = 6
    static let rotated = 3
    static let skippedType = 1
    /// For a name that continues across a comma of the query.
    static let commaInName = 2
    /// For a type word that contradicts the result.
    static let wrongType = 14
    static let unexplainedWord = 46
    static let unexplainedInitial = 9
    static let unexplainedNumber = 12
    static let unexplainedSmall = 2
    /// For «δήμος» beside a name that is not a municipality.
    static let unexplainedType = 11
    /// For two streets that exist but have no crossing on the map.
    static let noCrossing = 8
    /// For a door whose number is near the one asked for. It must be cheaper than `interpolated`, so that a mapped door
    /// comes first whatever the sizes of the towns.
    static let otherNumber = 6
    static let interpolated = 8
    static let doorUnknown = 11
    static let wrongPostcode = 9
    /// For words that ask for a kind of structure at a place.
    static let kindWords = 4
    /// For a structure found by a word that can also be read as the kind wanted at a place.
    static let kindInstead = 30
    /// Candidates this far behind the best are not offered.
    static let farBehind = 45
    /// Candidates within this distance of the best are rivals.
    static let close = 8

    static func kind(_ kind: GazetteerKind) -> Int {
        switch kind {
        case .settlement: 0
        case .municipality: 7
        case .street: 3
        case .neighbourhood: 2
        case .unit: 12
        case .structure: 5
        case .postcode: 0
        case .region, .structureKind: 20
        }
    }

    /// Returns the cost of a distance from the focus.
    static func distance(metres: Double) -> Int {
        var cost = 0
        var reach = 1500.0
        while reach < metres, cost < 18 {
            cost += 3
            reach *= 2
        }
        return cost
    }
}
