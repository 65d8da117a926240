/// The tokens of a query by the cost of leaving them unexplained, one bit each.
struct TokenSets {
    /// Free numbers.
    var numbers: UInt64 = 0
    /// Initials.
    var initials: UInt64 = 0
    /// Articles, connectors, «κέντρο».
    var small: UInt64 = 0
    /// Words for the type of thing that is meant.
    var types: UInt64 = 0
    /// Everything else.
    var words: UInt64 = 0

    init(_ tokens: [AddressToken]) {
        for (index, token) in tokens.enumerated() {
            let bit = TokenMask.bit(index)
            let isType = token.folded.count > 2 && !token.classes.isDisjoint(with: .types)
            if token.isNumber {
                numbers |= bit
            } else if isType {
                types |= bit
            } else if !token.classes.isDisjoint(with: [.article, .connector, .preposition, .centre]) {
                small |= bit
            } else if token.isInitial {
                initials |= bit
            } else {
                words |= bit
            }
        }
    }

    /// Counts the token at `index` as an ordinary word: «απο» can be the beginning of «Αποστόλων».
    mutating func takeAsWord(_ index: Int) {
        words |= TokenMask.bit(index) & small
        small &= ~TokenMask.bit(index)
    }

    /// Returns the cost of leaving the tokens in `left` unexplained.
    func cost(_ left: UInt64) -> Int {
        (left & words).nonzeroBitCount * RankingCosts.unexplainedWord
            + (left & numbers).nonzeroBitCount * RankingCosts.unexplainedNumber
            + (left & initials).nonzeroBitCount * RankingCosts.unexplainedInitial
            + (left & types).nonzeroBitCount * RankingCosts.unexplainedType
            + (left & small).nonzeroBitCount * RankingCosts.unexplainedSmall
    }
}
