package import GeoIndex

/// An object that was rejected, or passed on only in part, with the reason.
package struct OSMReject: Hashable, Sendable {
    /// The object.
    package var object: OSMObjectID
    /// What was expected and what the file has.
    package var reason: String
    /// Whether a part of it was passed on.
    package var isKept = false
}

/// Records and rejects in the order of reading, delivered together.
package struct OSMBatch: Hashable, Sendable {
    /// The features.
    package var records: [OSMRecord] = []
    /// The objects rejected or passed on in part since the previous batch.
    package var rejects: [OSMReject] = []

    /// Whether there is nothing to write.
    package var isEmpty: Bool { records.isEmpty && rejects.isEmpty }
}

/// The header of a file.
package struct OSMHeader: Hashable, Sendable {
    /// The program that wrote the file.
    package var generator: String?
    /// The time of the data in ISO 8601, if the file has it.
    package var timestamp: String?
    /// The boxes that the file declares to cover.
    package var boxes: [BoundingBox] = []

    /// Whether the roads are an invented sample network.
    package var isSample: Bool { generator == Self.sampleGenerator }

    /// The generator name that marks a sample network.
    package static let sampleGenerator = "plision sample-roads"
}

/// The summary of a reading.
package struct OSMReadSummary: Hashable, Sendable {
    /// The file's header.
    package var header = OSMHeader()
    /// `PBF`, `XML`, `XML (gzip)` or `XML (bzip2)`.
    package var format = ""
    /// The number of nodes, ways and relations in the file.
    package var nodes = 0, ways = 0, relations = 0
    /// The number of records passed on, by kind.
    package var counts: [OSMRecord.Kind: Int] = [:]
    /// The number of objects rejected; those passed on in part are not counted.
    package var rejected = 0
    /// The number of objects withheld by the table of kinds; they are not identified.
    package var withheld = 0
    /// The latest timestamp of any object in ISO 8601, if the file has any.
    package var latestEdit: String?
}

extension OSMRecord {
    /// The case of a record without its content, for counting.
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable, Comparable {
        case road, roadNode, turnRestriction, address, addressInterpolation, place, boundary, structure, landCover
        case waterway, coastline

        /// The name of the case, for messages.
        package var name: String { String(describing: self) }

        package static func < (left: Kind, right: Kind) -> Bool { left.rawValue < right.rawValue }
    }

    /// The record's case without its content.
    package var kind: Kind {
        switch self {
        case .road: .road
        case .roadNode: .roadNode
        case .turnRestriction: .turnRestriction
        case .address: .address
        case .addressInterpolation: .addressInterpolation
        case .place: .place
        case .boundary: .boundary
        case .structure: .structure
        case .landCover: .landCover
        case .waterway: .waterway
        case .coastline: .coastline
        }
    }
}
