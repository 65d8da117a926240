package import GeoIndex
package import Records

/// What ``OSMReader`` hands on: one feature of the map, in WGS 84, ready to be stored.
package enum OSMRecord: Hashable, Sendable {
    /// A `highway=*` or ferry way, or a piece of one.
    case road(OSMRoad)
    /// A tagged node that stands on a road: barrier, signal, crossing, exit.
    case roadNode(OSMRoadNode)
    /// A turn that is forbidden or obligatory.
    case turnRestriction(OSMTurnRestriction)
    /// A postal address at a point.
    case address(OSMAddress)
    /// A line along which house numbers run.
    case addressInterpolation(OSMAddressInterpolation)
    /// A named settlement or part of one.
    case place(OSMPlace)
    /// An administrative or postal area.
    case boundary(OSMBoundary)
    /// A place or team that offers services, mapped by ``OSMKindTable``.
    case structure(OSMStructure)
    /// Water, wood, built-up land.
    case landCover(OSMLandCover)
    /// A river, stream or canal.
    case waterway(OSMWaterway)
    /// A piece of coastline: land to the left, water to the right.
    case coastline(OSMCoastline)
}

/// A stretch of road or a ferry line with everything routing may ask of it.
package struct OSMRoad: Hashable, Sendable {
    /// Way number.
    package var id: Int64
    /// 0, or the running number of a further piece where nodes in the middle of the way are not in the file.
    package var piece: Int
    /// Node numbers, one per vertex.
    package var nodes: [Int64]
    /// Vertices, at least two, one per node.
    package var line: [Coordinate]
    /// All tags of the way; a ferry's may be completed from its route relation.
    package var tags: OSMTags
}

/// A node on a road that bears a tag which matters to who passes.
package struct OSMRoadNode: Hashable, Sendable {
    /// Node number.
    package var id: Int64
    /// Position.
    package var coordinate: Coordinate
    /// All tags of the node.
    package var tags: OSMTags
}

/// A `type=restriction` relation.
package struct OSMTurnRestriction: Hashable, Sendable {
    /// A member of the relation.
    package struct Member: Hashable, Sendable {
        /// The way or node referred to.
        package var object: OSMObjectID
        /// `from`, `via`, `to`, or what else the file says.
        package var role: String
    }

    /// Relation number.
    package var id: Int64
    /// `restriction`, `restriction:hgv`, `restriction:conditional`, `except` and all others.
    package var tags: OSMTags
    /// Members in file order; each is in the file.
    package var members: [Member]
}

/// A postal address at a point.
package struct OSMAddress: Hashable, Sendable {
    /// The object that bears the address.
    package var id: OSMObjectID
    /// `addr:street`, or the street of the relation that groups the street's houses.
    package var street: String?
    /// `addr:place`: what stands in a street's place where houses are numbered by place.
    package var place: String?
    /// `addr:housenumber`, else `addr:conscriptionnumber`.
    package var houseNumber: String?
    /// `addr:postcode`.
    package var postcode: String?
    /// `addr:city`.
    package var city: String?
    /// `name` of the object, else `addr:housename`.
    package var name: String?
    /// The node, or a point inside the outline.
    package var coordinate: Coordinate
    /// All tags of the object.
    package var tags: OSMTags
}

/// An `addr:interpolation` way.
package struct OSMAddressInterpolation: Hashable, Sendable {
    /// Way number.
    package var id: Int64
    /// `odd`, `even`, `all`, `alphabetic` or a step.
    package var kind: String
    /// Node numbers, one per vertex; the numbered houses are ``OSMAddress`` records of these nodes.
    package var nodes: [Int64]
    /// Vertices, at least two.
    package var line: [Coordinate]
    /// All tags of the way.
    package var tags: OSMTags
}

/// A `place=*` object.
package struct OSMPlace: Hashable, Sendable {
    /// The object.
    package var id: OSMObjectID
    /// Value of `place`, or of that key after a word for the past (`abandoned:place`): `city`, `village`, `island`, …
    package var kind: String
    /// Names by language; `und` is the plain `name`.
    package var names: LocalizedText
    /// Names it bore before and other names it goes by.
    package var formerNames: [String]
    /// `population`, where it is a number.
    package var population: Int?
    /// Metres above the sea, `ele` where it is a number.
    package var elevation: Double?
    /// The node, the label of the area, or a point inside it.
    package var coordinate: Coordinate
    /// Outline when the place is mapped as an area, else empty.
    package var area: MultiPolygon
    /// All tags of the object.
    package var tags: OSMTags
}

/// An administrative or postal area.
package struct OSMBoundary: Hashable, Sendable {
    /// The closed way or the relation.
    package var id: OSMObjectID
    /// Value of `boundary`: `administrative` or `postal_code`.
    package var kind: String
    /// `admin_level`, 1 to 12, where it is one number.
    package var adminLevel: Int?
    /// Names by language; `und` is the plain `name`.
    package var names: LocalizedText
    /// `postal_code` of a postal area, else `ref`.
    package var reference: String?
    /// Outline.
    package var area: MultiPolygon
    /// All tags of the object.
    package var tags: OSMTags
}

/// A point of interest that the kinds table knows.
package struct OSMStructure: Hashable, Sendable {
    /// The object.
    package var id: OSMObjectID
    /// Code of the kind of structure.
    package var kind: String
    /// Names by language; `und` is the plain `name`.
    package var names: LocalizedText
    /// The node, or a point inside the outline.
    package var coordinate: Coordinate
    /// All tags of the object: address, `phone`, `opening_hours`, `wheelchair`, …
    package var tags: OSMTags
    /// First and last day of its use, where its tags limit it.
    package var firstDay: CivilDate?, lastDay: CivilDate?
    /// Objects of the same kind whose outline it stands in, as `w7` or `r3`.
    package var outlines: [String] = []
    /// Half the diagonal of its outline in metres, 0 for a point.
    package var reachMetres = 0.0
}

/// An area of water, wood, built-up or other land.
package struct OSMLandCover: Hashable, Sendable {
    /// The closed way or the relation.
    package var id: OSMObjectID
    /// Class, one word: see ``OSMLandCoverClass``.
    package var landClass: OSMLandCoverClass
    /// Names by language; `und` is the plain `name`.
    package var names: LocalizedText
    /// Outline.
    package var area: MultiPolygon
}

/// A line of flowing water.
package struct OSMWaterway: Hashable, Sendable {
    /// Way number.
    package var id: Int64
    /// 0, or the running number of a further piece where nodes in the middle are not in the file.
    package var piece: Int
    /// Value of `waterway`: `river`, `stream`, `canal`, `drain`, `ditch`.
    package var waterClass: String
    /// Names by language; `und` is the plain `name`.
    package var names: LocalizedText
    /// Vertices downstream, at least two.
    package var line: [Coordinate]
}

/// A piece of coastline.
package struct OSMCoastline: Hashable, Sendable {
    /// Way number.
    package var id: Int64
    /// 0, or the running number of a further piece where nodes in the middle are not in the file.
    package var piece: Int
    /// Vertices, at least two: land to the left, water to the right.
    package var line: [Coordinate]
}
