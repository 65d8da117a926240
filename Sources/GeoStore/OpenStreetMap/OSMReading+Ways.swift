internal import COsmium
internal import GeoIndex

extension OSMReading {
    /// Makes every record a way gives.
    func takeWay(_ object: OSMObject, _ tags: OSMTags) {
        if object.vertices.count == 0, let problem = object.problem {
            reject(object.id, problem)
            return
        }
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
        } else if tags.has("route", "ferry") || object.interests.contains(.ferryMember) {
            emitRoad(object, tags, isFerry: true)
        } else {
            emitRoad(object, tags, isFerry: false)
        }
    }

    private func emitRoad(_ object: OSMObject, _ tags: OSMTags, isFerry: Bool) {
        takeLine(object, "road") { piece, run in
            let road = OSMRoad(
                id: object.id.number, piece: piece, nodes: object.refs(run), line: object.line(run), tags: tags)
            if isFerry, object.interests.contains(.ferryMember) {
                return ferries.complete(road).map { .road($0) }
            }
            return .road(road)
        }
    }

    private func takeInterpolation(_ object: OSMObject, _ tags: OSMTags) {
        let unknown = object.vertices.unknownCount
        guard unknown == 0, object.vertices.count > 1 else {
            reject(object.id, "address interpolation: \(unknown) of \(object.vertices.count) nodes are not in the file")
            return
        }
        emit(
            .addressInterpolation(
                OSMAddressInterpolation(
                    id: object.id.number, kind: tags["addr:interpolation"] ?? "",
                    nodes: object.refs(object.vertices.indices), line: object.line(object.vertices.indices), tags: tags)
            ))
    }

    /// Emits a record for every run of known nodes, and a reject when some or all are unknown.
    private func takeLine(_ object: OSMObject, _ what: String, _ make: (Int, Range<Int>) -> OSMRecord?) {
        let runs = object.vertices.knownRuns
        for (piece, run) in runs.enumerated() {
            if let record = make(piece, run) { emit(record) }
        }
        let (unknown, count) = (object.vertices.unknownCount, object.vertices.count)
        if unknown > 0 {
            reject(object.id, "\(what): \(unknown) of \(count) nodes are not in the file")
        } else if runs.isEmpty {
            reject(object.id, "\(what): expected at least 2 nodes, found \(count)")
        }
    }
}

extension OSMObject {
    /// Positions of a run of known vertices, in degrees.
    func line(_ run: Range<Int>) -> [Coordinate] { vertices[run].map { $0.coordinate } }

    /// Node numbers of a run of vertices.
    func refs(_ run: Range<Int>) -> [Int64] { vertices[run].map { $0.ref } }
}
