internal import COsmium
internal import GeoIndex
internal import Records

extension OSMReading {
    func takeNode(_ object: OSMObject, _ tags: OSMTags) {
        if let problem = object.problem {
            reject(object.id, problem)
            return
        }
        if object.interests.contains(.roadNode), let vertex = object.vertices.first {
            emit(.roadNode(OSMRoadNode(id: object.id.number, coordinate: vertex.coordinate, tags: tags)))
        }
        takePoint(object, tags)
    }

    /// Emits the records at a point: address, place and structure.
    func takePoint(_ object: OSMObject, _ tags: OSMTags) {
        let interests = object.interests.intersection([.address, .place, .structure])
        guard !interests.isEmpty else { return }
        var kind = interests.contains(.structure) ? kinds.answer(for: tags) : nil
        guard kind != .withheld else {
            withhold()
            return
        }
        var days: (first: CivilDate?, last: CivilDate?)
        if case .kind(let code) = kind {
            switch OSMLifecycle.use(of: tags, kinds: kinds, today: today) {
            case .open(let first, let last):
                days = (first, last)
                if last == nil, let text = tags.text("end_date") {
                    note(object.id, "structure (\(code)): end_date=\(text) is no date; taken as in use")
                }
            case .over(let tag):
                kind = nil
                reject(object.id, "structure (\(code)): out of use (\(tag))")
            }
        }
        var isAddress = interests.contains(.address) && !Self.isAboutAddresses(object, tags)
        if isAddress, OSMLifecycle.isGone(tags) {
            isAddress = false
            reject(object.id, "address: no house stands there any more")
        }
        let isPlace = interests.contains(.place)
        guard isAddress || isPlace || kind != nil else { return }
        guard let coordinate = representative(of: object) else {
            let what = [isAddress ? "address" : nil, isPlace ? "place" : nil, kind == nil ? nil : "structure"]
            let reason = object.problem ?? "none of its nodes is in the file"
            reject(object.id, "\(what.compactMap { $0 }.joined(separator: ", ")): \(reason)")
            return
        }
        if isAddress { takeAddress(object.id, coordinate, tags) }
        if isPlace { takePlace(object, coordinate, tags) }
        if case .kind(let code) = kind {
            outlines.add(
                OSMStructure(
                    id: object.id, kind: code, names: OSMNames.names(of: tags), coordinate: coordinate, tags: tags,
                    firstDay: days.first, lastDay: days.last), outline: outline(of: object))
        }
    }

    /// Whether the tags describe the addresses of other objects: an interpolation line, or the houses of a street.
    private static func isAboutAddresses(_ object: OSMObject, _ tags: OSMTags) -> Bool {
        switch object.id.kind {
        case .node: false
        case .way: tags.has("addr:interpolation")
        case .relation: tags.has("type", "associatedStreet") || tags.has("type", "street")
        }
    }

    private func takeAddress(_ id: OSMObjectID, _ coordinate: Coordinate, _ tags: OSMTags) {
        emit(
            .address(
                OSMAddress(
                    id: id, street: tags.text("addr:street") ?? streets[id], place: tags.text("addr:place"),
                    houseNumber: tags.text("addr:housenumber") ?? tags.text("addr:conscriptionnumber"),
                    postcode: tags.text("addr:postcode"), city: tags.text("addr:city"),
                    name: tags.text("name") ?? tags.text("addr:housename"), coordinate: coordinate, tags: tags)))
    }

    private func takePlace(_ object: OSMObject, _ coordinate: Coordinate, _ tags: OSMTags) {
        let names = OSMNames.names(of: tags)
        guard !names.isEmpty else {
            reject(object.id, "place: it has no name")
            return
        }
        emit(
            .place(
                OSMPlace(
                    id: object.id, kind: OSMLifecycle.placeKind(tags) ?? "", names: names,
                    formerNames: OSMNames.formerNames(of: tags),
                    population: tags["population"].flatMap(Self.wholeNumber),
                    elevation: tags.text("ele").flatMap { Double($0) }.flatMap { $0.isFinite ? $0 : nil },
                    coordinate: labelPoint(of: object) ?? coordinate, area: object.area, tags: tags)))
    }

    /// Parses a population: digits, with blanks, commas, points or apostrophes between thousands.
    static func wholeNumber(_ text: String) -> Int? {
        let digits = text.trimmingSpace.filter { !" \u{A0}\u{202F},.'’".contains($0) }
        guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return Int(digits)
    }

    /// The position of a relation's label or seat.
    private func labelPoint(of object: OSMObject) -> Coordinate? {
        for role in ["label", "admin_centre"] {
            if let member = object.members.first(where: { $0.kind == 0 && $0.vertex_count == 1 && $0.roleText == role })
            {
                return member.points[0].coordinate
            }
        }
        return nil
    }

    /// The area of an object, assembled from a closed way if necessary; empty when it has none.
    private func outline(of object: OSMObject) -> MultiPolygon {
        guard object.area.isEmpty, object.id.kind == .way, object.vertices.isRing, object.vertices.unknownCount == 0
        else { return object.area }
        return [Polygon(rings: [object.line(object.vertices.indices)])]
    }

    /// A node's position, a point inside an outline, or the middle of a line.
    private func representative(of object: OSMObject) -> Coordinate? {
        if object.id.kind == .node { return object.vertices.first?.coordinate }
        if let point = InteriorPoint.of(object.area) { return point }
        if object.id.kind == .way { return Self.representative(of: object.vertices) }
        if let point = labelPoint(of: object) { return point }
        let outlines = object.members.lazy.filter { $0.points.isRing }
        return outlines.compactMap { Self.representative(of: $0.points) }.first
            ?? object.members.lazy.compactMap { Self.representative(of: $0.points) }.first
    }

    private static func representative(of vertices: UnsafeBufferPointer<cosmium_vertex>) -> Coordinate? {
        let known = vertices.filter(\.isKnown).map(\.coordinate)
        if vertices.isRing, known.count == vertices.count, let inside = InteriorPoint.of(Polygon(rings: [known])) {
            return inside
        }
        return InteriorPoint.ofLine(known)
    }
}
