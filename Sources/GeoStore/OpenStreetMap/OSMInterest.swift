/// The uses of an object, as bits shared with COsmium.
struct OSMInterest: OptionSet, Sendable {
    let rawValue: UInt32

    static let road = OSMInterest(rawValue: 1 << 0)
    static let roadNode = OSMInterest(rawValue: 1 << 1)
    static let turnRestriction = OSMInterest(rawValue: 1 << 2)
    /// A ferry route relation, and its member ways.
    static let ferryRoute = OSMInterest(rawValue: 1 << 3)
    static let ferryMember = OSMInterest(rawValue: 1 << 4)
    /// A relation that groups the houses of a street.
    static let street = OSMInterest(rawValue: 1 << 5)
    static let address = OSMInterest(rawValue: 1 << 6)
    static let addressInterpolation = OSMInterest(rawValue: 1 << 7)
    static let place = OSMInterest(rawValue: 1 << 8)
    static let boundary = OSMInterest(rawValue: 1 << 9)
    static let structure = OSMInterest(rawValue: 1 << 10)
    static let landCover = OSMInterest(rawValue: 1 << 11)
    static let waterway = OSMInterest(rawValue: 1 << 12)
    static let coastline = OSMInterest(rawValue: 1 << 13)
}
