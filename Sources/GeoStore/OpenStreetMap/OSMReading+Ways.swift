internal import COsmium
internal import GeoIndex
internal import Routing

extension OSMReading {
    /// Emits the records of a way.
    func takeWay(_ object: OSMObject, _ tags: OSMTags) {
        let interests = object.interests
        if !interests.isDisjoint(with: [.road, .ferryMember]) { takeRoad(object, tags) }
        if interests.contains(.addressInterpolation) { takeInterpolation(object, tags) }
        if interests.contains(.waterway) {
            takeLine(object, "waterway") { piece, run in
                .waterway(
                    OSMWaterway(
                        id: object.id.number, piece: piece, waterClass: tags["waterway"] ?? "",
                        names: OSMNames.names(of: tags), line: object.line(run)))
            }
        }
        if interests.contains(.coastline) {
            takeLine(object, "coastline") { piece, run in
                .coastline(OSMCoastline(id: object.id.number, piece: piece, line: object.line(run)))
            }
        }
        let isArea = object.vertices.isRing && !tags.has("area", "no")
        if interests.contains(.landCover), isArea { takeLandCover(object, tags) }
        if interests.contains(.boundary), isArea { takeBoundary(object, tags) }
        takePoint(object, tags)
    }

    private func takeRoad(_ object: OSMObject, _ tags: OSMTags) {
        if let highway = tags["highway"] {
            guard !OSMRule.closedHighways.contains(highway) else { return }
            emitRoad(object, tags, isFerry: tags.has("route", "ferry"))
        } else {
            // A pier may be a member of a ferry route.
            let isLanding =
                tags.has("man_made", "pier") || tags.has("railway", "platform")
                || tags.has("public_transport", "platform")
            emitRoad(object, tags, isFerry: tags.has("route", "ferry") || !isLanding)
        }
    }

    private func emitRoad(_ object: OSMObject, _ tags: OSMTags, isFerry: Bool) {
        let seconds = tags["duration"].flatMap(DurationText.seconds)
        takeLine(object, "road") { piece, run in
            var road = OSMRoad(
                id: object.id.number, piece: piece, nodes: object.refs(run), line: object.line(run), tags: tags)
            let share = object.share(run)
            if share < 1, let seconds {
                // Each piece of a divided way takes its share of the time.
                road.tags = tags.replacing(
                    "duration", with: DurationText.text(max(1, Int((Double(seconds) * share).rounded()))))
            }
            if isFerry, object.interests.contains(.ferryMember) {
                return ferries.complete(road).map { .road($0) }
            }
            return .road(road)
        }
    }

    private func takeInterpolation(_ object: OSMObject, _ tags: OSMTags) {
        takeLine(object, "address interpolation") { _, run in
            .addressInterpolation(
                OSMAddressInterpolation(
                    id: object.id.number, kind: tags["addr:interpolation"] ?? "", nodes: object.refs(run),
                    line: object.line(run), tags: tags))
        }
    }

    /// Emits a record for every run of known nodes. A line without such a run is rejected; one with missing nodes is
    /// noted.
    private func takeLine(_ object: OSMObject, _ what: String, _ make: (Int, Range<Int>) -> OSMRecord?) {
        let runs = object.vertices.knownRuns
        for (piece, run) in runs.enumerated() {
            if let record = make(piece, run) { emit(record) }
        }
        let (unknown, count) = (object.vertices.unknownCount, object.vertices.count)
        let missing = "\(what): \(unknown) of \(count) nodes are not in the file"
        switch (runs.isEmpty, unknown > 0) {
        case (true, true): reject(object.id, missing)
        case (true, false): reject(object.id, "\(what): expected at least 2 nodes, found \(count)")
        case (false, true): note(object.id, "\(missing): \(runs.count == 1 ? "a part" : "\(runs.count) parts") taken")
        case (false, false): break
        }
    }
}

extension OSMObject {
    /// The positions of a run of known vertices.
    func line(_ run: Range<Int>) -> [Coordinate] { vertices[run].map { $0.coordinate } }

    /// The fraction of the way's length that a run of vertices covers; gaps without positions count as straight lines.
    func share(_ run: Range<Int>) -> Double {
        let whole = vertices.filter(\.isKnown).map(\.coordinate).metres
        return whole > 0 ? line(run).metres / whole : 1
    }

    /// The node ids of a run of vertices.
    func refs(_ run: Range<Int>) -> [Int64] { vertices[run].map { $0.ref } }
}
