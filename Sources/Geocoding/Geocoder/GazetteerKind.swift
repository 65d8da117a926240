/// The type of a gazetteer entry. The raw value is stored.
enum GazetteerKind: UInt8, Sendable {
    /// A regional unit. It is used as context, not as a result.
    case region = 0
    /// A municipality.
    case municipality = 1
    /// A municipal unit: a former municipality within a municipality.
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
    /// A kind of structure: what is wanted, not a place.
    case structureKind = 8

    /// Whether other entries can lie in it.
    var isArea: Bool { rawValue <= GazetteerKind.neighbourhood.rawValue }
}

/// The role of a name for an entry. The raw value is stored.
enum NameRole: UInt8, Sendable {
    /// Its name in some language.
    case own = 0
    /// Another current name or spelling.
    case alternative = 1
    /// The demotic form of its register name, or an abbreviation written out.
    case derived = 2
    /// The name of the seat of a municipality.
    case seat = 3
    /// A former name.
    case former = 4
    /// A word for its kind.
    case kind = 5
    /// The street and number of its address, for doors that are not on the map.
    case address = 6

    /// The ranking cost of finding an entry by such a name.
    var cost: Int {
        switch self {
        case .own: 0
        case .alternative: 1
        case .derived: 6
        case .seat: 6
        case .former: 5
        case .kind: 7
        // More than `RankingCosts.close` behind a mapped door.
        case .address: 16
        }
    }
}
