package import GeoIndex
package import Records

/// A feature read by ``OSMReader``, in WGS 84, ready to be stored.
package enum OSMRecord: Hashable, Sendable {
    /// A `highway=*` or ferry way, or a piece of one.
    case road(OSMRoad)
    /// A tagged node on a road, such as a barrier, signal, crossing or exit.
    case roadNode(OSMRoadNode)
    /// A forbidden or mandatory turn.
    case turnRestriction(OSMTurnRestriction)
    /// A postal address at a point.
    case address(OSMAddress)
    /// A line along which house numbers are interpolated.
    case addressInterpolation(OSMAddressInterpolation)
    /// A named settlement or part of one.
    case place(OSMPlace)
    /// An administrative or postal area.
    case boundary(OSMBoundary)
    /// A structure, by ``OSMKindTable``.
    case structure(OSMStructure)
    /// An area of land cover, such as water or wood.
    case landCover(OSMLandCover)
    /// A river, stream or canal.
    case waterway(OSMWaterway)
    /// A piece of coastline, with land on the left and water on the right.
    case coastline(OSMCoastline)
}

/// A road or ferry line with everything that routing needs.
package struct OSMRoad: Hashable, Sendable {
    /// The id of the way.
    package var id: Int64
    /// 0, or the number of a further piece when nodes within the way are not in the file.
    package var piece: Int
    /// The node ids, one per vertex.
    package var nodes: [Int64]
    /// The vertices, at least two, one per node.
    package var line: [Coordinate]
    /// All tags of the way; those of a ferry may be completed from its route relation.
    package var tags: OSMTags
}

/// A node on a road with tags that affect passing it.
package struct OSMRoadNode: Hashable, Sendable {
    /// The id of the node.
    package var id: Int64
    /// The position.
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
        /// `from`, `via`, `to` or any other role in the file.
        package var role: String
    }

    /// The id of the relation.
    package var id: Int64
    /// All tags, including `restriction`, `restriction:hgv`, `restriction:conditional` and `except`.
    package var tags: OSMTags
    /// The members in file order; all are in the file.
    package var members: [Member]
}

/// A postal address at a point.
package struct OSMAddress: Hashable, Sendable {
    /// The object with the address.
    package var id: OSMObjectID
    /// `addr:street`, or the street of the relation that groups the street's houses.
    package var street: String?
    /// `addr:place`, used in place of a street where houses are numbered by place.
    package var place: String?
    /// `addr:housenumber`, otherwise `addr:conscriptionnumber`.
    package var houseNumber: String?
    /// `addr:postcode`.
    package var postcode: String?
    /// `addr:city`.
    package var city: String?
    /// The `name` of the object, otherwise `addr:housename`.
    package var name: String?
    /// The position of the node, or a point inside the outline.
    package var coordinate: Coordinate
    /// All tags of the object.
    package var tags: OSMTags
}

/// An `addr:interpolation` way.
package struct OSMAddressInterpolation: Hashable, Sendable {
    /// The id of the way.
    package var id: Int64
    /// `odd`, `even`, `all`, `alphabetic` or a step.
    package var kind: String
    /// The node ids, one per vertex; the numbered houses are ``OSMAddress`` records of these nodes.
    package var nodes: [Int64]
    /// The vertices, at least two.
    package var line: [Coordinate]
    /// All tags of the way.
    package var tags: OSMTags
}

/// A `place=*` object.
package struct OSMPlace: Hashable, Sendable {
    /// The object.
    package var id: OSMObjectID
    /// The value of `place`, or of that key after a lifecycle prefix (`abandoned:place`): `city`, `village` or
    /// another.
    package var kind: String
    /// The names by language; `und` for the plain `name`.
    package var names: LocalizedText
    /// Former and alternative names.
    package var formerNames: [String]
    /// The `population`, if it is a number.
    package var population: Int?
    /// The elevation in metres above sea level, if `ele` is a number.
    package var elevation: Double?
    /// The position of the node, the area's label, or a point inside the area.
    package var coordinate: Coordinate
    /// The outline when the place is mapped as an area, otherwise empty.
    package var area: MultiPolygon
    /// All tags of the object.
    package var tags: OSMTags
}

/// An administrative or postal area.
package struct OSMBoundary: Hashable, Sendable {
    /// The closed way or the relation.
    package var id: OSMObjectID
    /// The value of `boundary`: `administrative` or `postal_code`.
    package var kind: String
    /// The `admin_level`, 1 to 12, if it is a single number.
    package var adminLevel: Int?
    /// The names by language; `und` for the plain `name`.
    package var names: LocalizedText
    /// The `postal_code` of a postal area, otherwise `ref`.
    package var reference: String?
    /// The outline.
    package var area: MultiPolygon
    /// All tags of the object.
    package var tags: OSMTags
}

/// A structure found by the table of kinds.
package struct OSMStructure: Hashable, Sendable {
    /// The object.
    package var id: OSMObjectID
    /// The code of the kind of structure.
    package var kind: String
    /// The names by language; `und` for the plain `name`.
    package var names: LocalizedText
    /// The position of the node, or a point inside the outline.
    package var coordinate: Coordinate
    /// All tags of the object: address, `phone`, `opening_hours`, `wheelchair`, …
    package var tags: OSMTags
    /// The first and last day of use, when limited by tags.
    package var firstDay: CivilDate?, lastDay: CivilDate?
    /// The objects of the same kind whose outlines contain it, such as `w7` or `r3`.
    package var outlines: [String] = []
    /// Half the diagonal of its outline in metres; 0 for a point.
    package var reachMetres = 0.0
}

/// An area of land cover.
package struct OSMLandCover: Hashable, Sendable {
    /// The closed way or the relation.
    package var id: OSMObjectID
    /// The class.
    package var landClass: OSMLandCoverClass
    /// The names by language; `und` for the plain `name`.
    package var names: LocalizedText
    /// The outline.
    package var area: MultiPolygon
}

/// A line of flowing water.
package struct OSMWaterway: Hashable, Sendable {
    /// The id of the way.
    package var id: Int64
    /// 0, or the number of a further piece when nodes within the way are not in the file.
    package var piece: Int
    /// The value of `waterway`: `river`, `stream`, `canal`, `drain`, `ditch`.
    package var waterClass: String
    /// The names by language; `und` for the plain `name`.
    package var names: LocalizedText
    /// The vertices downstream, at least two.
    package var line: [Coordinate]
}

/// A piece of coastline.
package struct OSMCoastline: Hashable, Sendable {
    /// The id of the way.
    package var id: Int64
    /// 0, or the number of a further piece when nodes within the way are not in the file.
    package var piece: Int
    /// The vertices, at least two, with land on the left and water on the right.
    package var line: [Coordinate]
}
