/// What an entry of the gazetteer is; the raw value is stored.
enum GazetteerKind: UInt8, Sendable {
    /// A regional unit: only ever context.
    case region = 0
    /// A municipality.
    case municipality = 1
    /// A municipal unit, a former municipality inside of one.
    case unit = 2
    /// A town or village.
    case settlement = 3
    /// A part of a town.
    case neighbourhood = 4
    /// A street or square.
    case street = 5
    /// A structure.
    case structure = 6
    /// The area of one postal code.
    case postcode = 7
    /// A kind of structure: a wish, not a place.
    case category = 8

    /// Whether things can lie in it.
    var isArea: Bool { rawValue <= GazetteerKind.neighbourhood.rawValue }
}

/// How a name belongs to an entry; the raw value is stored.
enum NameRole: UInt8, Sendable {
    /// Its name in some language.
    case own = 0
    /// Another current name or spelling.
    case alternative = 1
    /// The demotic form of its register name, or an abbreviation written out.
    case derived = 2
    /// The name of a municipality's seat.
    case seat = 3
    /// A name it bore before.
    case former = 4
    /// A word for its kind.
    case kind = 5
    /// The street and number of its address, for where no map knows the door.
    case address = 6

    /// What finding a thing by such a name costs in ranking.
    var cost: Int {
        switch self {
        case .own: 0
        case .alternative: 1
        case .derived: 6
        case .seat: 6
        case .former: 5
        case .kind: 7
        // Behind a door that is known by more than `RankingCosts.close`.
        case .address: 16
        }
    }
}
