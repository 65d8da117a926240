internal import COsmium
package import GeoIndex
internal import Glibc
package import Records

/// Reads an OpenStreetMap extract of any region: `.osm.pbf`, `.osm`, `.osm.gz` or `.osm.bz2`, detected by content.
///
/// ```swift
/// let reader = OSMReader(path: "town.osm.pbf", kinds: table)
/// let summary = try reader.read { batch in for record in batch.records { … } }
/// ```
///
/// Objects may be in any order and references may be incomplete: an object with missing parts is passed on as far as it
/// is known, or rejected. Objects marked as deleted are skipped. A file with several versions of an object, or with no
/// objects, is malformed.
///
/// O(n log n). Memory is about 16 bytes per node and way, plus the members of relations, plus twelve times the file's
/// size when that is below `cacheBytes`.
package struct OSMReader: Sendable {
    /// The path of the file.
    package var path: String
    /// The table that maps tags to kinds of structure.
    package var kinds: OSMKindTable
    /// Only objects that touch the box are passed on, unclipped; nil for all. The box may cross the antimeridian.
    package var clip: BoundingBox?
    /// The day on which ends are judged; today in UTC by default.
    package var today = CivilDate(dayNumber: Int(time(nil)) / 86_400)
    /// The number of records and rejects in a batch.
    package var batchSize = 4096
    /// Files that take at most this many bytes when decoded are decoded once, others twice; the records are the same.
    package var cacheBytes = 1 << 29

    /// Creates a reader for the file at `path`.
    package init(path: String, kinds: OSMKindTable, clip: BoundingBox? = nil) {
        self.path = path
        self.kinds = kinds
        self.clip = clip
    }

    /// Reads the file and passes its records on in batches, on the calling thread: ways in file order, then nodes and
    /// relations by number, then ferries whose duration comes from their route relation, then structures.
    ///
    /// - Parameters:
    ///   - progress: Called with the bytes read so far and in total; returns false to stop.
    ///   - sink: Receives a batch; an error it throws stops the reading and is rethrown.
    /// - Throws: ``StoreError`` with the code `inputNotFound`, `inputUnreadable`, `inputMalformed` or `cancelled`, or
    ///   the error of `sink`. The records passed on before are then incomplete.
    package func read(
        progress: (_ bytesRead: UInt64, _ bytesTotal: UInt64) -> Bool = { _, _ in true },
        into sink: (OSMBatch) throws -> Void
    ) throws -> OSMReadSummary {
        try withoutActuallyEscaping(progress) { progress in
            try withoutActuallyEscaping(sink) { sink in
                let reading = OSMReading(
                    kinds: kinds, today: today, batchSize: batchSize, progress: progress, sink: sink)
                var totals = cosmium_totals()
                var failure = cosmium_error()
                let result = run(reading, &totals, &failure)
                if let error = reading.sinkError { throw error }
                guard result == COSMIUM_DONE else { throw error(result, failure) }
                try reading.finish()
                return reading.summary(totals)
            }
        }
    }

    private func run(_ reading: OSMReading, _ totals: inout cosmium_totals, _ failure: inout cosmium_error) -> Int {
        let rules = CRules(OSMRule.all(kinds: kinds))
        let boxes = clip.map(Self.boxes) ?? []
        // The callbacks get the reading from the context; this stack frame keeps it alive during the call.
        let callbacks = cosmium_callbacks(
            context: Unmanaged.passUnretained(reading).toOpaque(),
            header: { context, header in
                guard let context, let header else { return 1 }
                return Unmanaged<OSMReading>.fromOpaque(context).takeUnretainedValue().take(header.pointee)
            },
            object: { context, object in
                guard let context, let object else { return 1 }
                return Unmanaged<OSMReading>.fromOpaque(context).takeUnretainedValue().take(object.pointee)
            },
            progress: { context, read, total in
                guard let context else { return 1 }
                return Unmanaged<OSMReading>.fromOpaque(context).takeUnretainedValue().progress(read, total) ? 0 : 1
            })
        return withExtendedLifetime(reading) {
            boxes.withUnsafeBufferPointer { boxes in
                rules.withUnsafeRules { rules in
                    var options = cosmium_options()
                    options.rules = rules.baseAddress
                    options.rule_count = rules.count
                    options.road = OSMInterest.road.rawValue
                    options.on_road = OSMInterest.roadNode.rawValue
                    options.area = OSMInterest([.place, .boundary, .landCover]).rawValue
                    options.group = OSMInterest([.ferryRoute, .street]).rawValue
                    options.pulling = OSMInterest.ferryRoute.rawValue
                    options.member = OSMInterest.ferryMember.rawValue
                    options.linked = OSMInterest.turnRestriction.rawValue
                    options.boxes = boxes.baseAddress
                    options.box_count = boxes.count
                    options.cache_bytes = cacheBytes
                    return withUnsafePointer(to: callbacks) { callbacks in
                        Int(cosmium_read(path, &options, callbacks, &totals, &failure))
                    }
                }
            }
        }
    }

    /// The clip box in units of the file's grid; two boxes when it crosses the antimeridian.
    private static func boxes(_ box: BoundingBox) -> [cosmium_box] {
        func unit(_ degrees: Double) -> Int32 {
            Int32(max(-1_800_000_000, min(1_800_000_000, (degrees * 1e7).rounded())))
        }
        guard !box.isEmpty, box.isValid else { return [cosmium_box(west: 0, south: 1, east: 0, north: 0)] }
        let (south, north) = (unit(box.south), unit(box.north))
        if box.west <= box.east {
            return [cosmium_box(west: unit(box.west), south: south, east: unit(box.east), north: north)]
        }
        return [
            cosmium_box(west: unit(box.west), south: south, east: unit(180), north: north),
            cosmium_box(west: unit(-180), south: south, east: unit(box.east), north: north),
        ]
    }

    private func error(_ result: Int, _ failure: cosmium_error) -> StoreError {
        let message = withUnsafeBytes(of: failure.message) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
        var place = path
        if failure.line >= 0 {
            place += ", line \(failure.line), column \(failure.column)"
        } else if failure.byte_offset >= 0 {
            place += ", byte \(failure.byte_offset)"
        }
        switch result {
        case COSMIUM_STOPPED:
            return StoreError(.cancelled, at: path, "reading was stopped")
        case COSMIUM_NOT_FOUND:
            return StoreError(.inputNotFound, at: path, message)
        case COSMIUM_UNREADABLE:
            return StoreError(.inputUnreadable, at: place, message)
        case COSMIUM_NOT_OSM:
            return StoreError(
                .inputMalformed, at: path,
                "expected OpenStreetMap data (.osm.pbf, .osm, .osm.gz or .osm.bz2), found \(message)")
        case COSMIUM_RESOURCES:
            return StoreError(.inputUnreadable, at: path, "not enough memory or threads: \(message)")
        default:
            return StoreError(.inputMalformed, at: place, "damaged: \(message)")
        }
    }
}
