/// Why an OpenStreetMap file could not be read.
package enum OSMReadError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The file does not exist or may not be read; `reason` is the system's.
    case unreadable(path: String, reason: String)
    /// The file is none of the formats that are read; `found` says what its beginning looks like.
    case notOpenStreetMap(path: String, found: String)
    /// The file is damaged; `position` is `byte 123` or `line 4, column 5` where it is known.
    case damaged(path: String, position: String?, reason: String)
    /// The caller asked to stop.
    case cancelled
    /// The reader ran out of memory or threads.
    case resources(path: String, reason: String)

    package var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): cannot be read: \(reason)"
        case .notOpenStreetMap(let path, let found):
            "\(path): expected OpenStreetMap data (.osm.pbf, .osm, .osm.gz or .osm.bz2), found \(found)"
        case .damaged(let path, let position, let reason):
            "\(path)\(position.map { ", \($0)" } ?? ""): damaged: \(reason)"
        case .cancelled:
            "reading was cancelled"
        case .resources(let path, let reason):
            "\(path): not enough memory or threads to read it: \(reason)"
        }
    }
}
