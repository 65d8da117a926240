/// What each imperfection of an answer costs. One unit is about one doubling of the residents.
enum RankingCosts {
    static let phonetic = 4
    /// The same for Greek typed in Latin letters, which cannot be exact.
    static let greeklish = 2
    static let stem = 16
    static let fuzzy = 28
    static let perSlip = 9
    /// A name typed in part: for each missing word that matters.
    static let missingWord = 7
    static let missingOptional = 1
    /// Beside the missing words, so that a whole name goes first.
    static let partialName = 2
    static let unfinished = 6
    static let rotated = 3
    static let skippedType = 1
    /// A name that goes on over a comma of the query.
    static let commaInName = 2
    /// A type word that contradicts what was found.
    static let wrongType = 14
    static let unexplainedWord = 46
    static let unexplainedInitial = 9
    static let unexplainedNumber = 12
    static let unexplainedSmall = 2
    /// «δήμος» beside a name that is no municipality's.
    static let unexplainedType = 11
    /// Both streets exist, but do not meet on the map.
    static let noCrossing = 8
    /// A door whose number is near the one asked for. A mapped door goes before a reckoned one, whatever their towns' sizes.
    static let otherNumber = 6
    static let interpolated = 8
    static let doorUnknown = 11
    static let wrongPostcode = 9
    /// Words for a kind of structure beside a place.
    static let kindWords = 4
    /// A structure found by a word for its kind, where that word is a wish beside a place.
    static let kindInstead = 30
    /// Candidates this far behind the best are not offered.
    static let farBehind = 45
    /// Candidates within this of the best are a choice for the person.
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
        case .region, .category: 20
        }
    }

    /// What distance from the focus costs.
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
