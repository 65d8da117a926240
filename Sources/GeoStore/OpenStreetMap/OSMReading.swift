internal import COsmium
internal import GeoIndex
internal import Records

/// The state of a reading: collects what COsmium's callbacks deliver until a batch is full.
final class OSMReading {
    let kinds: OSMKindTable
    /// The day on which ends are judged.
    let today: CivilDate
    let progress: (UInt64, UInt64) -> Bool
    private let batchSize: Int
    private let sink: (OSMBatch) throws -> Void

    /// The error thrown by the sink.
    private(set) var sinkError: (any Error)?
    private var batch = OSMBatch()
    private var result = OSMReadSummary()
    private var counts = [Int](repeating: 0, count: OSMRecord.Kind.allCases.count)

    /// Street names that relations give to the houses of a street.
    var streets: [OSMObjectID: String] = [:]
    /// Ferry routes by member way.
    var ferries = OSMFerryRoutes()
    /// Structures, with the outlines of those that have one.
    var outlines = OSMOutlines()

    init(
        kinds: OSMKindTable, today: CivilDate, batchSize: Int, progress: @escaping (UInt64, UInt64) -> Bool,
        sink: @escaping (OSMBatch) throws -> Void
    ) {
        self.kinds = kinds
        self.today = today
        self.batchSize = max(1, batchSize)
        self.progress = progress
        self.sink = sink
        batch.records.reserveCapacity(self.batchSize)
    }

    func take(_ header: cosmium_header) -> Int32 {
        let text = { (pointer: UnsafePointer<CChar>?) in
            pointer.map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        result.header.generator = text(header.generator)
        result.header.timestamp = text(header.timestamp)
        result.header.boxes = UnsafeBufferPointer(start: header.boxes, count: header.box_count).map {
            BoundingBox(
                west: Double($0.west) / 1e7, south: Double($0.south) / 1e7, east: Double($0.east) / 1e7,
                north: Double($0.north) / 1e7)
        }
        result.format = text(header.format) ?? ""
        return 0
    }

    func take(_ raw: cosmium_object) -> Int32 {
        let object = OSMObject(raw: raw)
        let tags = object.tags
        switch object.id.kind {
        case .node: takeNode(object, tags)
        case .way: takeWay(object, tags)
        case .relation: takeRelation(object, tags)
        }
        return sinkError == nil ? 0 : 1
    }

    func emit(_ record: OSMRecord) {
        counts[Int(record.kind.rawValue)] += 1
        batch.records.append(record)
        flushIfFull()
    }

    func reject(_ object: OSMObjectID, _ reason: String) {
        result.rejected += 1
        batch.rejects.append(OSMReject(object: object, reason: reason))
        flushIfFull()
    }

    /// Records what is missing from an object that is passed on nevertheless.
    func note(_ object: OSMObjectID, _ reason: String) {
        batch.rejects.append(OSMReject(object: object, reason: reason, isKept: true))
        flushIfFull()
    }

    /// Counts an object that is not passed on in any form, without identifying it.
    func withhold() {
        result.withheld += 1
    }

    private func flushIfFull() {
        if batch.records.count + batch.rejects.count >= batchSize { flush() }
    }

    private func flush() {
        guard sinkError == nil, !batch.isEmpty else { return }
        do {
            try sink(batch)
        } catch {
            sinkError = error
        }
        batch = OSMBatch()
        batch.records.reserveCapacity(batchSize)
    }

    /// Passes on the records that waited for the end of the file.
    func finish() throws {
        for road in ferries.finish() { emit(.road(road)) }
        for structure in outlines.finish() { emit(.structure(structure)) }
        flush()
        if let sinkError { throw sinkError }
    }

    func summary(_ totals: cosmium_totals) -> OSMReadSummary {
        var summary = result
        summary.nodes = Int(totals.nodes)
        summary.ways = Int(totals.ways)
        summary.relations = Int(totals.relations)
        for kind in OSMRecord.Kind.allCases where counts[Int(kind.rawValue)] > 0 {
            summary.counts[kind] = counts[Int(kind.rawValue)]
        }
        if totals.latest_edit > 0 {
            summary.latestEdit = TimeText.text(UTCInstant(seconds: Int(totals.latest_edit)))
        }
        return summary
    }
}
