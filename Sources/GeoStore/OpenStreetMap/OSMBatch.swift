package import GeoIndex

/// An object that was refused, or handed on in part, and why.
package struct OSMReject: Hashable, Sendable {
    /// The object.
    package var object: OSMObjectID
    /// What was expected and what the file has.
    package var reason: String
    /// Whether a part of it was handed on.
    package var isKept = false
}

/// Records and rejects in the order they were met, delivered together.
package struct OSMBatch: Hashable, Sendable {
    /// Features.
    package var records: [OSMRecord] = []
    /// Objects refused or handed on in part since the batch before.
    package var rejects: [OSMReject] = []

    /// Whether there is nothing to write.
    package var isEmpty: Bool { records.isEmpty && rejects.isEmpty }
}

/// What a file's header says of itself.
package struct OSMHeader: Hashable, Sendable {
    /// Program that wrote the file.
    package var generator: String?
    /// Time the data stands for, ISO 8601, where the file says.
    package var timestamp: String?
    /// Boxes the file declares to cover.
    package var boxes: [BoundingBox] = []

    /// Whether the roads are a made-up sample network and no survey.
    package var isSample: Bool { generator == Self.sampleGenerator }

    /// The generator name that marks a sample network.
    package static let sampleGenerator = "plision sample-roads"
}

/// The result of one reading.
package struct OSMReadSummary: Hashable, Sendable {
    /// What the file's header says.
    package var header = OSMHeader()
    /// `PBF`, `XML`, `XML (gzip)` or `XML (bzip2)`.
    package var format = ""
    /// Objects in the file.
    package var nodes = 0, ways = 0, relations = 0
    /// Records handed on, by kind.
    package var counts: [OSMRecord.Kind: Int] = [:]
    /// Rejects handed on, those of which a part was kept not counted.
    package var rejected = 0
    /// Objects the kinds table withholds: counted, not named.
    package var withheld = 0
    /// Latest time stamp of any object read, ISO 8601, where the file has them.
    package var latestEdit: String?
}

extension OSMRecord {
    /// The record's case without its content, for counting.
    package enum Kind: UInt8, Hashable, Sendable, CaseIterable, Comparable {
        case road, roadNode, turnRestriction, address, addressInterpolation, place, boundary, structure, landCover
        case waterway, coastline

        /// The case's name, for counts that people read.
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
